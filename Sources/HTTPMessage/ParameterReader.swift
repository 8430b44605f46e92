// SPDX-License-Identifier: EUPL-1.2

/// Reads `; name=value; name="quoted \" value"` lists, as in `Content-Type` and `Link` (RFC 9110 §5.6.6), leniently.
struct ParameterReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next byte, if any.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Steps over the next byte.
    mutating func skip() { position = min(position + 1, bytes.count) }

    /// Steps over blanks.
    mutating func skipBlanks() {
        while let byte = next, byte == 32 || byte == 9 { position += 1 }
    }

    /// The text up to one of some bytes or the end, without blanks around it; the byte itself is not stepped over.
    mutating func upTo(_ ends: [UInt8]) -> String {
        skipBlanks()
        let start = position
        while let byte = next, !ends.contains(byte) { position += 1 }
        var end = position
        while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A quoted string or a token at the start of a list's member, before its parameters.
    mutating func nextItem() -> String {
        skipBlanks()
        return next == 34 ? quoted() : upTo([59, 44])
    }

    /// The next parameter with its name in lower case, or nil at a comma or the end. Empty ones (`;;`) are stepped over.
    mutating func nextParameter() -> (name: String, value: String?)? {
        skipBlanks()
        while next == 59 {
            skip()
            let name = upTo([61, 59, 44]).lowercased()
            guard next == 61 else {
                if name.isEmpty { continue }
                return (name, nil)
            }
            skip()
            skipBlanks()
            let value = next == 34 ? quoted() : upTo([59, 44])
            skipBlanks()
            return (name, value)
        }
        return nil
    }

    /// A quoted string without its quotes and backslashes; a missing end quote is forgiven.
    private mutating func quoted() -> String {
        skip()
        var value: [UInt8] = []
        while let byte = next {
            skip()
            if byte == 34 { break }
            if byte == 92, let escaped = next {
                value.append(escaped)
                skip()
            } else {
                value.append(byte)
            }
        }
        // What stands between the quote and the next separator belongs to nothing.
        while let byte = next, byte != 59, byte != 44 { skip() }
        return String(decoding: value, as: UTF8.self)
    }
}
