// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Crawl
import DemoSite
import Diagnostics
import Glibc
import Scope
import TestSupport
import Testing
import Verification
import WARC

/// Every hostile answer ends in a named outcome, with a valid record of what came, in bounded time and memory.
@Suite struct HostileServerTests {
    static let bodyLimit: UInt64 = 4_000_000

    /// Each is a host of its own, so that a host which asks for a long pause makes none of the others wait.
    fileprivate static func address(_ name: String, _ stage: CrawlStage) -> String {
        "http://\(name).invalid:\(stage.port)/behaviour/\(name)"
    }

    @Test func `each ends as the table says, with a valid record`() async throws {
        let names = Set(HostileServerTable.all.keys)
        try await Self.check(
            names.subtracting(HostileServerTable.slow.union(HostileServerTable.large)), idle: 30, longest: 60)
    }

    @Test func `what only a clock ends is ended, and what came is kept`() async throws {
        try await Self.check(HostileServerTable.slow, idle: 3, longest: 9)
    }

    /// Crawls these, and holds what comes of them against the table.
    private static func check(_ names: Set<String>, idle: Double, longest: Double) async throws {
        try await CrawlStage.with { stage in
            var settings = stage.settings([], profile: TestProfile.text(retries: 0)) {
                $0.robots = .ignore
                $0.scope = .page
                $0.concurrency = 8
                $0.exclude = ["http://127.0.0.1:1/*"]
                $0.network.idleTimeout = idle
                $0.network.longestFetch = longest
                $0.network.connectTo = ["::127.0.0.1:\(stage.port)"]
                $0.limits.bodyBytes = bodyLimit
                $0.limits.seconds = 120
            }
            settings.seeds = names.sorted().map {
                CrawlSettings.Seed(text: address($0, stage), account: $0, profile: TestProfile.name)
            }
            #expect(try await stage.crawl(settings).cause == .finished)
            let contents = try stage.contents()
            try contents.agree()
            try compare(names, contents, stage)
            try verify(contents)
            // Nothing else was asked but where a seed is redirected to (305), no cookie came back, nobody was told a password.
            for request in stage.server.log {
                let isOwn = request.host.hasSuffix(".invalid:\(stage.port)")
                #expect(isOwn || request.host + request.target == "127.0.0.1:1/", "\(request.host)\(request.target)")
                #expect(request["Cookie"] == nil && request["Authorization"] == nil, "\(request.target)")
            }
            // Every account, whatever its name, has files in the archive and nowhere else.
            #expect(try contents.files().allSatisfy { $0.hasPrefix("KABINET-") && $0.hasSuffix(".warc.gz") })
        }
    }

    private static func compare(_ names: Set<String>, _ contents: CollectionContents, _ stage: CrawlStage) throws {
        let answers = try Dictionary(
            grouping: contents.records().filter { $0.header.type == .response || $0.header.type == .revisit },
            by: { $0.header.targetURI ?? "" })
        for name in names.sorted() {
            let url = try #require(contents.url(address(name, stage)), "\(name)")
            let records = answers[address(name, stage)] ?? []
            let found = HostileServerTable.Row(url.outcome ?? "none", records.count, records.first?.header.truncated)
            #expect(HostileServerTable.all[name] == found, "\(name): \(url.detail ?? "")")
            for capture in contents.captures(of: url.url) { #expect(capture.payloadLength <= Int64(bodyLimit)) }
        }
    }

    private static func verify(_ contents: CollectionContents) throws {
        var verifier = Verifier()
        for name in try contents.files() {
            _ = try verifier.verify(path: contents.layout.archiveDirectory + "/" + name) { finding in
                #expect(finding.severity < .error, "\(finding.diagnostic)")
            }
        }
        #expect(verifier.finish().filter { $0.severity == .error }.map(\.message) == [])
    }

    @Test func `every hostile answer is in the table, and there are more than enough`() {
        let names = Set(
            HostileAnswers.names.map { "hostile-" + $0 } + WireOddity.allCases.map { "wire-" + $0.rawValue })
        #expect(names.subtracting(HostileServerTable.all.keys) == [])
        #expect(HostileServerTable.all.count >= 160)
    }

    @Test(arguments: ["hostile-trap-path", "hostile-trap-session"])
    func `a trap of links without end is left at the limit of hops`(name: String) async throws {
        try await CrawlStage.with { stage in
            let settings = stage.settings(["/behaviour/\(name)"], profile: TestProfile.text(retries: 0)) {
                $0.maxHops = 6
            }
            #expect(try await stage.crawl(settings).cause == .finished)
            let contents = try stage.contents()
            try contents.agree()
            #expect((2...8).contains(contents.captures.filter { $0.kind == .page }.count))
            #expect(
                contents.urls.contains { $0.outcome == "refused:scope" && $0.detail?.hasPrefix("max-hops") == true })
        }
    }

