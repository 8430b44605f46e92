// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Writes ZIP files, also wrong ones.
struct ZipBuilder {
    struct Item {
        var name: [UInt8]
        var content: [UInt8]
        var isDeflated = false
        /// What the headers say instead of the truth.
        var claimedSize: UInt64?
        var claimedCRC: UInt32?
        var flags: UInt16 = 0
        var method: UInt16?
        var localName: [UInt8]?

        init(_ name: String, _ content: [UInt8], isDeflated: Bool = false) {
            self.name = Array(name.utf8)
            self.content = content
            self.isDeflated = isDeflated
        }
    }

    var items: [Item]
    /// Whether sizes and offsets stand in ZIP64 fields.
    var isLong = false
    var comment: [UInt8] = []
    /// Bytes that are put in before the directory.
    var filling: [UInt8] = []
    /// The place that all entries but the first claim, instead of their own.
    var sharedOffset: UInt64?

    func build() throws -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for item in items {
            let offset = UInt64(out.count)
            let crc = item.claimedCRC ?? Self.crc(item.content)
            let data = item.isDeflated ? try Self.deflated(item.content) : item.content
            let size = item.claimedSize ?? UInt64(item.content.count)
            let method = item.method ?? (item.isDeflated ? 8 : 0)
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

    /// The DEFLATE data inside a gzip member: head of 10 bytes, CRC and size behind it (RFC 1952 §2.3).
    static func deflated(_ content: [UInt8]) throws -> [UInt8] {
        Array(try GzipCompressor().member(content).dropFirst(10).dropLast(8))
    }

    static func crc(_ content: [UInt8]) -> UInt32 {
        let member = (try? GzipCompressor().member(content)) ?? []
        return member.dropLast(4).suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func bytes(_ numbers: [(value: UInt64, count: Int)]) -> [UInt8] {
        numbers.flatMap { number in (0..<number.count).map { UInt8(truncatingIfNeeded: number.value >> ($0 * 8)) } }
    }
}
