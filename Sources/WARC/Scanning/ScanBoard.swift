// SPDX-License-Identifier: EUPL-1.2

import Threads

/// What the threads of a scan know of each other: which segments are being read, and what came of them.
///
/// Few segments are ahead of the one that is handed over, and few parts of each are kept: who has more waits for its turn.
final class ScanBoard<Part: Sendable>: Sendable {
    /// How many segments there are.
    let segments: Int

    private let limit: Int
    private let state = Monitor(State())

    /// The parts of one segment that wait.
    private static var partLimit: Int { 4 }

    private struct State {
        var next = 0
        /// The segment that is handed over.
        var turn = 0
        var isStopped = false
        var segments: [Int: Segment] = [:]
    }

    private struct Segment {
        /// Where its first record was found; the outer nil means that this is not known yet.
        var start: UInt64??
        var parts: [(Part, [WARCFinding])] = []
        var outcome: Result<UInt64?, any Error>?
    }

    /// A board for so many segments, of which `limit` may be in work or waiting at once.
    init(segments: Int, limit: Int) {
        self.segments = segments
        self.limit = limit
    }

    // MARK: The side that reads

    /// The next segment to be read, once there is room for it; nil when there is none left.
    func claim() -> Int? {
        state.wait { state -> Int?? in
            if state.isStopped || state.next == segments { return .some(nil) }
            guard state.next < state.turn + limit else { return nil }
            let index = max(state.next, state.turn)
            guard index < segments else { return .some(nil) }
            state.next = index + 1
            state.segments[index] = Segment()
            return index
        }
    }

    /// Where the segment begins was found out.
    func begin(_ index: Int, at start: UInt64?) {
        state.withLock { $0.segments[index]?.start = .some(start) }
    }

    /// Takes a part, as soon as there is room for it. False if nobody wants it any more.
    func put(_ index: Int, _ part: Part, _ findings: [WARCFinding]) -> Bool {
        state.wait { state -> Bool? in
            guard !state.isStopped, let segment = state.segments[index] else { return false }
            guard segment.parts.count < Self.partLimit else { return nil }
            state.segments[index]?.parts.append((part, findings))
            return true
        }
    }

    /// Reads a segment and notes how that ended: with the place where the next one begins, or an error.
    func finish(_ index: Int, _ read: () throws -> UInt64?) {
        let outcome = Result { try read() }
        state.withLock { state in
            if case .failure = outcome, case nil = state.segments[index]?.start {
                state.segments[index]?.start = .some(nil)
            }
            state.segments[index]?.outcome = outcome
        }
    }

    // MARK: The side that hands over

    /// Whether the segment was begun at that place; waits until that is known.
    func isBegun(_ index: Int, at place: UInt64) -> Bool {
        state.wait { state -> Bool? in
            guard !state.isStopped else { return false }
            guard let start = state.segments[index]?.start else { return nil }
            return start == place
        }
    }

    /// The next part of the segment, waits for it; nil if that was all.
    /// - Throws: What the reading side met.
    func take(_ index: Int) throws -> (Part, [WARCFinding])? {
        let taken = state.wait { state -> Result<(Part, [WARCFinding])?, any Error>? in
            guard let segment = state.segments[index] else { return .success(nil) }
            if let first = segment.parts.first {
                state.segments[index]?.parts.removeFirst()
                return .success(first)
            }
            return segment.outcome.map { $0.map { _ in nil } }
        }
        return try taken.get()
    }

    /// Where the segment after this one begins; nil at the end of the file.
    func end(of index: Int) -> UInt64? {
        state.withLock { state in
            guard case .success(let end)? = state.segments[index]?.outcome else { return nil }
            return end
        }
    }

    /// The segment is done with, whatever came of it.
    func drop(_ index: Int) {
        state.withLock { state in
            state.segments[index] = nil
            state.turn = max(state.turn, index + 1)
        }
    }

    /// Nothing more is wanted.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.segments = [:]
        }
    }
}
