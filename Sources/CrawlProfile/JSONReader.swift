// SPDX-License-Identifier: EUPL-1.2

/// Reads JSON text (RFC 8259) within bounds: it is what a stranger's server sent.
package struct JSONReader {
    /// Why reading stopped, and at which byte from 0.
    package struct Malformed: Error, Hashable, CustomStringConvertible {
        package let offset: Int
        package let message: String

        package var description: String { "byte \(offset): \(message)" }
    }

    /// The deepest nesting of arrays and objects.
    package static let deepest = 128
    /// The most values in one document.
    package static let mostValues = 2_000_000
    /// The longest document, in bytes.
    package static let longest = 64 << 20

    private let bytes: [UInt8]
    private var position = 0
    private var values = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value of a whole document; a byte order mark and the guards `)]}'` and `for(;;);` before it are passed over.
    ///
    /// - Throws: ``Malformed`` at the first byte that is not JSON or goes beyond a bound.
    package static func read(_ bytes: [UInt8]) throws(Malformed) -> JSONValue {
        guard bytes.count <= longest else {
            throw Malformed(offset: longest, message: "more than \(longest) bytes of JSON")
        }
        var reader = JSONReader(bytes)
        reader.skipGuards()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.malformed("text after the end of the document") }
        return value
    }

    /// The value that starts at a place in a text, and where it ends; what comes after is not looked at.
    ///
    /// - Throws: ``Malformed`` at the first byte that is not JSON or goes beyond a bound.
    static func readPrefix(_ bytes: [UInt8], at start: Int) throws(Malformed) -> (value: JSONValue, end: Int) {
        var reader = JSONReader(bytes)
        reader.position = start
        let value = try reader.value(depth: 0)
        return (value, reader.position)
    }

    private mutating func skipGuards() {
        for prefix in ["\u{FEFF}", ")]}'", "for(;;);", "for (;;);"] {
            let prefixBytes = Array(prefix.utf8)
            if bytes[position...].starts(with: prefixBytes) { position += prefixBytes.count }
        }
    }

    private func malformed(_ message: String) -> Malformed {
        Malformed(offset: position, message: position >= bytes.count ? "the document ends too early" : message)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
        guard depth <= Self.deepest else { throw malformed("nested deeper than \(Self.deepest)") }
        values += 1
        guard values <= Self.mostValues else { throw malformed("more than \(Self.mostValues) values") }
        skipSpace()
        guard position < bytes.count else { throw malformed("") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Malformed) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw malformed("expected \(word)") }
        position += word.utf8.count
        return value
    }

    private mutating func array(depth: Int) throws(Malformed) -> JSONValue {
        position += 1
        var items: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(items) }
        repeat { items.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw malformed("expected , or ] in an array") }
        return .array(items)
    }

    private mutating func object(depth: Int) throws(Malformed) -> JSONValue {
        position += 1
        var members: [JSONValue.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw malformed("expected a name")
            }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw malformed("expected : after a name") }
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw malformed("expected , or } in an object") }
        return .object(members)
    }

    private mutating func number() throws(Malformed) -> JSONValue {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard digits() > 0 else { throw malformed("expected a value") }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw malformed("expected digits after the point") }
        }
        if position < bytes.count, bytes[position].asciiLowercased == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, "+-".utf8.contains(bytes[position]) { position += 1 }
            guard digits() > 0 else { throw malformed("expected digits in the exponent") }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, bytes[position].isASCIIDigit { position += 1 }
        return position - start
    }

    private mutating func string() throws(Malformed) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            position += 1
        }
        guard position < bytes.count else { throw malformed("") }
        var text = String(decoding: bytes[start..<position], as: UTF8.self)
        while bytes[position] == UInt8(ascii: "\\") {
            text.unicodeScalars.append(try escape())
            let next = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
                position += 1
            }
            guard position < bytes.count else { throw malformed("") }
            text += String(decoding: bytes[next..<position], as: UTF8.self)
        }
        position += 1
        return text
    }

    private mutating func escape() throws(Malformed) -> Unicode.Scalar {
        guard position + 1 < bytes.count else {
            position = bytes.count
            throw malformed("")
        }
        if let scalar = Self.simpleEscape(bytes[position + 1]) {
            position += 2
            return scalar
        }
        guard let unit = hexUnit(at: position) else { throw malformed("unknown escape") }
        position += 6
        if (0xD800...0xDBFF).contains(unit), let low = hexUnit(at: position), (0xDC00...0xDFFF).contains(low) {
            position += 6
            return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private static func simpleEscape(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0x22, 0x5C, 0x2F: Unicode.Scalar(byte)
        case UInt8(ascii: "b"): "\u{08}"
        case UInt8(ascii: "f"): "\u{0C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: nil
        }
    }

    /// The four hexadecimal digits of a `\u` escape that starts at `start`.
    private func hexUnit(at start: Int) -> UInt32? {
        guard start + 5 < bytes.count, bytes[start] == 0x5C, bytes[start + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[(start + 2)...(start + 5)] {
            switch byte.asciiLowercased {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x61...0x66: unit = unit << 4 | UInt32(byte.asciiLowercased - 0x61 + 10)
            default: return nil
            }
        }
        return unit
    }
}
