// SPDX-License-Identifier: EUPL-1.2

import Glibc

extension WARCHeader {
    /// Reads a header: the version line and everything up to the empty line or the end of the bytes.
    ///
    /// Lenient: lines may end with LF alone, values may be folded, names may have spaces before the colon, lines without a colon are
    /// passed over, and bytes after the empty line are not looked at. What was odd is in `oddities`. Never more memory than twice
    /// the input.
    /// - Throws: `WARCError` with code `.corrupt` if the first line does not start with `WARC/`.
    public init(parsing bytes: [UInt8]) throws(WARCError) {
        self.init()
        guard bytes.withUnsafeBytes({ parse($0, isAll: true) }) != nil else {
            throw WARCError(
                .corrupt, path: nil,
                "expected a line that starts with \"WARC/\", found \(Self.excerpt(bytes, 0..<min(bytes.count, 40)))")
        }
    }

    /// `WARC/`, in any letter case: JWAT and warcio accept that too.
    static func isMagic(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 5 && isSame(UnsafeRawBufferPointer(rebasing: bytes[..<5]), "WARC/")
    }

    /// The same behind any line ends.
    static func isMagicBehindLineEnds(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let start = bytes.firstIndex { $0 != 0x0D && $0 != 0x0A } ?? bytes.count
        return isMagic(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }

    /// Reads the header at the start of the bytes, into the memory of the one before. Returns how many bytes it takes.
    ///
    /// Nil if there is no magic, or if the header does not end within the bytes, unless they are known to be all there is.
    mutating func parse(_ buffer: UnsafeRawBufferPointer, isAll: Bool) -> Int? {
        entries.removeAll(keepingCapacity: true)
        oddities = []
        guard let base = buffer.baseAddress, Self.isMagic(buffer) else { return nil }
        var folds: [Fold] = []
        var start = 0
        var isEnded = false
        while start < buffer.count, !isEnded {
            let found = memchr(base + start, 0x0A, buffer.count - start)
            guard found != nil || isAll else { return nil }
            var end = buffer.count
            var next = buffer.count
            if let found {
                end = UnsafeRawPointer(found) - base
                next = end + 1
                if end > start, buffer[end - 1] == 0x0D { end -= 1 } else { oddities.insert(.bareLineFeed) }
            }
            if start == 0 {
                readVersion(UnsafeRawBufferPointer(rebasing: buffer[..<end]))
            } else if end == start {
                isEnded = true
            } else if buffer[start] > 0x20 {
                readField(buffer, start, end)
            } else if Self.trimmed(start..<end, of: buffer).isEmpty {
                isEnded = true
            } else if buffer[start] == 0x20 || buffer[start] == 0x09 {
                oddities.insert(.foldedLine)
                if !entries.isEmpty {
                    folds.append(Fold(entry: entries.count - 1, part: Self.trimmed(start..<end, of: buffer)))
                }
            } else {
                readField(buffer, start, end)
            }
            start = next
        }
        guard isEnded || isAll else { return nil }
        if !isEnded { oddities.insert(.missingEnd) }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<start]))
        rawCount = start
        for fold in folds { apply(fold) }
        return start
    }

    /// A part of a value in a line of its own.
    private struct Fold {
        let entry: Int
        let part: Range<Int>
    }

    private mutating func readVersion(_ line: UnsafeRawBufferPointer) {
        if line.count == 8 {
            // Almost all there are, without making a string.
            let number = line.loadUnaligned(as: UInt64.self)
            if number == UInt64(littleEndian: 0x302E_312F_4352_4157) { return version = "WARC/1.0" }
            if number == UInt64(littleEndian: 0x312E_312F_4352_4157) { return version = "WARC/1.1" }
        }
        if !line.prefix(4).elementsEqual("WARC".utf8) { oddities.insert(.magicCase) }
        version = String(decoding: line.prefix(1 << 10).filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self).uppercased()
        if !Self.knownVersions.contains(version) { oddities.insert(.unknownVersion) }
    }

    /// The versions this reader was written for.
    private static let knownVersions = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"]

    private mutating func readField(_ buffer: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
        guard let base = buffer.baseAddress, let found = memchr(base + start, 0x3A, end - start) else {
            return oddities.formUnion(.lineWithoutColon)
        }
        let colon = UnsafeRawPointer(found) - base
        let name = Self.trimmed(start..<colon, of: buffer)
        guard !name.isEmpty else { return oddities.formUnion(.lineWithoutColon) }
        if name.upperBound != colon { oddities.insert(.spaceBeforeColon) }
        entries.append(Entry(name: name, value: Self.trimmed(colon + 1..<end, of: buffer)))
    }

    /// Puts a continuation behind a value, with one space between (RFC 822 §3.1.1); the joined value goes to the end of the buffer.
    private mutating func apply(_ fold: Fold) {
        let entry = entries[fold.entry]
        guard !fold.part.isEmpty else { return }
        guard !entry.value.isEmpty else {
            entries[fold.entry] = Entry(name: entry.name, value: fold.part)
            return
        }
        // A value that already is the last in the buffer grows in place: many folded lines stay linear.
        var start = entry.value.lowerBound
        if entry.value.upperBound != bytes.count || start < rawCount {
            start = bytes.count
            bytes.append(contentsOf: Array(bytes[entry.value]))
        }
        bytes.append(0x20)
        // An array of its own: a slice would hold the buffer, and appending to it would copy all of it for each folded line.
        bytes.append(contentsOf: Array(bytes[fold.part]))
        entries[fold.entry] = Entry(name: entry.name, value: start..<bytes.count)
    }

    private static func trimmed(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
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
