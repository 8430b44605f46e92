// SPDX-License-Identifier: EUPL-1.2

/// A form in parts, `multipart/form-data` (RFC 7578): names and values, in order.
///
/// Lenient: lines may end with LF alone, the closing boundary may be missing; parts without a name are passed over.
struct MultipartForm {
    private let delimiter: [UInt8]
    private let bytes: [UInt8]

    init(boundary: String, bytes: [UInt8]) {
        delimiter = Array("--".utf8) + Array(boundary.utf8)
        self.bytes = bytes
    }

    /// The boundary that a Content-Type names; nil if it names none.
    static func boundary(of contentType: String) -> String? {
        guard let value = parameter("boundary", of: Array(contentType.utf8)), !value.isEmpty else { return nil }
        return String(decoding: value, as: UTF8.self)
    }

    /// Names and values as a query.
    var query: String {
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for part in parts {
            if let pair = pair(of: part) { pairs.append(pair) }
        }
        return FormEncoding.query(pairs)
    }

    /// What stands between the delimiter lines.
    private var parts: [Range<Int>] {
        var parts: [Range<Int>] = []
        var start: Int?
        var line = 0
        while line < bytes.count {
            let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
            if bytes[line..<end].starts(with: delimiter) {
                let rest = bytes[(line + delimiter.count)..<end].filter { $0 > 0x20 }
                if rest.isEmpty || rest == [0x2D, 0x2D] {
                    if let start { parts.append(start..<withoutLineEnd(start, line)) }
                    start = end + 1
                    if !rest.isEmpty { return parts }
                }
            }
            line = end + 1
        }
        if let start, start < bytes.count { parts.append(start..<withoutLineEnd(start, bytes.count)) }
        return parts
    }

    /// The line end before a delimiter is a part of that (RFC 2046 §5.1.1).
    private func withoutLineEnd(_ start: Int, _ end: Int) -> Int {
        var end = end
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return max(start, end)
    }

    private func pair(of part: Range<Int>) -> (name: [UInt8], value: [UInt8])? {
        var line = part.lowerBound
        var disposition: [UInt8]?
        while line < part.upperBound {
            let end = bytes[line..<part.upperBound].firstIndex(of: 0x0A) ?? part.upperBound
            let text = bytes[line..<withoutLineEnd(line, end)]
            line = end + 1
            if text.isEmpty { break }
            let field = "content-disposition:"
            if text.prefix(field.utf8.count).map(Self.lowercased).elementsEqual(field.utf8) {
                disposition = Array(text.dropFirst(field.utf8.count))
            }
        }
        guard let disposition, let name = Self.parameter("name", of: disposition) else { return nil }
        let content = Array(bytes[min(line, part.upperBound)..<part.upperBound])
        // A file keeps its bytes, whatever they are.
        let isFile = Self.parameter("filename", of: disposition) != nil
        return (Self.repaired(name), isFile ? content : Self.repaired(content))
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }

    /// The value of `; name=value` or `; name="value"` in a field (RFC 2045 §5.1), whatever the letter case of the name.
    private static func parameter(_ name: String, of field: [UInt8]) -> [UInt8]? {
        var index = field.firstIndex(of: 0x3B) ?? field.count
        while index < field.count {
            index += 1
            let start = index
            while index < field.count, field[index] != 0x3D, field[index] != 0x3B { index += 1 }
            guard index < field.count, field[index] == 0x3D else { continue }
            let found = field[start..<index].filter { $0 > 0x20 }.map(lowercased)
            index += 1
            var value: [UInt8] = []
            if index < field.count, field[index] == 0x22 {
                index += 1
                while index < field.count, field[index] != 0x22 {
                    if field[index] == 0x5C, index + 1 < field.count { index += 1 }
                    value.append(field[index])
                    index += 1
                }
            }
            while index < field.count, field[index] != 0x3B {
                if field[index] > 0x20, field[index] != 0x22 { value.append(field[index]) }
                index += 1
            }
            if found.elementsEqual(name.utf8) { return value }
        }
        return nil
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
