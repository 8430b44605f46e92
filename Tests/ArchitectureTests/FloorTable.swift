// SPDX-License-Identifier: EUPL-1.2

/// The floors of ARCHITECTURE.md: an import goes only to a lower floor, never sideways.
struct FloorTable {
    let floors: [String: Int]
    /// Modules from outside the package, and the modules that may import them.
    let external: [String: Set<String>]
    /// Modules of the toolchain that anyone may import.
    let system: Set<String>
    /// The C modules, and the modules that own their handles.
    let owners: [String: Set<String>]

    /// The table of this project.
    static let kabinet = FloorTable(
        floors: [
            "kabinet": 10,
            "Commands": 9,
            "WebInterface": 8,
            "Crawl": 7, "DemoSite": 7,
            "Frontier": 6, "Dedup": 6, "Replay": 6, "Handoff": 6, "Importers": 6,
            "Collection": 5,
            "CDX": 4, "Inspection": 4, "Verification": 4, "Rewriting": 4, "Posts": 4, "Fetch": 4,
            "CrawlProfile": 4,
            "WARC": 3, "Extract": 3, "Scope": 3,
            "HTTPMessage": 2, "WebURL": 2, "ZipFiles": 2,
            "ByteStreams": 1, "ArchiveTime": 1, "Diagnostics": 1, "Threads": 1,
            "CBrotli": 0, "CCrypto": 0, "CCurl": 0, "CDeflate": 0, "CIDN": 0, "CLibXML2": 0, "CPSL": 0, "CPlatform": 0,
            "CZip": 0,
            "CZlib": 0, "CZstd": 0,
        ],
        external: [
            "ArgumentParser": ["Commands", "kabinet"], "UnixSignals": ["Commands"],
            "ServiceLifecycle": ["Commands", "WebInterface", "DemoSite"],
            "GRDB": ["Collection", "Rewriting"],
            "Yams": ["CrawlProfile", "Collection"],
            "Hummingbird": ["WebInterface", "DemoSite"], "HummingbirdCore": ["WebInterface", "DemoSite"],
            "HTTPTypes": ["WebInterface", "DemoSite"], "NIOCore": ["WebInterface", "DemoSite"],
            "NIOPosix": ["WebInterface", "DemoSite"], "NIOHTTP1": ["WebInterface", "DemoSite"],
            "DequeModule": ["Frontier", "Crawl"], "HeapModule": ["Frontier", "Crawl"],
            // Threads is where work leaves the cooperative pool; nobody else has a queue of his own.
            "Dispatch": ["Threads"],
            "Logging": [
                "Commands", "WebInterface", "Crawl", "DemoSite", "Frontier", "Dedup", "Replay", "Handoff", "Importers",
                "Collection", "CDX", "Posts", "Fetch", "WARC", "Extract", "Scope", "CrawlProfile", "HTTPMessage",
                "WebURL",
            ],
        ],
        system: ["Glibc", "Synchronization", "FoundationEssentials", "Swift", "_Concurrency"],
        owners: [
            "CBrotli": ["HTTPMessage"], "CCrypto": ["ByteStreams", "Fetch"], "CCurl": ["Fetch"],
            "CDeflate": ["ByteStreams"],
            "CIDN": ["WebURL"], "CPSL": ["WebURL"], "CLibXML2": ["Extract"],
            "CPlatform": ["ByteStreams", "Fetch", "Threads"],
            "CZlib": ["ByteStreams", "HTTPMessage"], "CZip": ["ZipFiles"], "CZstd": ["ByteStreams", "HTTPMessage"],
        ])

    /// What is wrong with `module` importing `imported`; nil when nothing is.
    func objection(to imported: String, in module: String) -> String? {
        guard let floor = floors[module] else { return "the module \(module) is not in the table of floors" }
        if imported == module { return "\(module) imports itself" }
        if let other = floors[imported] {
            if other >= floor { return "\(module) (floor \(floor)) imports \(imported) (floor \(other))" }
            if let owners = owners[imported], !owners.contains(module) {
                return "\(module) imports \(imported), which only \(owners.sorted().joined(separator: ", ")) may"
            }
            return nil
        }
        if let allowed = external[imported] {
            if allowed.contains(module) { return nil }
            return "\(module) imports \(imported), which only \(allowed.sorted().joined(separator: ", ")) may"
        }
        if imported.hasPrefix("Foundation"), imported != "FoundationEssentials" {
            return "\(module) imports \(imported); FoundationEssentials is the most that is allowed"
        }
        return system.contains(imported) ? nil : "\(module) imports \(imported), which is not in the table of floors"
    }
}
