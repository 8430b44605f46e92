// SPDX-License-Identifier: EUPL-1.2

/// Reads header lines as JWAT does: quoted text, folded lines and encoded words are looked at, bad characters dropped.
///
/// Bytes come from an input with a limit, behind which the input seems to end.
struct JWATLineReader {
    let input: JWATInput
    let encoding: JWATEncoding
    /// JWAT 1.0.3 stumbles over an encoded word in a character set it does not know.
    let version: JWATVersion
    /// Bytes that may still be read.
    private(set) var left: Int
    /// Bytes kept of one line: more can make no difference to any answer.
    private static let lineLimit = 1 << 16

    init(input: JWATInput, encoding: JWATEncoding, version: JWATVersion, limit: Int) {
        self.input = input
        self.encoding = encoding
        self.version = version
        left = limit
    }

    private mutating func read() throws(ToolFailure) -> UInt8? {
        guard left > 0, let byte = try input.read() else { return nil }
        left -= 1
        return byte
    }

    private mutating func unread(_ byte: UInt8) {
        input.unread(byte)
        left += 1
    }

    /// A decoded character.
    private enum Character {
        case valid(UInt32), invalid, end
    }

    /// Reads a line that is no field: the version line, or the first line of HTTP.
    mutating func readText() throws(ToolFailure) -> JWATLine {
        var text: [UInt32] = []
        var isEmpty = true
        while true {
            guard let byte = try read() else {
                return JWATLine(kind: .text(text), isAtEnd: isEmpty, sawEnd: true)
            }
            isEmpty = false
            if byte == 0x0A { return JWATLine(kind: .text(text)) }
            if byte == 0x0D { continue }
            switch try decode(byte) {
            case .end: return JWATLine(kind: .text(text), sawEnd: true)
            case .invalid: continue
            case .valid(let character):
                if !Self.isControl(character), text.count < Self.lineLimit { text.append(character) }
            }
        }
    }

    /// Reads a field with its folded lines, or a line without a colon.
    mutating func readField() throws(ToolFailure) -> JWATLine {
        var line: [UInt32] = []
        var name: [UInt32] = []
        var isEmpty = true
        while true {
            guard let byte = try read() else {
                return JWATLine(kind: .text(line), isAtEnd: isEmpty, sawEnd: true)
            }
            isEmpty = false
            switch byte {
            case 0x0A: return JWATLine(kind: .text(line))
            case 0x0D: continue
            case 0x3A: return try readValue(name: name)
            default: break
            }
            switch try decode(byte) {
            case .end: return JWATLine(kind: .text(line), sawEnd: true)
            case .invalid: continue
            case .valid(let character):
                guard !Self.isControl(character), line.count < Self.lineLimit else { continue }
                line.append(character)
                if !Self.isSeparator(character) { name.append(character) }
            }
        }
    }

    private mutating func readValue(name: [UInt32]) throws(ToolFailure) -> JWATLine {
        var result = JWATLine(kind: .text([]))
        var value: [UInt32] = []
        var isQuoted = false
        reading: while true {
            guard let byte = try read() else {
                result.sawEnd = true
                break
            }
            switch byte {
            case 0x0D: continue
            case 0x0A:
                guard let next = try read() else { break reading }
                guard next == 0x20 || next == 0x09 else {
                    unread(next)
                    break reading
                }
                value.append(0x20)
            case 0x5C where isQuoted:
                guard let next = try read(), let character = try decodeAny(next) else {
                    value.append(0x5C)
                    result.sawEnd = true
                    break reading
                }
                value.append(0x5C)
                value.append(character)
            case 0x22:
                value.append(0x22)
                isQuoted.toggle()
            case 0x3D where !isQuoted && version == .v103:
                if try !readAfterEquals(&value, &result) { break reading }
            default:
                switch try decode(byte) {
                case .end:
                    result.sawEnd = true
                    break reading
                case .invalid: continue
                case .valid(let character): if !Self.isControl(character) { value.append(character) }
                }
            }
        }
        result.kind = .field(name: name, value: Self.trimmed(value))
        return result
    }

    /// `=` may start an encoded word (RFC 2047), which JWAT 1.0.3 looks at and then reads as any other text.
    private mutating func readAfterEquals(_ value: inout [UInt32], _ result: inout JWATLine) throws(ToolFailure) -> Bool
    {
        value.append(0x3D)
        guard let next = try read() else {
            result.sawEnd = true
            return false
        }
        guard next == 0x3F else {
            unread(next)
            return true
        }
        value.append(0x3F)
        var word = JWATEncodedWord()
        var taken: [UInt8] = []
        while true {
            let byte = try read()
            if let byte { taken.append(byte) }
            if !word.take(byte) { break }
        }
        for byte in taken.reversed() { unread(byte) }
        if word.failsWithoutCharset {
            throw .stopped(
                "java.lang.NullPointerException: Cannot invoke \"java.nio.charset.Charset.newDecoder()\" because "
                    + "\"<local5>\" is null")
        }
        return true
    }

    private mutating func decodeAny(_ byte: UInt8) throws(ToolFailure) -> UInt32? {
        switch try decode(byte) {
        case .end: nil
        case .invalid: 0xFFFD
        case .valid(let character): character
        }
    }

    private mutating func decode(_ byte: UInt8) throws(ToolFailure) -> Character {
        switch encoding {
        case .ascii: return byte < 0x80 ? .valid(UInt32(byte)) : .invalid
        case .latin1: return .valid(UInt32(byte))
        case .utf8: return try decodeUTF8(byte)
        }
    }

    /// A wrong byte inside a sequence is swallowed with it, even a line feed.
    private mutating func decodeUTF8(_ first: UInt8) throws(ToolFailure) -> Character {
        guard first >= 0x80 else { return .valid(UInt32(first)) }
        let (count, least): (Int, UInt32)
        var character: UInt32
        switch first {
        case 0xC0...0xDF: (count, least, character) = (1, 0x80, UInt32(first & 0x1F))
        case 0xE0...0xEF: (count, least, character) = (2, 0x800, UInt32(first & 0x0F))
        case 0xF0...0xF7: (count, least, character) = (3, 0x10000, UInt32(first & 0x07))
        default: return .invalid
        }
        for _ in 0..<count {
            guard let byte = try read() else { return .end }
            guard byte & 0xC0 == 0x80 else { return .invalid }
            character = character << 6 | UInt32(byte & 0x3F)
        }
        return character < least ? .invalid : .valid(character)
    }

    private static func trimmed(_ value: [UInt32]) -> [UInt32] {
        let start = value.firstIndex { $0 != 0x20 } ?? value.endIndex
        let end = value.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start
        return Array(value[start..<max(start, end)])
    }

    /// ASCII control characters; the tab is none.
    private static func isControl(_ character: UInt32) -> Bool {
        character < 0x20 && character != 0x09 || character == 0x7F
    }

    /// The separators of RFC 2616 §2.2, which JWAT drops from field names.
    private static func isSeparator(_ character: UInt32) -> Bool {
        guard character < 0x80 else { return false }
        return "()<>@,;:\\\"/[]?={} \t".utf8.contains(UInt8(character))
    }
}
