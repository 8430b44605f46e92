// SPDX-License-Identifier: EUPL-1.2

/// Finds out a document's encoding before it is parsed: byte order mark, then the HTTP header, then the document's own word.
///
/// Source: HTML §13.2.3.2 (encoding sniffing), CSS Syntax 3 §3.2 (`@charset`), XML 1.0 appendix F.
enum EncodingPrescan {
    /// Bytes looked at; browsers take 1,024, but a late `<meta charset>` is common.
    private static let window = 4096

    static func encoding(
        of bytes: UnsafeBufferPointer<UInt8>, charset: String?, reading: LinkExtraction.Reading
    ) -> TextEncoding {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF] as [UInt8]) { return .utf8 }
        if bytes.starts(with: [0xFE, 0xFF] as [UInt8]) { return .utf16BigEndian }
        if bytes.starts(with: [0xFF, 0xFE] as [UInt8]) { return .utf16LittleEndian }
        if let charset, !charset.isEmpty { return TextEncoding(label: charset) }
        if let unmarked = unmarkedUTF16(bytes) { return unmarked }
        let head = UnsafeBufferPointer(rebasing: bytes[..<min(window, bytes.count)])
        let label: String? =
            switch reading {
            case .html: value(after: "charset", in: head) ?? value(after: "encoding", in: xmlDeclaration(head))
            case .xml: value(after: "encoding", in: xmlDeclaration(head))
            case .css: head.starts(with: Array("@charset \"".utf8)) ? quoted(head, from: 10) : nil
            case .json, .urlList, .playlist, .none: nil
            }
        guard let label else { return looksLikeUTF8(bytes) ? .utf8 : .windows1252 }
        // A document that could be read this far as ASCII is not UTF-16, whatever it says (HTML §13.2.3.2, step 5).
        switch TextEncoding(label: label) {
        case .utf16LittleEndian, .utf16BigEndian: return .utf8
        case let encoding: return encoding
        }
    }

    /// UTF-16 without a mark shows as every other byte being NUL before the first tag or brace.
    private static func unmarkedUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
        guard bytes.count >= 4 else { return nil }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0, 1..., 0, 1...): return .utf16BigEndian
        case (1..., 0, 1..., 0): return .utf16LittleEndian
        default: return nil
        }
    }

    private static func xmlDeclaration(_ head: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            return UnsafeBufferPointer(rebasing: head[..<0])
        }
        return UnsafeBufferPointer(rebasing: head[..<end])
    }

    /// The value of `name = value`, quoted or not, at the first place it stands.
    private static func value(after name: StaticString, in head: UnsafeBufferPointer<UInt8>) -> String? {
        let count = name.utf8CodeUnitCount
        guard head.count > count else { return nil }
        var place = 0
        while place < head.count - count {
            defer { place += 1 }
            guard (0..<count).allSatisfy({ head[place + $0] | 0x20 == name.utf8Start[$0] }) else { continue }
            var cursor = place + count
            while cursor < head.count, head[cursor] <= 0x20 { cursor += 1 }
            guard cursor < head.count, head[cursor] == UInt8(ascii: "=") else { continue }
            cursor += 1
            while cursor < head.count, head[cursor] <= 0x20 { cursor += 1 }
            if cursor < head.count, head[cursor] == UInt8(ascii: "\"") || head[cursor] == UInt8(ascii: "'") {
                cursor += 1
            }
            if let found = quoted(head, from: cursor) { return found }
        }
        return nil
    }

    private static func quoted(_ head: UnsafeBufferPointer<UInt8>, from start: Int) -> String? {
        var end = start
        while end < head.count, end - start < 40 {
            switch head[end] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
                end += 1
                continue
            default: break
            }
            break
        }
        guard end > start else { return nil }
        return String(decoding: UnsafeBufferPointer(rebasing: head[start..<end]), as: UTF8.self)
    }

    /// Whether unlabelled bytes are UTF-8: all of them, or at least a head that is more than ASCII.
    private static func looksLikeUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        let head = UnsafeBufferPointer(rebasing: bytes[..<min(window, bytes.count)])
        guard head.contains(where: { $0 >= 0x80 }) else { return false }
        // The window may end inside a character.
        return (0...min(3, head.count)).contains {
            String(validating: UnsafeBufferPointer(rebasing: head[..<(head.count - $0)]), as: UTF8.self) != nil
        }
    }
}
