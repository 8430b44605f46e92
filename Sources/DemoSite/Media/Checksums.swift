// SPDX-License-Identifier: EUPL-1.2

/// CRC-32 as in gzip and PNG (ISO 3309).
struct CRC32 {
    private var state: UInt32 = 0xffff_ffff

    var value: UInt32 { state ^ 0xffff_ffff }

    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = Self.table[Int((state ^ UInt32(byte)) & 0xff)] ^ state >> 8 }
    }

    /// The same as `update` with a long run, without the run.
    mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        Self.table.withUnsafeBufferPointer { table in
            var crc = state
            for index in 0..<bytes.count { crc = table[Int((crc ^ UInt32(bytes[index])) & 0xff)] ^ crc >> 8 }
            state = crc
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
        return value
    }
}

/// Adler-32 as in zlib (RFC 1950 §8.2), for runs of equal bytes.
struct Adler32 {
    private var low: UInt64 = 1
    private var high: UInt64 = 0

    var value: UInt32 { UInt32(high << 16 | low) }

    /// `count` times the same byte, in one step.
    mutating func run(_ value: UInt8, _ count: Int) {
        let (n, v) = (UInt64(count), UInt64(value))
        high = (high + n * low + v * (n * (n + 1) / 2)) % 65_521
        low = (low + n * v) % 65_521
    }
}

extension FixedWidthInteger {
    /// The bytes of the number, highest first.
    var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }

    /// The bytes of the number, lowest first.
    var littleEndianBytes: [UInt8] { bigEndianBytes.reversed() }
}
