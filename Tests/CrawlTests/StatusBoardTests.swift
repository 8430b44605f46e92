// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Diagnostics
import FoundationEssentials
import TestSupport
import Testing

@testable import Crawl

@Suite struct StatusBoardTests {
    private static let now = ArchiveDate(seconds: 1_700_000_000)

    private func commit(_ account: String, _ change: URLChange) -> CaptureCommit {
        CaptureCommit(
            url: QueuedURL(
                id: 1, url: "http://a/", host: "a", account: account, kind: .page, hops: "", via: nil, attempts: 0),
            change: change)
    }

    @Test func `outcomes are counted by account, retries apart, and what was given back not at all`() {
        let board = StatusBoard()
        board.note(
            [
                commit("a", .stored(.captured, detail: nil)), commit("a", .ended(.failed(.dns), detail: nil)),
                commit("b", .retry(notBefore: Self.now, detail: "")), commit("b", .untried),
            ],
            refused: [
                FoundURL(
                    url: "http://b/", host: "b", account: "b", kind: .page, hops: "L", via: nil, priority: 1,
                    refusal: FoundURL.Refusal(.refused(.robots), detail: ""))
            ])
        let status = board.status(now: Self.now)
        #expect(status.accounts["a"]?.outcomes == [.captured: 1, .failed(.dns): 1])
        #expect(status.accounts["b"]?.outcomes == [.refused(.robots): 1])
        #expect((status.retries, status.accounts["b"]?.retries) == (1, 1))
        #expect(status.state == .starting)
    }

    @Test func `accounts beyond the bound are counted together`() {
        let board = StatusBoard()
        let count = StatusBoard.mostAccounts + 40
        board.note((0..<count).map { commit("account\($0)", .stored(.captured, detail: nil)) }, refused: [])
        let status = board.status(now: Self.now)
        #expect(status.accounts.count == StatusBoard.mostAccounts + 1)
        #expect(status.accounts[StatusBoard.others]?.outcomes == [.captured: 40])
        let lines = status.metrics().split(separator: "\n").filter { $0.hasPrefix("kabinet_account_bytes_total{") }
        #expect(lines.count == CrawlStatus.mostLabels + 1)
    }

    @Test func `rates are those of the last half minute, and tell how long the queue takes`() {
        let board = StatusBoard()
        for second in 0...60 {
            var progress = CrawlProgress()
            progress.seconds = Double(second)
            // Ten a second at first, two a second at the end.
            progress.outcomes = [.captured: second < 30 ? second * 10 : 300 + (second - 30) * 2]
            progress.fetchedBytes = Int64(second) * 1000
            progress.queued = 20
            board.note(progress, isStopping: second == 60)
        }
        let status = board.status(now: Self.now)
        #expect(status.urlsPerSecond == 2)
        #expect(status.bytesPerSecond == 1000)
        #expect(status.secondsLeft == 10)
    }

