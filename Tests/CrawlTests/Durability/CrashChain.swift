// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Glibc
import TestSupport

/// One collection whose crawl is struck again and again, and at last left in peace.
struct CrashChain {
    let site: LargeSite
    let action: Fault.Action
    let seed: UInt64
    /// How often it is struck, at most.
    let strikes: Int
    let fileSize: Int
    /// The calls of a crawl that nothing happens to.
    let usual: FaultTally

    /// What came of it.
    struct Result {
        /// Each strike: its place, and the call at which it came.
        var struck: [(place: CrashPlace, fault: Fault, call: String)] = []
        var missed = 0
        var faults: [String] = []
    }

    func run() async throws -> Result {
        var random = MomentGenerator(seed: seed)
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.appending("collection"))
        let output = folder.appending("output.txt")
        var result = Result()
        for place in CrashPlace.chain(strikes, &random) {
            guard let fault = fault(at: place, &random) else { continue }
            let end = try await self.run(layout, fault, folder, output)
            let tally = try FaultTally(folder)
            if let call = tally.struck {
                result.struck.append((place, fault, call))
                let expected: [KabinetProcess.End] =
                    switch action {
                    case .kill, .powerCut: [.signal(SIGKILL)]
                    case .failedSync: [.exit(1), .exit(14)]
                    case .fullDisk: [.exit(14)]
                    case .count, .hangUp: []
                    }
                if !expected.contains(end) { result.faults.append("\(place), \(fault), at \(call): ended with \(end)") }
                result.faults += try WholeCollection.claims(layout).map { "\(place), \(fault), at \(call): \($0)" }
            } else {
                result.missed += 1
                if end != .exit(0) {
                    result.faults.append("\(place), \(fault): not struck, and ended with \(end)")
                }
            }
            if !result.faults.isEmpty { break }
        }
        guard result.faults.isEmpty else { return told(result, output) }
        let end = try await run(layout, Fault(), folder, output)
        guard end == .exit(0) else {
            result.faults.append("the last resume ended with \(end)")
            return told(result, output)
        }
        do {
            result.faults += try await WholeCollection(layout, site: site, isLogWhole: action != .powerCut).faults
        } catch {
            result.faults.append("\(error)")
        }
        return told(result, output)
    }

    private func told(_ result: Result, _ output: String) -> Result {
        var result = result
        guard !result.faults.isEmpty else { return result }
        let many = result.faults.count - 20
        if many > 0 { result.faults = Array(result.faults.prefix(20)) + ["and \(many) more"] }
        result.faults.append(
            "seed \(seed) after "
                + result.struck.map { "\($0.place) (\($0.fault), at \($0.call))" }.joined(separator: "; "))
        result.faults.append("said: " + (TestFile.text(output) ?? "").suffix(3000))
        return result
    }

    /// Resumes, or begins when there is nothing to resume.
    private func run(
        _ layout: CollectionLayout, _ fault: Fault, _ folder: TemporaryDirectory, _ output: String
    ) async throws -> KabinetProcess.End {
        let environment = try await fault.environment(root: layout.root, folder: folder)
        if layout.exists {
            let before = (TestFile.text(output) ?? "").utf8.count
            let end = try await KabinetProcess(
                ["resume", "--quiet", "-c", layout.root], output: output, environment: environment
            ).ended()
            let said = String((TestFile.text(output) ?? "").utf8.dropFirst(before)) ?? ""
            guard end != .exit(0), said.contains("there is no collection here") || said.contains("nothing was crawled")
            else { return end }
        }
        return try await KabinetProcess(
            site.crawl(into: layout.root, fileSize: fileSize), output: output, environment: environment
        ).ended()
    }

    /// A fault at a place; nil where there can be none of the kind.
    private func fault(at place: CrashPlace, _ random: inout MomentGenerator) -> Fault? {
        var fault = Fault(action: action)
        switch action {
        case .kill, .powerCut: fault.calls = place.calls
        case .failedSync:
            guard let calls = place.syncs else { return nil }
            fault.calls = calls
        case .fullDisk:
            guard let calls = place.writes else { return nil }
            fault.calls = calls
        case .count, .hangUp: return nil
        }
        fault.number = 1 + random.next(below: reach(of: fault, at: place))
        fault.moment = Fault.Moment.allCases[random.next(below: 3)]
        fault.seed = UInt64(random.next(below: 1 << 30))
        fault.survival = [0, 0, 50, 90][random.next(below: 4)]
        return fault
    }

    /// Below which number the call lies: the strikes of a chain share a crawl, and starting and resuming take few calls.
    private func reach(of fault: Fault, at place: CrashPlace) -> Int {
        if action == .fullDisk {
            switch place {
            case .starting, .resuming: return 200_000
            case .finishing: return 100_000
            default: return max(usual.number(of: fault.calls) * 4000 / (strikes + 2), 1)
            }
        }
        let isSync = action == .failedSync
        switch place {
        case .starting: return isSync ? 12 : 120
        case .resuming: return isSync ? 6 : 60
        case .finishing: return max(min(usual.number(of: fault.calls), 40), 1)
        default: return max(usual.number(of: fault.calls) * 2 / (strikes + 2), 1)
        }
    }
}
