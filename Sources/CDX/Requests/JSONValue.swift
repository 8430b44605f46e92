// SPDX-License-Identifier: EUPL-1.2

/// A JSON text as a tree (RFC 8259), with what Python reads beyond the standard: `NaN` and `Infinity`, and texts in UTF-16.
///
/// Of members with the same name the last counts, in the place of the first. Depth is bounded, and so is memory by the bytes.
enum JSONValue {
    case object([(name: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    case number(JSONNumber)
    case literal(Literal)

    /// The three words of the format.
    enum Literal { case `true`, `false`, null }

    /// How deep lists and objects may lie in each other; Python gives up a little later.
    static let depthLimit = 990

    /// Reads a whole text; nil if it is none, or has half a surrogate pair in it.
    init?(parsing bytes: [UInt8]) {
        guard let text = Self.utf8(bytes) else { return nil }
        var parser = JSONParser(text)
        guard let value = parser.wholeText() else { return nil }
        self = value
    }

    /// The bytes in UTF-8, without a byte order mark; nil if they are no text.
    private static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBig: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBig: true) }
        if bytes.count >= 2, bytes[0] == 0 { return utf16(bytes[...], isBig: true) }
        if bytes.count >= 2, bytes[1] == 0 { return utf16(bytes[...], isBig: false) }
        return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> [UInt8]? {
        guard bytes.count % 2 == 0 else { return nil }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
            let (high, low) = isBig ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            return UInt16(high) << 8 | UInt16(low)
        }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }
}

/// A number of JSON.
enum JSONNumber {
    /// Without fraction and exponent: its digits, with a minus sign if it has one.
    case integer(String)
    /// Any other, which may be infinite or none.
    case float(Double)
}

/// Walks over a JSON text in UTF-8.
private struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func wholeText() -> JSONValue? {
        guard let value = value(depth: 0) else { return nil }
        skipBlanks()
        return position == bytes.count ? value : nil
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: count)
        guard bytes.count - position >= count, bytes[position..<position + count].elementsEqual(wanted) else {
            return false
        }
        position += count
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < JSONValue.depthLimit else { return nil }
        skipBlanks()
        switch next {
        case 0x7B: return object(depth: depth)
        case 0x5B: return array(depth: depth)
        case 0x22: return JSONString.read(bytes, &position).map { .string($0) }
        default: break
        }
        if takeWord("true") { return .literal(.true) }
        if takeWord("false") { return .literal(.false) }
        if takeWord("null") { return .literal(.null) }
        if takeWord("NaN") { return .number(.float(.nan)) }
        if takeWord("Infinity") { return .number(.float(.infinity)) }
        if takeWord("-Infinity") { return .number(.float(-.infinity)) }
        return number().map { .number($0) }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        var members: [(name: String, value: JSONValue)] = []
        // By bytes: two spellings of one letter are two names, though equal as strings.
        var places: [[UInt8]: Int] = [:]
        if take(0x7D) { return .object(members) }
        repeat {
            skipBlanks()
            guard next == 0x22, let name = JSONString.read(bytes, &position), take(0x3A),
                let value = value(depth: depth + 1)
            else { return nil }
            let key = Array(name.utf8)
            if let place = places[key] {
                members[place].value = value
            } else {
                places[key] = members.count
                members.append((name, value))
            }
        } while take(0x2C)
        return take(0x7D) ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSONValue? {
        position += 1
        var values: [JSONValue] = []
        if take(0x5D) { return .array(values) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        } while take(0x2C)
        return take(0x5D) ? .array(values) : nil
    }

    private mutating func number() -> JSONNumber? {
        let start = position
        if next == 0x2D { position += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[position - whole] != 0x30 else { return nil }
        var isFloat = false
        if next == 0x2E {
            position += 1
            guard digits() > 0 else { return nil }
            isFloat = true
        }
        if next == 0x65 || next == 0x45 {
            position += 1
            if next == 0x2B || next == 0x2D { position += 1 }
            guard digits() > 0 else { return nil }
            isFloat = true
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isFloat { return Double(text).map { .float($0) } }
        return .integer(text == "-0" ? "0" : text)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }
}
