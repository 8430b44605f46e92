// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Crawl
import DemoSite
import Diagnostics
import Scope
import Synchronization
import TestSupport
import Testing

/// No room is no reason to lose anything.
@Suite(.enabled(if: SmallDisk.isPossible, "\(SmallDisk.reason)"))
struct DiskFullTests {
    @Test func `a body for which there is no room stops the crawl with 14, and it goes on once there is`() async throws
    {
        let folder = try TemporaryDirectory()
        let disk = try SmallDisk(mebibytes: 80, in: folder)
        try await CrawlStage.with(root: disk.path + "/collection") { stage in
            let path = "/behaviour/big?bytes=41943040"
            let end = try await stage.crawl(stage.settings(["/about", path]) { $0.scope = .page })
            #expect(end.exitCode == .diskFull)
            let stopped = try stage.contents()
            #expect(stopped.captures(of: stage.base + path).isEmpty)
            #expect(stopped.url(stage.base + path)?.state != "stored")

            try disk.resize(mebibytes: 300)
            #expect(try await stage.resume()?.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            #expect(contents.captures(of: stage.base + path).map(\.payloadLength) == [41_943_040])
            #expect(contents.captures(of: stage.base + "/about").count == 1)
            #expect(try contents.files().allSatisfy { $0.hasSuffix(".warc.gz") })
        }
        withExtendedLifetime(disk) {}
    }

    @Test func `a body larger than the disk stops the crawl with 14 while it is fetched`() async throws {
        let folder = try TemporaryDirectory()
        let disk = try SmallDisk(mebibytes: 80, in: folder)
        try await CrawlStage.with(root: disk.path + "/collection") { stage in
            let path = "/behaviour/big?bytes=104857600"
            let end = try await stage.crawl(stage.settings([path]) { $0.scope = .page })
            #expect(end.exitCode == .diskFull)
            try disk.resize(mebibytes: 400)
            #expect(try await stage.resume()?.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            #expect(contents.captures(of: stage.base + path).map(\.payloadLength) == [104_857_600])
        }
        withExtendedLifetime(disk) {}
    }

    @Test(arguments: [1, 5, 40])
    func `a disk that others fill to the last byte stops the crawl with 14, and no URL is stored without its record`(
        captures: Int
    ) async throws {
        let folder = try TemporaryDirectory()
        let disk = try SmallDisk(mebibytes: 120, in: folder)
        try await CrawlStage.with(root: disk.path + "/collection") { stage in
            let filler = Mutex(Optional(disk))
            let observer = CrawlSession.Observer(progress: { progress in
                guard progress.captures >= captures else { return }
                filler.withLock { disk in
                    try? disk?.fill()
                    disk = nil
                }
            })
            let settings = stage.settings { $0.maxHops = 1 }
            let end = try await stage.crawl(settings, observer: observer)
            #expect(end.exitCode == .diskFull)
            disk.empty()
            let rows = try stage.contents()
            for url in rows.urls where url.state == "stored" {
                #expect(rows.captures.contains { $0.recordID == url.record }, "\(url.url)")
            }
            #expect(try await stage.resume()?.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            for url in contents.urls where url.state == "stored" {
                #expect(contents.captures(of: url.url).count == 1, "\(url.url)")
            }
        }
        withExtendedLifetime(disk) {}
    }
}
