// SPDX-License-Identifier: EUPL-1.2

/// Whether a block of `application/warc-fields` has lines of name, colon and value (ISO 28500:2017 §4).
struct WARCFieldsCheck {
    private var bytes: [UInt8] = []
    /// Longer blocks are checked as far as this.
    private static let limit = 1 << 20

    mutating func take(_ more: UnsafeRawBufferPointer) {
        let room = Self.limit - bytes.count
        if room > 0 { bytes.append(contentsOf: more.prefix(room)) }
    }

    /// What is wrong; nil if nothing is.
    mutating func finish() -> String? {
        // Of a block that was cut at the limit the last line is not judged.
        if bytes.count == Self.limit { bytes.removeLast(bytes.reversed().prefix { $0 != 0x0A }.count) }
        var number = 0
        var rest = bytes[...]
        while !rest.isEmpty {
            number += 1
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let line = end > rest.startIndex && rest[end - 1] == 0x0D ? rest[..<(end - 1)] : rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            guard let first = line.first, first != 0x20, first != 0x09 else { continue }
            guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
                line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { return "line \(number) of the block is no named field" }
        }
        return nil
    }
}
