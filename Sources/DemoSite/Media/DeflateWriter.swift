// SPDX-License-Identifier: EUPL-1.2

/// Deflate (RFC 1951) for pictures made of runs: one block of fixed codes, matches only at distance 1.
///
/// Written here because the bytes of the demonstration must not depend on the version of a compression library.
struct DeflateWriter {
    private(set) var bytes: [UInt8]
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    /// Starts the only, and so final, block after `prefix` (a zlib or gzip header).
    init(prefix: [UInt8]) {
        bytes = prefix
        put(0b011, 3)
    }

    /// `count` times the same byte.
    mutating func run(_ value: UInt8, _ count: Int) {
        guard count > 0 else { return }
        literal(value)
        var rest = count - 1
        while rest >= 3 {
            let length = min(rest, 258)
            match(length)
            rest -= length
        }
        for _ in 0..<rest { literal(value) }
    }

    /// Any bytes; neighbours that are equal become runs.
    mutating func write(_ data: [UInt8]) {
        var start = 0
        while start < data.count {
            var end = start + 1
            while end < data.count, data[end] == data[start] { end += 1 }
            run(data[start], end - start)
            start = end
        }
    }

    /// Ends the block and fills the last byte.
    mutating func finish() {
        put(0, 7)
        if pendingBits > 0 { put(0, 8 - pendingBits % 8) }
    }

    /// Bytes that follow the deflate data (a checksum).
    mutating func append(_ trailer: [UInt8]) { bytes += trailer }

    private mutating func literal(_ value: UInt8) {
        let entry = FixedCodes.literals[Int(value)]
        put(UInt64(entry.code), UInt64(entry.bits))
    }

    /// A match at distance 1 (distance code 0, five bits).
    private mutating func match(_ length: Int) {
        let entry = FixedCodes.lengths[length - 3]
        put(UInt64(entry.code), UInt64(entry.bits))
    }

    private mutating func put(_ value: UInt64, _ count: UInt64) {
        pending |= value << pendingBits
        pendingBits += count
        while pendingBits >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits -= 8
        }
    }
}

/// The fixed codes of RFC 1951 §3.2.6, already turned round to be written lowest bit first.
private enum FixedCodes {
    struct Entry {
        let code: UInt32
        let bits: UInt8
    }

    static let literals: [Entry] = (0..<256).map { symbol($0) }

    /// Index 0 is length 3, index 255 is length 258; each holds length code, extra bits and the code of distance 1.
    static let lengths: [Entry] = (3...258).map { length in
        let bases = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
            227,
            258,
        ]
        let extras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
        let index = bases.lastIndex { $0 <= length } ?? 0
        let head = symbol(257 + index)
        let code = head.code | UInt32(length - bases[index]) << UInt32(head.bits)
        return Entry(code: code, bits: head.bits + UInt8(extras[index]) + 5)
    }

    private static func symbol(_ value: Int) -> Entry {
        switch value {
        case ..<144: reversed(0b0011_0000 + value, 8)
        case ..<256: reversed(0b1_1001_0000 + value - 144, 9)
        case ..<280: reversed(value - 256, 7)
        default: reversed(0b1100_0000 + value - 280, 8)
        }
    }

    private static func reversed(_ code: Int, _ bits: UInt8) -> Entry {
        var result: UInt32 = 0
        for bit in 0..<Int(bits) where code >> bit & 1 == 1 { result |= 1 << UInt32(Int(bits) - 1 - bit) }
        return Entry(code: result, bits: bits)
    }
}
