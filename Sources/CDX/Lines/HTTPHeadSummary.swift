// SPDX-License-Identifier: EUPL-1.2

/// What an index wants to know of an HTTP head, read as cdxj-indexer and pywb read it: the status is whatever stands in its place.
struct HTTPHeadSummary {
    /// The second word of the first line, in UTF-8; empty if there is none.
    let status: [UInt8]
    /// The first Content-Type field as written; nil if there is none.
    let contentType: [UInt8]?

    init(_ head: UnsafeRawBufferPointer) {
        let lineEnd = head.firstIndex(of: 0x0A) ?? head.endIndex
        status = Self.status(head, lineEnd)
        contentType = Self.value(of: "content-type", in: head, from: lineEnd)
    }

    /// Of a head in which the reader has found the media type already.
    init(_ head: UnsafeRawBufferPointer, contentType: UnsafeRawBufferPointer?) {
        status = Self.status(head, head.firstIndex(of: 0x0A) ?? head.endIndex)
        self.contentType = contentType.map(URLText.utf8)
    }

    private static func status(_ head: UnsafeRawBufferPointer, _ lineEnd: Int) -> [UInt8] {
        var start = head[..<lineEnd].firstIndex(of: 0x20) ?? lineEnd
        while start < lineEnd, head[start] == 0x20 { start += 1 }
        var end = start
        while end < lineEnd, head[end] != 0x20, head[end] != 0x0D { end += 1 }
        return URLText.utf8(UnsafeRawBufferPointer(rebasing: head[start..<end]))
    }

    /// The first value of a field, its name given in small letters; lines that go on in the next one are not joined.
    static func value(of name: StaticString, in head: UnsafeRawBufferPointer, from lineEnd: Int) -> [UInt8]? {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var line = lineEnd + 1
        while line < head.count {
            let end = head[line...].firstIndex(of: 0x0A) ?? head.count
            if matches(head, line..<end, wanted) {
                var start = line + wanted.count
                while start < end, isBlank(head[start]) { start += 1 }
                if start < end, head[start] == 0x3A {
                    start += 1
                    var last = end
                    while start < last, isBlank(head[start]) { start += 1 }
                    while last > start, isBlank(head[last - 1]) { last -= 1 }
                    return URLText.utf8(UnsafeRawBufferPointer(rebasing: head[start..<last]))
                }
            }
            line = end + 1
        }
        return nil
    }

    private static func matches(
        _ head: UnsafeRawBufferPointer, _ line: Range<Int>, _ name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard line.count > name.count else { return false }
        for index in 0..<name.count where lowercased(head[line.lowerBound + index]) != name[index] { return false }
        return true
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
