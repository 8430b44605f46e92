// SPDX-License-Identifier: EUPL-1.2

import Glibc

extension RecordFacts {
    /// A URL without the angle brackets that wget puts around it.
    static func withoutBrackets(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        guard range.count >= 2, bytes[range.lowerBound] == 0x3C, bytes[range.upperBound - 1] == 0x3E else {
            return range
        }
        return range.lowerBound + 1..<range.upperBound - 1
    }

    /// A media type without its parameters: up to the first semicolon, comma or blank.
    static func essence(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var end = range.lowerBound
        while end < range.upperBound {
            let byte = bytes[end]
            if byte == 0x3B || byte == 0x2C || ASCIIByte.isSpace(byte) { break }
            end += 1
        }
        return range.lowerBound..<end
    }

    /// The host in `scheme://user@host:port/…`, or the name in `dns:name`; empty if there is none.
    static func host(_ url: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        bytes.withUnsafeBytes { all in
            guard let colon = find(0x3A, url, in: all) else { return url.lowerBound..<url.lowerBound }
            let start = colon + 3
            guard start <= url.upperBound, all[colon + 1] == 0x2F, all[colon + 2] == 0x2F else {
                return isDNS(url.lowerBound..<colon, in: all)
                    ? afterDNS(colon + 1..<url.upperBound, in: all) : colon..<colon
            }
            var end = start
            var begin = start
            while end < url.upperBound, all[end] != 0x2F, all[end] != 0x3F, all[end] != 0x23, all[end] != 0x5C {
                if all[end] == 0x40 { begin = end + 1 }
                end += 1
            }
            if begin < end, all[begin] == 0x5B {
                let close = find(0x5D, begin..<end, in: all) ?? end
                return begin + 1..<close
            }
            return begin..<(find(0x3A, begin..<end, in: all) ?? end)
        }
    }

    private static func isDNS(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Bool {
        range.count == 3 && ASCIIByte.lowercased(bytes[range.lowerBound]) == 0x64
            && ASCIIByte.lowercased(bytes[range.lowerBound + 1]) == 0x6E
            && ASCIIByte.lowercased(bytes[range.lowerBound + 2]) == 0x73
    }

    /// `dns:name?type=A` (RFC 4501); an authority in front of the name is rare enough to be left in.
    private static func afterDNS(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
        range.lowerBound..<(find(0x3F, range, in: bytes) ?? range.upperBound)
    }

    private static func find(_ byte: UInt8, _ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, !range.isEmpty,
            let found = memchr(base + range.lowerBound, Int32(byte), range.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