    @Test func `metrics are in the text format of Prometheus, each name with its help and type`() {
        let board = StatusBoard()
        board.note([commit("a\"b\\c\nd\u{1B}", .stored(.walled(.login), detail: nil))], refused: [])
        board.note(waits: [], pauses: [], freeBytes: 12_345_678_901)
        let text = board.status(now: Self.now).metrics()
        #expect(text.hasSuffix("\n"))
        var described: Set<Substring> = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                #expect(["counter", "gauge"].contains(words[3]))
                #expect(words[2].hasSuffix("_total") == (words[3] == "counter"), "\(line)")
                #expect(described.insert(words[2]).inserted)
            } else if !line.hasPrefix("# HELP ") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                #expect(described.contains(name), "\(line)")
                #expect(Double(line.split(separator: " ").last ?? "") != nil, "\(line)")
            }
        }
        #expect(text.contains("kabinet_account_urls_total{account=\"a\\\"b\\\\c\\nd?\",success=\"false\"} 1\n"))
        #expect(text.contains("\nkabinet_free_bytes 12345678901\n"))
        #expect(text.contains("\nkabinet_up 0\n"))
    }

    @Test func `the status can be written and read again`() throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try layout.makeDirectories()
        #expect(StatusContent.read(layout) == nil)
        let board = StatusBoard()
        board.note([commit("a", .stored(.captured, detail: nil))], refused: [])
        board.note(
            waits: [CrawlStatus.Wait(host: "a.example", until: Self.now, backoff: 2)],
            pauses: [CrawlStatus.Pause(account: "a", until: Self.now, reason: "walled:login")], freeBytes: 5)
        for _ in 0..<2 { try FileSystem.replace(layout.statusPath, try board.status(now: Self.now).json()) }
        let content = try #require(StatusContent.read(layout))
        #expect(content.hostsWaiting.map(\.until) == ["2023-11-14T22:13:20.000000Z"])
        #expect(content.accountsPaused.map(\.reason) == ["walled:login"])
        #expect(content.accounts["a"]?.outcomes == ["captured": 1])
        #expect(try FileSystem.list(layout.logsDirectory) == ["status.json"])
    }
}

@Suite struct DiskWatchTests {
    @Test func `folders on one file system are one place, and a mount of its own is looked at by itself`() throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try layout.makeDirectories()
        let one = DiskSpaceCheck(layout, spoolDirectory: layout.archiveDirectory, minFree: nil)
        #expect(one.places.count == 1)
        #expect(one.places.first?.holdsArchive == true)
        #expect(one.minFree == DiskSpaceCheck.reserve)
        let two = DiskSpaceCheck(layout, spoolDirectory: "/dev/shm", minFree: 7)
        #expect(two.places.map(\.directory) == [layout.archiveDirectory, "/dev/shm"])
        #expect(two.minFree == 7)
    }

    @Test func `too little room is told with the place and the option`() throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try layout.makeDirectories()
        try DiskSpaceCheck(layout, spoolDirectory: layout.archiveDirectory, minFree: 1).require(bytes: 1)
        let full = DiskSpaceCheck(layout, spoolDirectory: layout.archiveDirectory, minFree: UInt64.max - 1)
        let error = #expect(throws: ByteStreamError.self) { try full.require(bytes: 0) }
        #expect(error?.code == .diskFull)
        #expect(error?.message.contains("where the archive, bodies under way, the database") == true)
        #expect(error?.message.contains("--min-free") == true)
        // More than any number of bytes is no overflow but too much.
        #expect(throws: ByteStreamError.self) { try full.require(bytes: UInt64.max) }
    }

    @Test func `a watch that finds too little room stops the crawl for that reason, once`() async throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try layout.makeDirectories()
        let stops = StopSwitch()
        await DiskWatch.run(
            DiskSpaceCheck(layout, spoolDirectory: layout.archiveDirectory, minFree: UInt64.max), stops: stops)
        guard case .diskFull(let detail)? = stops.reason else {
            Issue.record("no reason")
            return
        }
        #expect(detail.contains("--min-free"))
        stops.end(.stopped)
        #expect(stops.reason != .stopped)
        #expect(stops.level == .none)
    }

    @Test func `a crawl stops with 14 before it fetches anything when there is less room than is to stay free`()
        async throws
    {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(stage.settings(["/about"]) { $0.limits.freeBytes = 1 << 60 })
            #expect(end.exitCode == .diskFull)
            #expect(end.isResumable)
            #expect(try stage.contents().captures.isEmpty)
            let status = try #require(StatusContent.read(stage.layout))
            #expect(status.state == .stopped)
            #expect(status.exitCode == 14)
            #expect(try await stage.resume(limits: CrawlSettings.Limits(freeBytes: 1))?.exitCode == .done)
            #expect(StatusContent.read(stage.layout)?.state == .finished)
            #expect(StatusContent.read(stage.layout)?.running == 0)
        }
    }
}
