// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import DemoSite
import Glibc
import TestSupport
import Testing

/// Struck at any call, the program goes on from there, and the archive is as if nothing had happened.
///
/// `KABINET_KILL_POINTS=200 KABINET_KILL_POSTS=2000` is the whole matrix, `KABINET_KILL_SEED` an earlier one again.
@Suite(.enabled(if: KabinetProcess.path != nil, "\(KabinetProcess.missing)"), .serialized)
struct CrashMatrixTests {
    private static let points = number("KABINET_KILL_POINTS") ?? 12
    private static let posts = number("KABINET_KILL_POSTS") ?? 60
    private static let seed = UInt64(number("KABINET_KILL_SEED") ?? Int.random(in: 1...999_999))
    private static let strikesPerCrawl = 10

    private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

    /// One of them alone: `KABINET_KILL_ACTION=cut`.
    private static let actions =
        getenv("KABINET_KILL_ACTION").flatMap { Fault.Action(rawValue: String(cString: $0)) }.map { [$0] }
        ?? [.kill, .powerCut, .failedSync, .fullDisk]

    @Test(arguments: actions)
    func `struck at points that chance has chosen, it stores everything once`(action: Fault.Action) async throws {
        let began = ContinuousClock.now
        try await LargeSite.with(posts: Self.posts) { site in
            let fileSize = Self.posts > 500 ? 3_000_000 : 400_000
            let usual = try await undisturbed(site, fileSize)
            var (struck, missed, chains) = ([String: Int](), 0, 0)
            var calls: [String: Int] = [:]
            while struck.values.reduce(0, +) < Self.points, chains < Self.points {
                site.server.reset()
                let chain = CrashChain(
                    site: site, action: action, seed: Self.seed &+ UInt64(chains), strikes: Self.strikesPerCrawl,
                    fileSize: fileSize, usual: usual)
                let result = try await chain.run()
                chains += 1
                missed += result.missed
                for strike in result.struck {
                    struck[strike.place.rawValue, default: 0] += 1
                    calls[strike.call, default: 0] += 1
                }
                #expect(result.faults == [], "\(action), KABINET_KILL_SEED=\(chain.seed)")
            }
            let seconds = (ContinuousClock.now - began).components.seconds
            print(
                "\(action): KABINET_KILL_SEED=\(Self.seed), \(Self.posts) further posts, \(chains) crawls, \(seconds) s,",
                "\(struck.values.reduce(0, +)) points \(struck.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }),",
                "\(missed) missed; calls \(calls.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
        }
    }

    @Test func `a network that is cut in the middle of bodies costs tries and nothing else`() async throws {
        try await LargeSite.with(posts: Self.posts) { site in
            let folder = try TemporaryDirectory()
            let layout = CollectionLayout(root: folder.appending("collection"))
            let output = folder.appending("output.txt")
            let fault = Fault(action: .hangUp, number: 25, seed: Self.seed)
            let process = try KabinetProcess(
                site.crawl(into: layout.root, fileSize: 1_000_000), output: output,
                environment: try await fault.environment(root: layout.root, folder: folder))
            #expect(try await process.ended() == .exit(0), "\(TestFile.text(output) ?? "")")
            let cuts = try FaultTally(folder).hangUps
            let faults = try await WholeCollection(layout, site: site, withTries: true).faults
            #expect(faults == [], "KABINET_KILL_SEED=\(Self.seed)")
            let parts = try CollectionContents(layout).captures.count { $0.outcome == .truncated }
            #expect(cuts > 0 && parts > 0)
            print(
                "network: KABINET_KILL_SEED=\(Self.seed), \(cuts) connections cut or refused, \(parts) answers in part")
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "\(SmallDisk.reason)"))
    func `a disk that others fill again and again stops it each time, and in the end everything is stored once`()
        async throws
    {
        try await LargeSite.with(posts: Self.posts) { site in
            let folder = try TemporaryDirectory()
            let disk = try SmallDisk(mebibytes: Self.posts > 500 ? 400 : 200, in: folder)
            let layout = CollectionLayout(root: disk.path + "/collection")
            let output = folder.appending("output.txt")
            var random = MomentGenerator(seed: Self.seed)
            let strikes = max(Self.points / 4, 3)
            var (filled, arguments) = (0, site.crawl(into: layout.root, fileSize: 1_000_000))
            while filled < strikes {
                let process = try KabinetProcess(arguments, output: output)
                let share = 2 * (site.truth.pages.count + site.truth.media.count) / (strikes + 2)
                let moment = site.server.log.count + 1 + random.next(below: share)
                while site.server.log.count < moment, process.poll() == nil { usleep(500) }
                try disk.fill()
                let end = try await process.ended()
                #expect(try WholeCollection.claims(layout) == [], "KABINET_KILL_SEED=\(Self.seed)")
                disk.empty()
                arguments = ["resume", "--quiet", "-c", layout.root]
                guard end != .exit(0) else { break }
                #expect(end == .exit(14), "\(TestFile.text(output) ?? "")")
                filled += 1
            }
            let last = try KabinetProcess(arguments, output: output)
            #expect(try await last.ended() == .exit(0), "\(TestFile.text(output) ?? "")")
            #expect(try await WholeCollection(layout, site: site).faults == [], "KABINET_KILL_SEED=\(Self.seed)")
            print("small disk: KABINET_KILL_SEED=\(Self.seed), filled \(filled) times")
            withExtendedLifetime(disk) {}
        }
    }

    /// The calls of a crawl that nothing happens to; it has to be whole as well.
    private func undisturbed(_ site: LargeSite, _ fileSize: Int) async throws -> FaultTally {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.appending("collection"))
        let output = folder.appending("output.txt")
        let began = ContinuousClock.now
        let process = try KabinetProcess(
            site.crawl(into: layout.root, fileSize: fileSize), output: output,
            environment: try await Fault().environment(root: layout.root, folder: folder))
        #expect(try await process.ended() == .exit(0), "\(TestFile.text(output) ?? "")")
        let crawled = ContinuousClock.now
        let faults = try await WholeCollection(layout, site: site).faults
        #expect(faults == [])
        print(
            "undisturbed: \(site.truth.posts.count) posts, \(site.truth.media.count) media, crawled in \(crawled - began),",
            "checked in \(ContinuousClock.now - crawled)")
        return try FaultTally(folder)
    }
}
