// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

// One array for every target, so that no module is compiled under looser rules than its neighbours.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// The floors of ARCHITECTURE.md; `ArchitectureTests` holds the `import` lines against the same table.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: [], swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "Kabinet",
    products: [
        .executable(name: "kabinet", targets: ["kabinet"]),
        // With the modules whose types their interfaces name.
        .library(name: "WARC", targets: ["WARC", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        .library(name: "CDX", targets: ["CDX", "WARC", "WebURL", "HTTPMessage", "Diagnostics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 10
        .executableTarget(name: "kabinet", dependencies: ["Commands"], swiftSettings: settings),
        // 9
        module(
            "Commands",
            [
                "WebInterface", "Crawl", "DemoSite", "Importers", "Collection", "CDX", "Inspection", "Verification",
                "Rewriting", "WARC", "Scope", "CrawlProfile", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime",
                "Diagnostics", argumentParser, logging, unixSignals,
            ]),
        // 8
        module(
            "WebInterface",
            [
                "Replay", "Collection", "CDX", "HTTPMessage", "WebURL", "ArchiveTime", "Threads", httpTypes,
                hummingbird, logging, nioCore, serviceLifecycle,
            ]),
        // 7
        module(
            "Crawl",
            [
                "Frontier", "Dedup", "Collection", "CDX", "Fetch", "WARC", "Extract", "Scope", "CrawlProfile",
                "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics", "Threads",
            ]),
        module("DemoSite", ["ByteStreams", "ArchiveTime", httpTypes, hummingbird, logging, nioCore, nioHTTP1]),
        // 6
        module("Frontier", ["Collection", "HTTPMessage", "ArchiveTime", deque, heap]),
        module("Dedup", ["Collection", "ByteStreams"]),
        module("Replay", ["Collection", "CDX", "WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime"]),
        // 5
        module("Collection", ["CDX", "WARC", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics", grdb, yams]),
        module(
            "Importers",
            [
                "Collection", "Verification", "WARC", "ZipFiles", "ByteStreams", "Diagnostics",
            ]),
        // 4
        module("CDX", ["WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        module(
            "Inspection", ["WARC", "ByteStreams", "Diagnostics"]),
        module(
            "Verification", ["WARC", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        module("Rewriting", ["WARC", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics", grdb]),
        module("Fetch", ["HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "CCrypto", "CCurl", "CPlatform"]),
        // `BuiltIn` links to crawl-profiles: the program carries them with it.
        .target(
            name: "CrawlProfile",
            dependencies: ["Extract", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics", yams],
            resources: [.embedInCode("BuiltIn")], swiftSettings: settings),
        // 3
        module("WARC", ["HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics", "Threads"]),
        module("Extract", ["HTTPMessage", "WebURL", "ByteStreams", "CLibXML2"]),
        module("Scope", ["WebURL", "Diagnostics"]),
        // 2
        module("HTTPMessage", ["ByteStreams", "ArchiveTime", "CBrotli", "CZstd"]),
        module("WebURL", ["CIDN", "CPSL"]),
        module("ZipFiles", ["ByteStreams", "CZip"]),
        // 1
        module("ByteStreams", ["CCrypto", "CDeflate", "CZlib", "CZstd", "CPlatform"]),
        module("ArchiveTime"),
        module("Diagnostics"),
        module("Threads", ["CPlatform"]),
        // 0
        library("CBrotli", pkgConfig: "libbrotlidec", debian: "libbrotli-dev"),
        library("CCrypto", pkgConfig: "libssl", debian: "libssl-dev"),
        library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        library("CDeflate", pkgConfig: "libdeflate", debian: "libdeflate-dev"),
        library("CIDN", pkgConfig: "libidn2", debian: "libidn2-dev"),
        library("CLibXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
        library("CPSL", pkgConfig: "libpsl", debian: "libpsl-dev"),
        library("CZip", pkgConfig: "libzip", debian: "libzip-dev"),
        library("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
        library("CZstd", pkgConfig: "libzstd", debian: "libzstd-dev"),
        .target(name: "CPlatform"),

        // Tests mirror Sources; the tiers above unit have targets of their own.
        .target(
            name: "TestSupport", dependencies: [], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("ArchitectureTests", []),
        tests("ArchiveTimeTests", ["ArchiveTime"]),
        tests(
            "BrowserTests",
            [
                "WebInterface", "Crawl", "DemoSite", "Collection", "WARC", "CrawlProfile", "HTTPMessage", "WebURL",
                "ByteStreams", "ArchiveTime", "Threads", logging,
            ]),
        tests("ByteStreamsTests", ["ByteStreams", "Diagnostics"]),
        tests("CDXTests", ["CDX", "WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        tests(
            "CollectionTests",
            ["Collection", "CDX", "WARC", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics", grdb]),
        tests("CommandsTests", ["Commands", "Crawl", "Collection", argumentParser, "ByteStreams"]),
        tests("CrawlProfileTests", ["CrawlProfile", "ArchiveTime", "Diagnostics"]),
        tests(
            "CrawlTests",
            [
                "Crawl", "DemoSite", "Frontier", "Dedup", "Collection", "CDX", "Fetch", "WARC", "Extract", "Scope",
                "CrawlProfile", "Verification", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics",
                grdb,
            ]),
        tests("DedupTests", ["Dedup", "Collection", "CDX", "ByteStreams", "ArchiveTime"]),
        tests("DemoSiteTests", ["DemoSite", "WebURL", "ByteStreams", "ArchiveTime"]),
        tests("ExtractTests", ["Extract", "HTTPMessage", "WebURL", "ByteStreams"]),
        tests("FetchTests", ["Fetch", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime"]),
        tests("FrontierTests", ["Frontier", "Collection", "HTTPMessage", "ArchiveTime", heap]),
        tests("HTTPMessageTests", ["HTTPMessage", "ByteStreams", "ArchiveTime"]),
        tests(
            "ImportersTests",
            [
                "Importers", "Collection", "CDX", "WARC", "ZipFiles", "HTTPMessage", "ByteStreams", "ArchiveTime",
                "Diagnostics",
            ]),
        tests("InspectionTests", ["Inspection", "WARC", "ByteStreams", "Diagnostics"]),
        tests(
            "InteropTests",
            ["DemoSite", "CDX", "Rewriting", "WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime"]),
        tests(
            "PlatformTests",
            [
                "Crawl", "DemoSite", "Collection", "CrawlProfile", "WebURL", "ByteStreams", "Diagnostics", grdb,
            ]),
        tests(
            "ReplayTests",
            ["Replay", "Collection", "CDX", "WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime"]),
        tests(
            "RewritingTests",
            ["Rewriting", "Verification", "WARC", "ByteStreams"]),
        tests("ScopeTests", ["Scope", "WebURL", "Diagnostics"]),
        tests("ThreadsTests", ["Threads"]),
        tests("VerificationTests", ["Verification", "WARC", "ByteStreams", "Diagnostics"]),
        tests("WARCTests", ["WARC", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        tests(
            "WebInterfaceTests",
            [
                "WebInterface", "Collection", "HTTPMessage", "ArchiveTime", "Threads", httpTypes, hummingbird, logging,
                nioCore,
            ]),
        tests("WebURLTests", ["WebURL"]),
        tests("ZipFilesTests", ["ZipFiles", "ByteStreams"]),
    ]
)

// Builds of another kind, each in a folder of its own; the Makefile has them. A usual build sees nothing of them.
switch Context.environment["KABINET_BUILD"] {
case "bench":
    package.targets.append(
        .executableTarget(
            name: "Benchmarks", dependencies: ["WARC", "ByteStreams", "CZlib"], path: "Tests/Benchmarks",
            exclude: ["bench.py"], swiftSettings: settings))
case "fuzz":
    // Coverage and AddressSanitizer in every module.
    let sanitized = ["-sanitize=fuzzer,address"]
    for target in package.targets where target.type == .regular || target.type == .executable {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(sanitized)]
    }
    package.targets.append(
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["CDX", "WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "CPlatform"],
            path: "Tests/Fuzzing", exclude: ["Seeds", "line.dict", "make_seeds.py", "run", "warc.dict"],
            swiftSettings: settings + [.unsafeFlags(sanitized)],
            // Binutils' linkers stumble over what AddressSanitizer leaves in Swift's object files.
            linkerSettings: [.unsafeFlags(sanitized + ["-use-ld=lld"])]))
case "parsers":
    // They and their tests alone, to be built for release.
    let parsers: Set = ["ByteStreams", "ArchiveTime", "Diagnostics", "Threads", "HTTPMessage", "WebURL", "WARC", "CDX"]
    let kept = parsers.union(parsers.map { $0 + "Tests" }).union(["CPlatform", "TestSupport"])
    package.targets.removeAll { $0.type != .system && !kept.contains($0.name) }
    package.products.removeAll { $0.name == "kabinet" }
default: break
}
