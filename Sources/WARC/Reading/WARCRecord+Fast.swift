// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HTTPMessage

extension WARCRecord {
    /// What statistics and indexes want of an HTTP head, found without parsing all of it.
    ///
    /// The buffers are valid only during the call that hands this over.
    public struct HTTPSummary {
        /// The head with its empty line, as stored.
        public let head: UnsafeRawBufferPointer
        /// The status code, 0 to 999; nil for a request and for a first line that is no status line.
        public let status: Int?
        /// The first Content-Type as written, without white space around it; nil if there is none.
        public let contentType: UnsafeRawBufferPointer?

        init(_ block: UnsafeRawBufferPointer, _ bounds: HTTPHeadBounds) {
            head = UnsafeRawBufferPointer(rebasing: block[..<bounds.count])
            status = Self.status(head)
            contentType =
                bounds.contentType.lowerBound > 0 ? UnsafeRawBufferPointer(rebasing: block[bounds.contentType]) : nil
        }

        /// The first value of a field, given in small letters; folded lines are not joined.
        public func value(of name: StaticString) -> UnsafeRawBufferPointer? { Self.value(of: name, in: head) }
    }

    /// Hands over what matters most of the HTTP head; nil if the block has none. Ask before the block is read.
    /// - Throws: What `body` throws; as `httpHead`.
    public func withHTTPSummary<Result>(_ body: (HTTPSummary?) throws -> Result) throws -> Result {
        try findHead()
        switch head {
        case .ahead(let bounds): return try body(HTTPSummary(state.input.available, bounds))
        case .kept(let bytes, let bounds): return try bytes.withUnsafeBytes { try body(HTTPSummary($0, bounds)) }
        case .taken(let bytes, let bounds?): return try bytes.withUnsafeBytes { try body(HTTPSummary($0, bounds)) }
        default: return try body(nil)
        }
    }
}

extension WARCRecord.HTTPSummary {
    /// `HTTP/1.1 200 OK`: one to three digits behind the first blanks, and then a blank or the end of the line.
    private static func status(_ head: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while index < head.count, head[index] > 0x20 { index += 1 }
        guard index >= 5, head[4] == 0x2F, head[0] | 0x20 == 0x68 else { return nil }
        while index < head.count, head[index] == 0x20 { index += 1 }
        var value = 0
        var digits = 0
        while index < head.count, (0x30...0x39).contains(head[index]), digits < 4 {
            value = value * 10 + Int(head[index]) - 0x30
            index += 1
            digits += 1
        }
        guard (1...3).contains(digits), index == head.count || head[index] <= 0x20 else { return nil }
        return value
    }

    private static func value(of name: StaticString, in head: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let base = head.baseAddress else { return nil }
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var start = 0
        while start < head.count, let found = memchr(base + start, 0x0A, head.count - start) {
            let end = UnsafeRawPointer(found) - base
            let next = end + 1
            // The field's line begins behind this end.
            if next + wanted.count < head.count, matches(head, at: next, wanted) {
                var from = next + wanted.count
                while from < head.count, head[from] == 0x20 || head[from] == 0x09 { from += 1 }
                if from < head.count, head[from] == 0x3A {
                    let line = memchr(base + from, 0x0A, head.count - from).map { UnsafeRawPointer($0) - base }
                    return trimmed(head, from + 1, line ?? head.count)
                }
            }
            start = next
        }
        return nil
    }

    private static func matches(
        _ head: UnsafeRawBufferPointer, at start: Int, _ name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        for index in 0..<name.count where WARCHeader.lowercased(head[start + index]) != name[index] { return false }
        return true
    }

    private static func trimmed(_ head: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        var (start, end) = (start, end)
        while start < end, WARCHeader.isSpace(head[start]) { start += 1 }
        while end > start, WARCHeader.isSpace(head[end - 1]) { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: head[start..<end])
    }
}
