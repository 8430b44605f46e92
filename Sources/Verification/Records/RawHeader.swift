// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The fields of a header as they stand in the bytes: nothing is copied but values that are folded.
struct RawHeader {
    /// A field whose name the standard has.
    struct Field {
        let field: StandardField
        /// Where the value lies in the header's bytes, without white space around it.
        let value: Range<Int>
    }

    /// Fields of the standard in order; a folded value is as it was written.
    private(set) var fields: [Field] = []
    /// Names the standard does not have.
    private(set) var extensions: [Range<Int>] = []
    /// Bits of the fields that are there.
    private(set) var seen: UInt32 = 0
    /// Bits of the fields that are there more than once.
    private(set) var repeated: UInt32 = 0
    /// Whether a name is no token.
    private(set) var hasBadName = false
    /// Whether a control character stands in a line.
    private(set) var hasControlCharacter = false
    /// Whether a byte beyond ASCII is there.
    private(set) var hasHighByte = false
    /// Whether the last line with a name was a field of the standard, which folded lines behind it go on.
    private var isLastOfStandard = false

    /// Reads the lines behind the version line.
    init(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, let first = memchr(base, 0x0A, bytes.count) else { return }
        fields.reserveCapacity(16)
        var start = UnsafeRawPointer(first) - base + 1
        while start < bytes.count {
            let found = memchr(base + start, 0x0A, bytes.count - start).map { UnsafeRawPointer($0) - base }
            var end = found ?? bytes.count
            let next = end + 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            if start == end { return }
            read(bytes, start..<end)
            start = next
        }
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) {
        var colon = -1
        for index in line {
            let byte = bytes[index]
            if byte == 0x3A, colon < 0 { colon = index }
            if byte < 0x20 && byte != 0x09 || byte == 0x7F { hasControlCharacter = true }
            if byte >= 0x80 { hasHighByte = true }
        }
        let isFolded = bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09
        if isFolded {
            extendLast(bytes, to: line.upperBound)
            return
        }
        isLastOfStandard = false
        guard colon > line.lowerBound else { return }
        let name = Self.trimmed(bytes, line.lowerBound, colon)
        let value = Self.trimmed(bytes, colon + 1, line.upperBound)
        if let field = StandardField.named(UnsafeRawBufferPointer(rebasing: bytes[name])) {
            if seen & field.bit != 0 { repeated |= field.bit }
            seen |= field.bit
            isLastOfStandard = true
            fields.append(Field(field: field, value: value))
        } else {
            if !bytes[name].allSatisfy(Self.isTokenByte) { hasBadName = true }
            if extensions.count < 64 { extensions.append(name) }
        }
    }

    private mutating func extendLast(_ bytes: UnsafeRawBufferPointer, to end: Int) {
        guard isLastOfStandard, let last = fields.popLast() else { return }
        let start = last.value.isEmpty ? end : last.value.lowerBound
        // Of a value that begins in the folded line, what was skipped as white space belongs to no name.
        let value =
            last.value.isEmpty
            ? Self.trimmed(bytes, last.value.lowerBound, end) : start..<Self.trimmed(bytes, start, end).upperBound
        fields.append(Field(field: last.field, value: value))
    }

    /// The value of the first field of a kind.
    func value(_ field: StandardField) -> Range<Int>? {
        guard seen & field.bit != 0 else { return nil }
        return fields.first { $0.field == field }?.value
    }

    private static func trimmed(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Range<Int> {
        var (start, end) = (start, end)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C,
            0x7E:
            true
        default: false
        }
    }
}
