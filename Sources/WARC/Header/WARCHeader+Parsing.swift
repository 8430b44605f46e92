// SPDX-License-Identifier: EUPL-1.2

extension WARCHeader {
    /// Reads a header: the version line and everything up to the empty line or the end of the bytes.
    ///
    /// Lenient: lines may end with LF alone, values may be folded, names may have spaces before the colon, lines without a colon are
    /// passed over, and bytes after the empty line are not looked at. What was odd is in `oddities`. Never more memory than twice
    /// the input.
    /// - Throws: `WARCError` with code `.corrupt` if the first line does not start with `WARC/`.
    public init(parsing bytes: [UInt8]) throws(WARCError) {
        var lines = HeaderLines(bytes: bytes)
        guard let first = lines.next(), Self.hasMagic(bytes, at: first.lowerBound) else {
            throw WARCError(
                .corrupt, path: nil,
                "expected a line that starts with \"WARC/\", found \(Self.excerpt(bytes, 0..<min(bytes.count, 40)))")
        }
        version = String(decoding: bytes[first].filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self).uppercased()
        self.bytes = bytes
        entries = []
        if !Self.knownVersions.contains(version) { oddities.insert(.unknownVersion) }
        var ended = false
        while let line = lines.next() {
            if Self.trimmed(line, of: bytes).isEmpty {
                ended = true
                break
            }
            read(line)
        }
        if !ended { oddities.insert(.missingEnd) }
        rawCount = lines.position
        if bytes[first].prefix(5).contains(where: { $0 != Self.uppercased($0) }) { oddities.insert(.magicCase) }
        if lines.sawBareLineFeed { oddities.insert(.bareLineFeed) }
    }

    /// The versions this reader was written for.
    static let knownVersions = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"]

    private static func uppercased(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte }

    static func hasMagic(_ bytes: [UInt8], at index: Int) -> Bool {
        bytes.count - index >= 5 && isMagic(bytes[index..<index + 5])
    }

    /// `WARC/`, in any letter case: JWAT and warcio accept that too.
    static func isMagic(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.elementsEqual("warc/".utf8) { lowercased($0) == $1 }
    }

    private mutating func read(_ line: Range<Int>) {
        if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09 {
            oddities.insert(.foldedLine)
            return fold(Self.trimmed(line, of: bytes))
        }
        guard let colon = bytes[line].firstIndex(of: 0x3A) else {
            oddities.insert(.lineWithoutColon)
            return
        }
        let name = Self.trimmed(line.lowerBound..<colon, of: bytes)
        guard !name.isEmpty else {
            oddities.insert(.lineWithoutColon)
            return
        }
        if name.upperBound != colon { oddities.insert(.spaceBeforeColon) }
        entries.append(Entry(name: name, value: Self.trimmed(colon + 1..<line.upperBound, of: bytes)))
    }

    /// Puts a continuation behind the last value, with one space between (RFC 822 §3.1.1); the joined value goes to the end of the buffer.
    private mutating func fold(_ part: Range<Int>) {
        guard !part.isEmpty, let last = entries.popLast() else { return }
        guard !last.value.isEmpty else {
            entries.append(Entry(name: last.name, value: part))
            return
        }
        // A value that already is the last in the buffer grows in place: many folded lines stay linear.
        if last.value.upperBound == bytes.count, last.value.lowerBound >= part.upperBound {
            bytes.append(0x20)
            bytes.append(contentsOf: bytes[part])
            entries.append(Entry(name: last.name, value: last.value.lowerBound..<bytes.count))
            return
        }
        let start = bytes.count
        bytes.append(contentsOf: bytes[last.value])
        bytes.append(0x20)
        bytes.append(contentsOf: bytes[part])
        entries.append(Entry(name: last.name, value: start..<bytes.count))
    }

    /// Bytes for a message: printable ASCII in quotes, anything else as `\xHH`.
    static func excerpt(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "nothing" }
        var text = "\""
        for byte in bytes[range] {
            if byte >= 0x20, byte < 0x7F {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + "\""
    }
}

/// Walks over the lines of a header without their ends.
private struct HeaderLines {
    let bytes: [UInt8]
    private(set) var position = 0
    private(set) var sawBareLineFeed = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Range<Int>? {
        guard position < bytes.count else { return nil }
        let start = position
        guard let end = bytes[start...].firstIndex(of: 0x0A) else {
            position = bytes.count
            return start..<bytes.count
        }
        position = end + 1
        guard end > start, bytes[end - 1] == 0x0D else {
            sawBareLineFeed = true
            return start..<end
        }
        return start..<end - 1
    }
}
