// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Where the HTTP head at the start of a block ends, and where its Content-Type is; found in one pass over its lines.
struct HTTPHeadBounds {
    /// The bytes of the head, its empty line included where it has one.
    private(set) var count = 0
    /// The first Content-Type without white space around it, as bytes of the block; empty and at 0 if there is none.
    private(set) var contentType = 0..<0

    /// The head at the start of `bytes`. Nil if its empty line is not among them, unless they are known to be all there is.
    ///
    /// Lines end with CR LF or LF; blank lines before the first line do not end the head (RFC 9112 §2.2).
    init?(_ bytes: UnsafeRawBufferPointer, isAll: Bool) {
        guard let base = bytes.baseAddress else { return nil }
        var lineStart = 0
        var hasLine = false
        while lineStart < bytes.count {
            guard let found = memchr(base + lineStart, 0x0A, bytes.count - lineStart) else { break }
            let lineEnd = UnsafeRawPointer(found) - base
            let first = bytes[lineStart]
            if first == 0x0A || (first == 0x0D && lineEnd == lineStart + 1) {
                if hasLine {
                    count = lineEnd + 1
                    return
                }
            } else {
                if first | 0x20 == 0x63, hasLine, contentType.isEmpty { lookAt(bytes, lineStart..<lineEnd) }
                hasLine = true
            }
            lineStart = lineEnd + 1
        }
        guard isAll else { return nil }
        // A block may end with its head, without the empty line.
        if lineStart < bytes.count, bytes[lineStart] | 0x20 == 0x63, hasLine, contentType.isEmpty {
            lookAt(bytes, lineStart..<bytes.count)
        }
        count = bytes.count
    }

    private mutating func lookAt(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) {
        guard line.count > 12 else { return }
        let name: StaticString = "content-type"
        for index in 0..<12 where WARCHeader.lowercased(bytes[line.lowerBound + index]) != name.utf8Start[index] {
            return
        }
        var start = line.lowerBound + 12
        var end = line.upperBound
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        guard start < end, bytes[start] == 0x3A else { return }
        start += 1
        while start < end, WARCHeader.isSpace(bytes[start]) { start += 1 }
        while end > start, WARCHeader.isSpace(bytes[end - 1]) { end -= 1 }
        contentType = start..<end
    }
}
