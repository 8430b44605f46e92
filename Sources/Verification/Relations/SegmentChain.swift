// SPDX-License-Identifier: EUPL-1.2

/// What is known of a segmented record (ISO 28500:2017 §7), in whatever order its segments turn up.
struct SegmentChain {
    /// Where its first known segment stands.
    let path: String
    let offset: UInt64
    private let target: UInt64
    private var count: UInt64 = 0
    private var numbers: UInt64 = 0
    /// Bytes of all blocks; nil if one is not known.
    private var length: UInt64? = 0
    private var last: RecordFacts.Segment?

    init(path: String, offset: UInt64, target: UInt64) {
        self.path = path
        self.offset = offset
        self.target = target
    }

    /// Takes a segment in; false if it is of another target URI.
    mutating func add(_ segment: RecordFacts.Segment) -> Bool {
        count += 1
        // Numbers that are too large for a sum belong to no chain that ends.
        numbers = numbers.addingReportingOverflow(segment.number).partialValue
        let sum = length.flatMap { known in segment.length.map { known.addingReportingOverflow($0) } }
        length = sum.flatMap { $0.overflow ? nil : $0.partialValue }
        if segment.isLast { last = segment }
        return segment.target == target
    }

    /// Whether every number from 1 to the last one's turned up.
    private var isComplete: Bool {
        guard let last, count == last.number, count < 1 << 31 else { return false }
        return numbers == count * (count + 1) / 2
    }

    /// The rule that is broken when all files were read, and how; nil if there is none.
    var defect: (RuleID, String)? {
        guard isComplete else {
            return (
                .segments,
                last.map { "of \($0.number) segments \(count) are here" }
                    ?? "\(count) segments are here, none with WARC-Segment-Total-Length"
            )
        }
        guard let total = last?.total, let length, total != length else { return nil }
        return (.segmentTotal, "WARC-Segment-Total-Length is \(total), the blocks have \(length) bytes")
    }
}
