// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The head of HTTP at the start of a block, as far as it matters for checks.
struct HTTPBlockHead {
    /// Bytes of the head with its empty line.
    let count: Int
    /// Whether a line ends with LF alone.
    let hasBareLineFeed: Bool
    /// Whether the first line is one of HTTP/1: a status line or a request line.
    let isStatusLine: Bool
    let isRequestLine: Bool
    /// The status code; nil if there is none.
    let status: Int?
    /// Whether the body is announced as chunked.
    let isChunked: Bool
    /// The first Content-Length; nil if there is none or it is no number.
    let contentLength: UInt64?

    /// The bytes a head may have.
    static let limit = 1 << 18

    /// Nil if no empty line is found, unless the block is nothing but a head.
    init?(_ bytes: UnsafeRawBufferPointer, isWhole: Bool = false) {
        guard let base = bytes.baseAddress, bytes.count >= 4 else { return nil }
        var lines = HeadLines(base: base, count: bytes.count)
        guard let first = lines.next() else { return nil }
        isStatusLine = Self.isStatusLine(first)
        isRequestLine = Self.isRequestLine(first)
        status = isStatusLine || first.starts(with: "HTTP/".utf8) ? Self.status(first) : nil
        var isChunked = false
        var length: UInt64?
        var sawEnd = false
        while let line = lines.next() {
            if line.isEmpty {
                sawEnd = true
                break
            }
            if let value = Self.value(of: "transfer-encoding", in: line) {
                isChunked = String(decoding: value, as: UTF8.self).lowercased().hasSuffix("chunked")
            } else if length == nil, let value = Self.value(of: "content-length", in: line) {
                length = UInt64(String(decoding: value, as: UTF8.self))
            }
        }
        guard sawEnd || isWhole && (isStatusLine || isRequestLine) && lines.isAtEnd else { return nil }
        count = lines.position
        hasBareLineFeed = lines.sawBareLineFeed
        self.isChunked = isChunked
        contentLength = length
    }

    /// `HTTP/1.1 200 OK`; the reason may be missing.
    private static func isStatusLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count >= 12, isVersion(line, at: 0), line[8] == 0x20 else { return false }
        guard line[9...11].allSatisfy(ValueForms.isDigit), line[9] != 0x30 else { return false }
        return line.count == 12 || line[12] == 0x20
    }

    /// `GET /path HTTP/1.1`.
    private static func isRequestLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count >= 12, isVersion(line, at: line.count - 8), line[line.count - 9] == 0x20 else { return false }
        guard let blank = line.firstIndex(of: 0x20), blank > 0, blank < line.count - 10 else { return false }
        return line[(blank + 1)..<(line.count - 9)].allSatisfy { $0 > 0x20 }
    }

    private static func isVersion(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
        line[start..<start + 5].elementsEqual("HTTP/".utf8) && ValueForms.isDigit(line[start + 5])
            && line[start + 6] == 0x2E && ValueForms.isDigit(line[start + 7])
    }

    private static func status(_ line: UnsafeRawBufferPointer) -> Int? {
        guard let blank = line.firstIndex(of: 0x20) else { return nil }
        let digits = line[(blank + 1)...].prefix { ValueForms.isDigit($0) }
        return digits.count == 3 ? digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } : nil
    }

    /// The value of a field, its name given in small letters.
    private static func value(of name: StaticString, in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let count = name.utf8CodeUnitCount
        guard line.count > count else { return nil }
        for index in 0..<count {
            let byte = line[index]
            guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == name.utf8Start[index] else { return nil }
        }
        var start = count
        var end = line.count
        while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        guard start < end, line[start] == 0x3A else { return nil }
        start += 1
        while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        while end > start, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: line[start..<end])
    }
}

/// Walks over lines without their ends.
private struct HeadLines {
    let base: UnsafeRawPointer
    let count: Int
    private(set) var position = 0
    private(set) var sawBareLineFeed = false

    init(base: UnsafeRawPointer, count: Int) {
        self.base = base
        self.count = count
    }

    var isAtEnd: Bool { position == count }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard position < count else { return nil }
        let start = position
        guard let found = memchr(base + start, 0x0A, count - start) else {
            position = count
            return UnsafeRawBufferPointer(start: base + start, count: count - start)
        }
        var end = UnsafeRawPointer(found) - base
        position = end + 1
        if end > start, base.load(fromByteOffset: end - 1, as: UInt8.self) == 0x0D {
            end -= 1
        } else {
            sawBareLineFeed = true
        }
        return UnsafeRawBufferPointer(start: base + start, count: end - start)
    }
}
