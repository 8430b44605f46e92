// SPDX-License-Identifier: EUPL-1.2

/// The bytes of a style sheet and a place in them; reads one token at a time.
struct CSSInput {
    /// A string or URL: a slice of the input, or bytes of its own where escapes had to be undone.
    enum Value {
        case plain(UnsafeBufferPointer<UInt8>)
        case unescaped([UInt8])
    }

    /// The names that matter.
    enum Name { case url, imageSet, importRule, ignoredRule, other }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var cursor = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    func peek() -> UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    mutating func advance() { cursor += 1 }

    /// Skips a comment (§4.3.2); false when there is none here. An unterminated one runs to the end.
    mutating func skipComment() -> Bool {
        guard cursor + 1 < bytes.count, bytes[cursor] == UInt8(ascii: "/"), bytes[cursor + 1] == UInt8(ascii: "*")
        else { return false }
        cursor += 2
        while cursor < bytes.count {
            if bytes[cursor] == UInt8(ascii: "*"), cursor + 1 < bytes.count, bytes[cursor + 1] == UInt8(ascii: "/") {
                cursor += 2
                return true
            }
            cursor += 1
        }
        return true
    }

    /// Consumes a name (§4.3.11) and says which it is; the cursor moves by at least one byte.
    mutating func name() -> Name {
        let start = cursor
        var escaped: [UInt8]?
        while let byte = peek() {
            if Self.isNameByte(byte) {
                escaped?.append(byte)
                cursor += 1
            } else if byte == UInt8(ascii: "\\"), isEscape() {
                var unescaped = escaped ?? Array(bytes[start..<min(cursor, start + 64)])
                appendEscape(to: &unescaped)
                escaped = unescaped
            } else {
                break
            }
        }
        if cursor == start {
            // A lone backslash, or an at sign with nothing behind it.
            if peek() == UInt8(ascii: "\\") { cursor += 1 }
            return .other
        }
        guard let escaped else { return Self.known(UnsafeBufferPointer(rebasing: bytes[start..<cursor])) }
        return escaped.withUnsafeBufferPointer(Self.known)
    }

    /// Consumes a quoted string (§4.3.5); nil for one broken off by a newline.
    mutating func string() -> Value? {
        let quote = bytes[cursor]
        cursor += 1
        let start = cursor
        var unescaped: [UInt8]?
        while let byte = peek() {
            switch byte {
            case quote:
                let end = cursor
                cursor += 1
                return value(start..<end, unescaped)
            case 0x0A, 0x0C, 0x0D:
                return nil
            case UInt8(ascii: "\\"):
                var text = unescaped ?? Array(bytes[start..<cursor])
                if isEscape() {
                    appendEscape(to: &text)
                } else {
                    skipEscapedNewline()
                }
                unescaped = text
            default:
                unescaped?.append(byte)
                cursor += 1
            }
        }
        return value(start..<cursor, unescaped)
    }

    /// Consumes what follows `url(` up to its parenthesis (§4.3.6); nil for a bad one.
    mutating func url() -> Value? {
        skipSpace()
        if let byte = peek(), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            let value = string()
            // Modifiers may follow the string (CSS Values 4 §4.5); none holds a parenthesis that matters.
            finishURL()
            return value
        }
        let start = cursor
        var unescaped: [UInt8]?
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: ")"):
                let end = cursor
                cursor += 1
                return value(start..<end, unescaped)
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
                let end = cursor
                skipSpace()
                guard let next = peek() else { return value(start..<end, unescaped) }
                guard next == UInt8(ascii: ")") else {
                    finishURL()
                    return nil
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), 0x00...0x08, 0x0B, 0x0E...0x1F, 0x7F:
                finishURL()
                return nil
            case UInt8(ascii: "\\"):
                guard isEscape() else {
                    finishURL()
                    return nil
                }
                var text = unescaped ?? Array(bytes[start..<cursor])
                appendEscape(to: &text)
                unescaped = text
            default:
                unescaped?.append(byte)
                cursor += 1
            }
        }
        return value(start..<cursor, unescaped)
    }

    private func value(_ range: Range<Int>, _ unescaped: [UInt8]?) -> Value {
        if let unescaped { return .unescaped(unescaped) }
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        return .plain(UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<end]))
    }

    /// Skips to the closing parenthesis, past escapes (§4.3.14).
    private mutating func finishURL() {
        while let byte = peek() {
            cursor += 1
            if byte == UInt8(ascii: ")") { return }
            if byte == UInt8(ascii: "\\"), cursor < bytes.count { cursor += 1 }
        }
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { cursor += 1 }
    }

    /// A backslash starts an escape unless a newline or the end follows (§4.3.8).
    private func isEscape() -> Bool {
        guard cursor + 1 < bytes.count else { return false }
        let next = bytes[cursor + 1]
        return next != 0x0A && next != 0x0C && next != 0x0D
    }

    private mutating func skipEscapedNewline() {
        cursor += 1
        guard let byte = peek() else { return }
        cursor += 1
        if byte == 0x0D, peek() == 0x0A { cursor += 1 }
    }

    /// Consumes the escape at the cursor (§4.3.7).
    private mutating func appendEscape(to text: inout [UInt8]) {
        cursor += 1
        var value: UInt32 = 0
        var digits = 0
        while digits < 6, let byte = peek(), let digit = Self.hexDigit(byte) {
            value = value << 4 | UInt32(digit)
            digits += 1
            cursor += 1
        }
        guard digits > 0 else {
            if let byte = peek() {
                text.append(byte)
                cursor += 1
            }
            return
        }
        if let byte = peek(), byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
            cursor += 1
            if byte == 0x0D, peek() == 0x0A { cursor += 1 }
        }
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        text.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func known(_ name: UnsafeBufferPointer<UInt8>) -> Name {
        switch name.count {
        case 3: matches(name, "url") ? .url : .other
        case 6: matches(name, "import") ? .importRule : .other
        case 8: matches(name, "document") ? .ignoredRule : .other
        case 9:
            matches(name, "image-set") ? .imageSet : matches(name, "namespace") ? .ignoredRule : .other
        case 13: matches(name, "-moz-document") ? .ignoredRule : .other
        case 17: matches(name, "-webkit-image-set") ? .imageSet : .other
        default: .other
        }
    }

    private static func matches(_ name: UnsafeBufferPointer<UInt8>, _ wanted: StaticString) -> Bool {
        (0..<name.count).allSatisfy { name[$0] | 0x20 == wanted.utf8Start[$0] }
    }
}
