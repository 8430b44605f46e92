// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Threads

/// The two sides of a scan on several threads: what reads segments, and what puts them in order.
struct SegmentScan<Part: Sendable>: Sendable {
    let file: OpenFile
    let policy: WARCReadingPolicy
    /// Bytes of the file in one segment, and how many there are; the last has all that follows.
    let size: UInt64
    let count: Int
    let make: @Sendable () -> Part
    let each: @Sendable (inout Part, WARCRecord) throws -> Void

    /// Reads the whole file on so many threads, and hands over on the calling one.
    func run(threads: Int, _ deliver: (Part, [WARCFinding]) throws -> Void) throws {
        let board = ScanBoard<Part>(segments: count, limit: threads + 2)
        try ScopedThreads.run(name: "kabinet-scan", count: threads) {
            work(for: board)
        } while: { started in
            defer { board.stop() }
            // Without a thread nobody would begin anything.
            if started == 0 { board.stop() }
            try self.deliver(from: board, deliver)
        }
    }

    private func bounds(_ index: Int) -> Range<UInt64> {
        UInt64(index) * size..<(index == count - 1 ? .max : UInt64(index + 1) * size)
    }

    /// Reads one segment after the other until there is none left. One of several threads runs this.
    private func work(for board: ScanBoard<Part>) {
        var reader: WARCReader?
        while let index = board.claim() {
            board.finish(index) { () throws -> UInt64? in
                let current = try reader ?? WARCReader(file: file, offset: 0, policy: policy)
                reader = current
                let bounds = bounds(index)
                // The first segment begins with the file, whatever is there.
                let start = index == 0 ? 0 : try current.findRecord(from: bounds.lowerBound, upTo: bounds.upperBound)
                board.begin(index, at: start)
                guard let start else { return nil }
                return try read(current, from: start, upTo: bounds.upperBound) { part, findings in
                    board.put(index, part, findings)
                }
            }
        }
    }

    /// Hands over the parts in file order. The calling thread runs this.
    private func deliver(from board: ScanBoard<Part>, _ deliver: (Part, [WARCFinding]) throws -> Void) throws {
        // Where the next record must begin; nil at the end of the file.
        var place: UInt64? = 0
        var reader: WARCReader?
        for index in 0..<count {
            let bounds = bounds(index)
            guard let start = place, start < bounds.upperBound else {
                board.drop(index)
                continue
            }
            if board.isBegun(index, at: start) {
                while let (part, findings) = try board.take(index) { try deliver(part, findings) }
                place = board.end(of: index)
                board.drop(index)
            } else {
                board.drop(index)
                let current = try reader ?? WARCReader(file: file, offset: 0, policy: policy)
                reader = current
                place = try read(current, from: start, upTo: bounds.upperBound) { part, findings in
                    try deliver(part, findings)
                    return true
                }
            }
        }
    }

    private func read(
        _ reader: WARCReader, from start: UInt64, upTo limit: UInt64, put: (Part, [WARCFinding]) throws -> Bool
    ) throws -> UInt64? {
        reader.restart(at: start, limit: limit)
        try WARCScan.read(reader, make, each, put: put)
        return reader.stoppedAt
    }
}
