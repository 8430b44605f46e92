// SPDX-License-Identifier: EUPL-1.2

/// One named field of a WARC header.
public struct WARCField: Sendable, Hashable {
    /// The name as written; comparison ignores letter case.
    public var name: String
    /// The value without the white space around it.
    public var value: String

    /// A field with these two parts.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The header of a WARC record: a version line and named fields, in order, with repetitions (ISO 28500:2017 §4, §5).
///
/// The fields are offsets into one buffer of bytes; a `String` is made only for what is asked. Bytes that were read are written back
/// as they were. Text that is put in loses its control characters, so a value can never start a new field or end the header.
public struct WARCHeader: Sendable, Hashable {
    /// The version line: `WARC/1.1`, in capitals; what was not printable ASCII in it is left out.
    public internal(set) var version: String
    /// What was unusual in the bytes this header was read from; empty for a header that was built.
    public internal(set) var oddities: Oddities = []

    var bytes: [UInt8]
    var entries: [Entry]
    /// How many bytes at the start of `bytes` are the header as it was read; 0 for a header that was built.
    var rawCount = 0

    /// Where name and value of one field lie in `bytes`.
    struct Entry: Sendable, Hashable {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// Deviations from the letter of the standard that a lenient reader accepts.
    public struct Oddities: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8
        /// Oddities of these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A line ended with LF alone.
        public static let bareLineFeed = Oddities(rawValue: 1)
        /// A value went on in a line that starts with white space.
        public static let foldedLine = Oddities(rawValue: 2)
        /// A line without a colon was passed over.
        public static let lineWithoutColon = Oddities(rawValue: 4)
        /// A version other than 0.17, 0.18, 1.0 and 1.1.
        public static let unknownVersion = Oddities(rawValue: 8)
        /// White space between name and colon.
        public static let spaceBeforeColon = Oddities(rawValue: 16)
        /// The header ended without an empty line.
        public static let missingEnd = Oddities(rawValue: 32)
        /// The version line was not in capitals.
        public static let magicCase = Oddities(rawValue: 64)
    }

    /// A header with these fields; see `append` for what happens to their text.
    public init(version: String = "WARC/1.1", fields: [WARCField] = []) {
        self.version = version
        bytes = []
        entries = []
        for field in fields { append(field.name, field.value) }
    }

    /// All fields in order.
    public var fields: [WARCField] { entries.map { WARCField(text($0.name), text($0.value)) } }

    /// The number of fields.
    public var count: Int { entries.count }

    /// The value of the first field of that name, whatever its letter case; nil if there is none.
    public subscript(name: String) -> String? {
        var name = name
        return name.withUTF8 { wanted in
            guard let entry = entries.first(where: { matches($0.name, wanted) }) else { return nil }
            return text(entry.value)
        }
    }

    /// The values of all fields of that name, in order.
    public func all(_ name: String) -> [String] {
        var name = name
        return name.withUTF8 { wanted in
            entries.filter { matches($0.name, wanted) }.map { text($0.value) }
        }
    }

    /// Adds a field at the end.
    ///
    /// Control characters in the value become spaces and white space around it is dropped; in the name only the characters of an
    /// RFC 9110 token stay, and a name without any adds nothing.
    public mutating func append(_ name: String, _ value: String) {
        let nameStart = bytes.count
        bytes.append(contentsOf: name.utf8.lazy.filter(Self.isTokenByte))
        guard bytes.count > nameStart else { return }
        let valueStart = bytes.count
        bytes.append(contentsOf: value.utf8.lazy.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 })
        entries.append(
            Entry(name: nameStart..<valueStart, value: Self.trimmed(valueStart..<bytes.count, of: bytes)))
    }

    /// Makes this the only field of that name, in the place of the first one, or at the end if there was none.
    public mutating func set(_ name: String, _ value: String) {
        var wanted = name
        let first = wanted.withUTF8 { wanted in entries.firstIndex { matches($0.name, wanted) } }
        guard let first else { return append(name, value) }
        remove(name)
        let before = entries.count
        append(name, value)
        guard entries.count > before else { return }
        let added = entries.removeLast()
        entries.insert(added, at: min(first, entries.count))
    }

    /// Takes away all fields of that name.
    public mutating func remove(_ name: String) {
        var name = name
        let kept = name.withUTF8 { wanted in entries.filter { !matches($0.name, wanted) } }
        entries = kept
    }

    /// The bytes of the header: version line, fields and the empty line, each ended with CR LF.
    public func serialized() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + entries.count * 4 + 16)
        out.append(contentsOf: version.utf8.lazy.filter { $0 > 0x20 && $0 < 0x7F })
        out.append(contentsOf: [0x0D, 0x0A])
        for entry in entries {
            out.append(contentsOf: bytes[entry.name])
            out.append(contentsOf: [0x3A, 0x20])
            out.append(contentsOf: bytes[entry.value])
            out.append(contentsOf: [0x0D, 0x0A])
        }
        out.append(contentsOf: [0x0D, 0x0A])
        return out
    }

    /// The bytes from the version line to the empty line exactly as they were read; of a header that was built, as it is written.
    package var rawBytes: ArraySlice<UInt8> { rawCount > 0 ? bytes[..<rawCount] : serialized()[...] }

    /// Two headers are equal when they have the same version and the same fields in the same order.
    public static func == (left: WARCHeader, right: WARCHeader) -> Bool {
        left.version == right.version && left.entries.count == right.entries.count
            && zip(left.entries, right.entries).allSatisfy { a, b in
                left.bytes[a.name] == right.bytes[b.name] && left.bytes[a.value] == right.bytes[b.value]
            }
    }

    /// Hashes the version and the fields.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(version)
        for entry in entries {
            hasher.combine(bytes[entry.name])
            hasher.combine(bytes[entry.value])
        }
    }
}

extension WARCHeader {
    /// UTF-8 where the bytes are that (§4), otherwise each byte as the Latin-1 character of its number.
    func text(_ range: Range<Int>) -> String {
        String(validating: bytes[range], as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes[range].lazy.map { Unicode.Scalar($0) }))
    }

    func matches(_ range: Range<Int>, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard range.count == name.count else { return false }
        var index = range.lowerBound
        for byte in name {
            guard Self.lowercased(bytes[index]) == Self.lowercased(byte) else { return false }
            index += 1
        }
        return true
    }

    static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Space, TAB, LF, VT, FF and CR.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
