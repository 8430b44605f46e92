// SPDX-License-Identifier: EUPL-1.2

extension SURT {
    /// Appends the key of a plain address in one pass; false, and nothing is appended, for one that needs the general way.
    ///
    /// Plain is most of the web: `http` or `https` in small letters, a host name without port, nothing but printable ASCII, no
    /// escapes, fragments or dot segments, and nothing that might be a session identifier.
    static func appendPlain(_ url: UnsafeRawBufferPointer, to output: inout [UInt8]) -> Bool {
        guard let hostStart = plainHostStart(url), let hostEnd = plainHostEnd(url, from: hostStart) else {
            return false
        }
        let start = output.count
        output.reserveCapacity(start + url.count)
        appendReversed(url, withoutWWW(url, hostStart, hostEnd), to: &output)
        output.append(0x29)
        guard appendPlainTail(url, from: hostEnd, to: &output) else {
            output.removeLast(output.count - start)
            return false
        }
        return true
    }

    private static func plainHostStart(_ url: UnsafeRawBufferPointer) -> Int? {
        guard url.count > 8, url[0] == 0x68, url[1] == 0x74, url[2] == 0x74, url[3] == 0x70 else { return nil }
        let colon = url[4] == 0x73 ? 5 : 4
        guard url[colon] == 0x3A, url[colon + 1] == 0x2F, url[colon + 2] == 0x2F else { return nil }
        return colon + 3
    }

    /// The end of a host of letters, digits, hyphens, underscores and single dots that is no number; nil for any other.
    private static func plainHostEnd(_ url: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        var hasLetter = false
        var afterDot = true
        while index < url.count {
            let byte = url[index]
            if ASCII.isAlpha(byte) || byte == 0x2D || byte == 0x5F {
                hasLetter = true
                afterDot = false
            } else if ASCII.isDigit(byte) {
                afterDot = false
            } else if byte == ASCII.dot {
                if afterDot { return nil }
                afterDot = true
            } else if byte == ASCII.slash || byte == ASCII.question {
                break
            } else {
                return nil
            }
            index += 1
        }
        return hasLetter && !afterDot ? index : nil
    }

    private static func withoutWWW(_ url: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Range<Int> {
        guard end - start > 4, url[start] | 0x20 == 0x77, url[start + 1] | 0x20 == 0x77, url[start + 2] | 0x20 == 0x77
        else { return start..<end }
        var index = start + 3
        while index < end, ASCII.isDigit(url[index]) { index += 1 }
        return index < end && url[index] == ASCII.dot ? index + 1..<end : start..<end
    }

    private static func appendReversed(_ url: UnsafeRawBufferPointer, _ host: Range<Int>, to output: inout [UInt8]) {
        var labelEnd = host.upperBound
        var index = host.upperBound
        while index > host.lowerBound {
            index -= 1
            guard url[index] == ASCII.dot else { continue }
            for position in index + 1..<labelEnd { output.append(ASCII.lower(url[position])) }
            output.append(0x2C)
            labelEnd = index
        }
        for position in host.lowerBound..<labelEnd { output.append(ASCII.lower(url[position])) }
    }

    /// Path and query; false if there is anything in them that is not plain.
    private static func appendPlainTail(
        _ url: UnsafeRawBufferPointer, from start: Int, to output: inout [UInt8]
    ) -> Bool {
        var index = start
        let pathStart = output.count
        if index == url.count || url[index] == ASCII.question { output.append(ASCII.slash) }
        while index < url.count, url[index] != ASCII.question {
            let byte = url[index]
            // A parenthesis may hold a session of ASP.NET; what follows a slash may be a dot segment or an empty one.
            guard isPlain(byte), byte != 0x28 else { return false }
            if byte == ASCII.slash, index + 1 < url.count, url[index + 1] == ASCII.slash || url[index + 1] == ASCII.dot
            {
                return false
            }
            output.append(ASCII.lower(byte))
            index += 1
        }
        if output.count > pathStart + 1, output.last == ASCII.slash { output.removeLast() }
        guard index + 1 < url.count else { return true }
        index += 1
        output.append(ASCII.question)
        let queryStart = output.count
        var hasSeveral = false
        while index < url.count {
            let byte = url[index]
            guard isPlain(byte) else { return false }
            if byte == 0x26 { hasSeveral = true }
            // jsessionid, aspsessionid, phpsessid, sid, cfid.
            if byte | 0x20 == 0x64, output.count - queryStart >= 2, output[output.count - 1] == 0x69,
                [0x6E, 0x73, 0x66].contains(output[output.count - 2])
            {
                return false
            }
            output.append(ASCII.lower(byte))
            index += 1
        }
        if hasSeveral {
            let sorted = SURTQuery.sorted(Array(output[queryStart...]))
            output.replaceSubrange(queryStart..., with: sorted)
        }
        return true
    }

    /// Printable ASCII but `#` and `%`.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != ASCII.numberSign && byte != ASCII.percent
    }
}
