// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Threads

/// Walks over all records of a file, several parts of it side by side, with results in file order and exactly those of one thread.
///
/// A gzip file is cut into segments of 4 MiB. Each begins at the first member in it that seems to start with a record, and ends where
/// the next one should begin; where those two places are not the same (a payload holds gzip members, say, or the file is damaged), the
/// work is thrown away and done again from the true place. Other files, and small ones, are read by the calling thread alone.
public struct WARCScan: Sendable {
    /// The file as it was named.
    public let path: String
    /// How many threads may work at once, at least 1.
    public let threads: Int
    /// What to do about irregularities.
    public let policy: WARCReadingPolicy
    /// The most records of one part.
    public static let recordsPerPart = 2048
    /// Bytes of the file in one segment; smaller in tests.
    package var segmentSize: UInt64 = 4 << 20

    /// A scan of a file.
    public init(path: String, threads: Int = 1, policy: WARCReadingPolicy = .lenient) {
        self.path = path
        self.threads = min(max(1, threads), 64)
        self.policy = policy
    }

    /// Reads all records.
    ///
    /// - Parameters:
    ///   - make: A new, empty part of the result.
    ///   - each: Called for every record, with the part it belongs to; on any thread, but for one part on one at a time. It may be
    ///     called with what turns out to be no record of the file; that part is then dropped.
    ///   - deliver: Called on the calling thread, in file order, with each part and with the findings in its stretch of the file.
    ///     A part holds at most `recordsPerPart` records; few parts are in memory at once.
    /// - Throws: What the closures throw, in file order; as `WARCReader`.
    public func run<Part: Sendable>(
        _ make: @Sendable () -> Part, each: @Sendable (inout Part, WARCRecord) throws -> Void,
        deliver: (Part, [WARCFinding]) throws -> Void
    ) throws {
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw WARCError(error, path: path, "cannot open the file") }
        guard threads > 1, let count = try segmentCount(file) else {
            let reader = try WARCReader(file: file, offset: 0, policy: policy)
            return try Self.read(reader, make, each) { part, findings in
                try deliver(part, findings)
                return true
            }
        }
        try withoutActuallyEscaping(make) { make in
            try withoutActuallyEscaping(each) { each in
                let scan = SegmentScan(
                    file: file, policy: policy, size: segmentSize, count: count, make: make, each: each)
                try scan.run(threads: threads, deliver)
            }
        }
    }

    /// How many segments the file has; nil if it is to be read by one thread.
    private func segmentCount(_ file: OpenFile) throws(WARCError) -> Int? {
        let size: UInt64
        do { size = try file.size() } catch { throw WARCError(error, path: path, "cannot read the file") }
        guard size > 2 * segmentSize else { return nil }
        // ARC files say at their start how the lines of all records are to be read.
        let reader = try WARCReader(file: file, offset: 0, policy: .silent)
        guard reader.container == .gzip, let first = try reader.next(), !first.isARC, first.offset < segmentSize else {
            return nil
        }
        return Int(clamping: (size + segmentSize - 1) / segmentSize)
    }

    /// Reads what the reader gives, and puts it out in parts, the last with what is left; false from `put` ends it.
    static func read<Part>(
        _ reader: WARCReader, _ make: () -> Part, _ each: (inout Part, WARCRecord) throws -> Void,
        put: (Part, [WARCFinding]) throws -> Bool
    ) throws {
        var part = make()
        var count = 0
        while let record = try reader.next() {
            try each(&part, record)
            count += 1
            if count == Self.recordsPerPart {
                guard try put(part, reader.takeFindings()) else { return }
                part = make()
                count = 0
            }
        }
        _ = try put(part, reader.takeFindings())
    }
}
