// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The start line and fields that every HTTP message begins with, as bytes.
///
/// Reading is lenient, because an archive must take what servers send: lines may end with LF alone, values may be folded,
/// lines that are no field are skipped.
public struct HTTPMessageHead: Sendable {
    /// The most bytes of a head that is read, 256 KiB.
    public static let byteLimit = 1 << 18
    /// The most fields of a head that is read.
    public static let fieldLimit = 1000

    /// The first line without its end.
    var startLine: String
    /// The fields in their order.
    var fields: HTTPFields

    /// The index after the blank line that ends the head, or nil when there is none.
    ///
    /// Lines end with CRLF or LF; blank lines before the first line do not end the head (RFC 9112 §2.2).
    public static func endOfHead(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var lineStart = 0
        var hasLine = false
        while lineStart < bytes.count, let found = memchr(base + lineStart, 10, bytes.count - lineStart) {
            let lineEnd = UnsafeRawPointer(found) - base
            let isBlank = lineEnd == lineStart || (lineEnd == lineStart + 1 && bytes[lineStart] == 13)
            if isBlank, hasLine { return lineEnd + 1 }
            if !isBlank { hasLine = true }
            lineStart = lineEnd + 1
        }
        return nil
    }

    /// The index after the blank line that ends the head, or nil when there is none.
    public static func endOfHead(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { endOfHead(in: $0) }
    }

    /// The head with every field of one name renamed, all other bytes exactly as they were.
    public static func renaming(_ name: String, to newName: String, in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 32)
        bytes.withUnsafeBytes { buffer in
            var isFirst = true
            forEachLine(buffer) { line, end in
                let colon = isFirst ? nil : line.firstIndex(of: 58)
                let found = colon.map {
                    FieldText.decode(FieldText.trim(UnsafeRawBufferPointer(rebasing: line[..<$0])))
                }
                if let colon, let found, FieldText.isSameName(found, name), line.first != 32, line.first != 9 {
                    FieldText.append(newName, to: &result)
                    result.append(contentsOf: line[colon...])
                } else {
                    result.append(contentsOf: line)
                }
                result.append(contentsOf: end)
                if !line.isEmpty { isFirst = false }
            }
        }
        return result
    }

    /// Reads the head at the start of `bytes`; what follows the blank line is not looked at, a missing one forgiven.
    init(parsing bytes: UnsafeRawBufferPointer) throws(HTTPMessageError) {
        let end = Self.endOfHead(in: bytes) ?? bytes.count
        guard end <= Self.byteLimit else {
            throw HTTPMessageError(
                .headTooLarge, "the HTTP head has \(end) bytes, more than the \(Self.byteLimit) that are read")
        }
        var first: String?
        var collected: [HTTPField] = []
        Self.forEachLine(UnsafeRawBufferPointer(rebasing: bytes[..<end])) { line, _ in
            let text = FieldText.trim(line)
            guard let byte = line.first, !text.isEmpty else { return }
            if first == nil {
                first = FieldText.decode(text)
            } else if byte == 32 || byte == 9 {
                Self.unfold(text, into: &collected)
            } else if let field = Self.field(line) {
                collected.append(field)
            }
        }
        guard let first else { throw HTTPMessageError(.badStartLine, "expected an HTTP head, found nothing") }
        guard collected.count <= Self.fieldLimit else {
            throw HTTPMessageError(
                .tooManyFields,
                "the HTTP head has \(collected.count) fields, more than the \(Self.fieldLimit) that are read")
        }
        startLine = first
        fields = HTTPFields(collected)
    }

    /// Reads the head at the start of some bytes.
    static func parse(_ bytes: [UInt8]) throws(HTTPMessageError) -> HTTPMessageHead {
        let result: Result<HTTPMessageHead, HTTPMessageError> = bytes.withUnsafeBytes { buffer in
            do throws(HTTPMessageError) {
                return .success(try HTTPMessageHead(parsing: buffer))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The bytes up to and with the blank line, or nil when it is missing.
    static func wholeHead(_ bytes: [UInt8]) -> [UInt8]? {
        endOfHead(in: bytes).map { $0 == bytes.count ? bytes : Array(bytes[..<$0]) }
    }

    /// A folded line goes behind the value before it (RFC 9112 §5.2: as one space).
    private static func unfold(_ text: UnsafeRawBufferPointer, into fields: inout [HTTPField]) {
        guard var last = fields.popLast() else { return }
        last.value += (last.value.isEmpty ? "" : " ") + FieldText.decode(text)
        fields.append(last)
    }

    private static func field(_ line: UnsafeRawBufferPointer) -> HTTPField? {
        guard let colon = line.firstIndex(of: 58) else { return nil }
        let name = FieldText.trim(UnsafeRawBufferPointer(rebasing: line[..<colon]))
        guard !name.isEmpty, name.allSatisfy({ $0 > 32 && $0 != 127 }) else { return nil }
        let value = FieldText.trim(UnsafeRawBufferPointer(rebasing: line[(colon + 1)...]))
        return HTTPField(name: FieldText.decode(name), value: FieldText.decode(value))
    }

    /// Calls `body` with each line and with the bytes that end it: CRLF, LF, or none for the last line.
    private static func forEachLine(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
    ) {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        while start < bytes.count {
            let found = memchr(base + start, 10, bytes.count - start)
            let newline = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
            let end = newline > start && newline < bytes.count && bytes[newline - 1] == 13 ? newline - 1 : newline
            let next = min(newline + 1, bytes.count)
            body(
                UnsafeRawBufferPointer(rebasing: bytes[start..<end]),
                UnsafeRawBufferPointer(rebasing: bytes[end..<next]))
            start = next
        }
    }
}
