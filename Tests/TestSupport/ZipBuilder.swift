// SPDX-License-Identifier: EUPL-1.2

/// Writes ZIP files, also wrong ones.
package struct ZipBuilder {
    /// One entry.
    package struct Item {
        package var name: [UInt8]
        package var content: [UInt8]
        /// The content in DEFLATE's form; nil to store it as it is.
        var deflated: [UInt8]?
        /// What the headers say instead of the truth.
        package var claimedSize: UInt64?
        package var claimedCRC: UInt32?
        package var flags: UInt16 = 0
        package var method: UInt16?
        package var localName: [UInt8]?

        package init(_ name: String, _ content: [UInt8], deflated: [UInt8]? = nil) {
            self.name = Array(name.utf8)
            self.content = content
            self.deflated = deflated
        }
    }

    private let items: [Item]
    /// Whether sizes and offsets stand in ZIP64 fields.
    private let isLong: Bool
    private let comment: [UInt8]
    /// Bytes that are put in before the directory.
    private let filling: [UInt8]
    /// The place that all entries but the first claim, instead of their own.
    private let sharedOffset: UInt64?

    package init(
        _ items: [Item], isLong: Bool = false, comment: [UInt8] = [], filling: [UInt8] = [], sharedOffset: UInt64? = nil
    ) {
        (self.items, self.isLong, self.comment) = (items, isLong, comment)
        (self.filling, self.sharedOffset) = (filling, sharedOffset)
    }

    /// The bytes of the file.
    package func build() -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for item in items {
            let offset = UInt64(out.count)
            let crc = item.claimedCRC ?? Self.crc(item.content)
            let data = item.deflated ?? item.content
            let size = item.claimedSize ?? UInt64(item.content.count)
            let method = item.method ?? (item.deflated == nil ? 0 : 8)
            let local = item.localName ?? item.name
            let long = isLong ? Self.bytes([(1, 2), (16, 2), (size, 8), (UInt64(data.count), 8)]) : []
            out += Self.bytes([(0x0403_4B50, 4), (45, 2), (UInt64(item.flags), 2), (UInt64(method), 2), (0, 4)])
            out += Self.bytes([(UInt64(crc), 4), (short(UInt64(data.count)), 4), (short(size), 4)])
            out += Self.bytes([(UInt64(local.count), 2), (UInt64(long.count), 2)]) + local + long + data
            let place = directory.isEmpty ? offset : sharedOffset ?? offset
            let more =
                isLong ? Self.bytes([(1, 2), (24, 2), (size, 8), (UInt64(data.count), 8), (place, 8)]) : []
            directory += Self.bytes([(0x0201_4B50, 4), (45, 2), (45, 2), (UInt64(item.flags), 2), (UInt64(method), 2)])
            directory += Self.bytes([(0, 4), (UInt64(crc), 4), (short(UInt64(data.count)), 4), (short(size), 4)])
            directory += Self.bytes([(UInt64(item.name.count), 2), (UInt64(more.count), 2), (0, 2), (0, 2), (0, 6)])
            directory += Self.bytes([(short(place), 4)]) + item.name + more
        }
        out += filling
        let start = UInt64(out.count - filling.count)
        let (count, size) = (UInt64(items.count), UInt64(directory.count))
        out += directory
        if isLong {
            let end = UInt64(out.count)
            out += Self.bytes([(0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 4), (0, 4), (count, 8), (count, 8)])
            out += Self.bytes([(size, 8), (start, 8), (0x0706_4B50, 4), (0, 4), (end, 8), (1, 4)])
        }
        let countField = isLong ? 0xFFFF : count
        out += Self.bytes([
            (0x0605_4B50, 4), (0, 4), (countField, 2), (countField, 2), (isLong ? 0xFFFF_FFFF : size, 4),
        ])
        return out + Self.bytes([(short(start), 4), (UInt64(comment.count), 2)]) + comment
    }

    private func short(_ number: UInt64) -> UInt64 { isLong ? 0xFFFF_FFFF : number }

    /// CRC-32 of ISO 3309, as ZIP and gzip have it.
    package static func crc(_ content: [UInt8]) -> UInt32 {
        var table = [UInt32](repeating: 0, count: 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
            table[byte] = value
        }
        var crc = UInt32.max
        for byte in content { crc = (crc >> 8) ^ table[Int((crc ^ UInt32(byte)) & 255)] }
        return ~crc
    }

    static func bytes(_ numbers: [(value: UInt64, count: Int)]) -> [UInt8] {
        numbers.flatMap { number in (0..<number.count).map { UInt8(truncatingIfNeeded: number.value >> ($0 * 8)) } }
    }
}