    @Test(arguments: [
        "../../../etc/passwd", "..", ".", "", "a/b", "CON", "a\nb", "-rf", String(repeating: "é", count: 5000),
        "\u{202E}gpj.exe", "KABINET", " ", "~", "$(reboot)", "a\u{1B}[31m", "%2e%2e%2f",
    ])
    func `a hostile account name stays in the archive folder`(name: String) async throws {
        try await CrawlStage.with { stage in
            let settings = stage.settings(["/about"]) {
                $0.scope = .page
                $0.seeds[0].account = name
            }
            #expect(try await stage.crawl(settings).cause == .finished)
            let contents = try stage.contents()
            try contents.agree()
            let files = try contents.files()
            #expect(files.count == 1 && files.first?.hasPrefix("KABINET-") == true, "\(files)")
            guard let file = files.first else { return }
            #expect(!file.contains(".."))
            #expect(file.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "/") })
            #expect(try FileSystem.list(stage.folder.path) == ["collection"])
            #expect(try contents.log().contains { $0["url"] == stage.base + "/about" })
            try Self.verify(contents)
        }
    }
}

/// As above, with the program itself: what it takes at most is measured from outside.
@Suite(.enabled(if: KabinetProcess.path != nil, "\(KabinetProcess.missing)"))
struct HostileMemoryTests {
    @Test func `all hostile answers at once take a bounded amount of memory`() async throws {
        try await CrawlStage.with { stage in
            // What only stalls costs time and no memory: the program has no option for that time.
            let names = Set(HostileServerTable.all.keys).subtracting(HostileServerTable.slow).sorted()
            let list = stage.folder.appending("seeds.txt")
            let lines = names.map { HostileServerTests.address($0, stage) + "\n" }.joined()
            try FileSystem.writeAtomically(list, Array(lines.utf8))
            let profile = stage.folder.appending("test.yaml")
            try FileSystem.writeAtomically(profile, Array(TestProfile.text(retries: 0).utf8))
            let output = stage.folder.appending("output.txt")
            let process = try KabinetProcess(
                [
                    "crawl", list, "--profile", profile, "--delay", "0", "--quiet", "--scope", "page", "--concurrency",
                    "16", "--max-body-bytes", "20000000", "--time-limit", "120", "--robots", "ignore", "--exclude",
                    "http://127.0.0.1:1/*", "--connect-to", "::127.0.0.1:\(stage.port)", "--allow-address",
                    "127.0.0.0/8", "-c", stage.layout.root,
                ], output: output)
            #expect(try await process.ended() == .exit(ExitCode.gaps.rawValue), "\(TestFile.text(output) ?? "")")
            print("peak memory: \(process.peakKilobytes / 1024) MiB for \(names.count) hostile answers")
            #expect(process.peakKilobytes < 450_000)
            let contents = try stage.contents()
            try contents.agree()
            let many = try #require(contents.url(HostileServerTests.address("hostile-links-many", stage)))
            #expect(many.outcome == "captured")
            #expect(many.detail == "there are more links than the 50000 allowed")
        }
    }
}
