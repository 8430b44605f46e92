// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import DemoSite
import Glibc
import TestSupport
import Testing

/// A crawl that is killed at any moment goes on from there, and the archive is as if nothing had happened.
@Suite(.enabled(if: KabinetProcess.path != nil, "\(KabinetProcess.missing)"), .serialized)
struct KillTests {
    static let killsPerCrawl = 5

    @Test(arguments: 1...4)
    func `a crawl killed at any moment is resumed to the whole truth, each thing stored once`(seed: UInt64) async throws
    {
        try await CrawlStage.with { stage in
            var random = MomentGenerator(seed: seed)
            let output = stage.folder.appending("output.txt")
            let begin = [
                "crawl", stage.base + "/", "--profile", PackageRoot.appending("crawl-profiles/generic.yaml"), "--delay",
                "0", "--quiet",
                "--allow-address", "127.0.0.0/8", "-c", stage.layout.root,
            ]
            let resume = ["resume", "--quiet", "-c", stage.layout.root]
            var kills = 0
            while kills < Self.killsPerCrawl {
                let process = try KabinetProcess(kills == 0 ? begin : resume, output: output)
                let moment = stage.server.log.count + (seed == 1 && kills == 0 ? 1 : random.next(below: 60) + 1)
                while stage.server.log.count < moment, process.poll() == nil { usleep(500) }
                // Somewhere between the request, its answer, the file and the database.
                usleep(UInt32(random.next(below: 12_000)))
                process.send(SIGKILL)
                let end = try await process.ended()
                if end != .signal(SIGKILL) { break }
                kills += 1
            }
            #expect(kills == Self.killsPerCrawl, "the crawl was over before it could be killed")
            let last = try KabinetProcess(resume, output: output)
            #expect(try await last.ended() == .exit(0), "\(TestFile.text(output) ?? "")")
            let contents = try stage.contents()
            try contents.agree()
            let truth = stage.server.world.truth(.site, base: stage.base)
            #expect(TruthCheck(contents, truth).gaps == [])
            #expect(!contents.urls.contains { $0.state == "todo" || $0.state == "fetching" })
            #expect(try contents.files().filter { !$0.hasSuffix(".warc.gz") } == [])
            // The last line about an address tells its end; only what was out of scope at first has one more.
            var ends: [String: String] = [:]
            for line in try contents.log() where line["outcome"] != "retry" {
                let earlier = ends.updateValue(line["outcome"] ?? "", forKey: line["url"] ?? "")
                #expect(earlier == nil || earlier == "refused:scope", "\(line)")
            }
            #expect(
                ends
                    == Dictionary(
                        contents.urls.map { ($0.url, $0.outcome ?? "") }, uniquingKeysWith: { _, last in last }))
            print("seed \(seed): \(stage.server.log.count) requests, \(contents.urls.count) addresses, \(kills) kills")
            let again = try KabinetProcess(resume, output: output)
            #expect(try await again.ended() == .exit(0))
        }
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct MomentGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
    }
}
