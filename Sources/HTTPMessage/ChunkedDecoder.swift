// SPDX-License-Identifier: EUPL-1.2

/// Undoes the chunked transfer coding while bytes come by, for archives whose records still have it.
///
/// Lenient: chunk extensions are stepped over, lines may end with LF, and what comes before damage is kept.
/// - SeeAlso: RFC 9112 §7.1
public struct ChunkedDecoder: Sendable {
    /// How the body stands.
    public enum Ending: Sendable, Hashable {
        /// The last chunk and the trailers' end were seen; `length` encoded bytes belong to the body.
        case complete(length: UInt64)
        /// More bytes should come.
        case missing
        /// Something else than a chunk stands at an offset of the encoded bytes; nothing was decoded from there on.
        case damaged(offset: UInt64)
    }

    private enum State {
        case sizeLine
        case data(left: UInt64)
        case afterData
        case trailers
        case ended(Ending)
    }

    /// The most bytes of a line with a chunk size and its extensions, and of all trailers.
    private static let lineLimit = 1 << 16

    private var state = State.sizeLine
    private var line: [UInt8] = []
    private var offset: UInt64 = 0
    private var lineOffset: UInt64 = 0
    private var trailerBytes: [UInt8] = []

    /// A decoder before the first byte.
    public init() {}

    /// How the body stands after the bytes so far.
    public var ending: Ending {
        if case .ended(let ending) = state { ending } else { .missing }
    }

    /// The trailer fields as far as they were seen (RFC 9112 §7.1.2).
    public var trailers: HTTPFields {
        guard !trailerBytes.isEmpty, let head = try? HTTPMessageHead.parse(Array("trailers\r\n".utf8) + trailerBytes)
        else {
            return []
        }
        return head.fields
    }

    /// Decodes the next bytes and hands on the parts that are body; they are slices of `bytes`.
    ///
    /// Bytes behind the end or behind damage are ignored.
    /// - Throws: What the sink throws.
    public mutating func decode(
        _ bytes: UnsafeRawBufferPointer, into sink: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var position = 0
        while position < bytes.count {
            switch state {
            case .ended: return
            case .data(let left):
                let count = Int(clamping: min(left, UInt64(bytes.count - position)))
                try sink(UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
                position += count
                offset += UInt64(count)
                state = left == UInt64(count) ? .afterData : .data(left: left - UInt64(count))
            case .sizeLine, .afterData, .trailers:
                let byte = bytes[position]
                position += 1
                if line.isEmpty { lineOffset = offset }
                offset += 1
                if byte == 10 {
                    endLine()
                } else if line.count < Self.lineLimit {
                    line.append(byte)
                } else {
                    state = .ended(.damaged(offset: lineOffset))
                }
            }
        }
    }

    /// The body of bytes that are in memory whole, and how it ended.
    ///
    /// Bytes that do not begin with a chunk come back as they are: some tools kept the field and removed the chunks.
    public static func decode(_ bytes: [UInt8]) -> (body: [UInt8], ending: Ending) {
        var decoder = ChunkedDecoder()
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count)
        bytes.withUnsafeBytes { buffer in decoder.decode(buffer) { body.append(contentsOf: $0) } }
        if case .damaged(0) = decoder.ending { return (bytes, decoder.ending) }
        return (body, decoder.ending)
    }

    private mutating func endLine() {
        defer { line.removeAll(keepingCapacity: true) }
        if line.last == 13 { line.removeLast() }
        switch state {
        case .sizeLine:
            guard let size = size(of: line) else { return state = .ended(.damaged(offset: lineOffset)) }
            state = size == 0 ? .trailers : .data(left: size)
        case .afterData:
            state = line.isEmpty ? .sizeLine : .ended(.damaged(offset: lineOffset))
        case .trailers:
            guard !line.isEmpty else { return state = .ended(.complete(length: offset)) }
            guard trailerBytes.count + line.count < Self.lineLimit else {
                return state = .ended(.damaged(offset: lineOffset))
            }
            trailerBytes += line + [13, 10]
        case .data, .ended: break
        }
    }

    /// Hexadecimal digits, then nothing, blanks or an extension; nil for anything else and for sizes beyond 64 bits.
    private func size(of line: [UInt8]) -> UInt64? {
        let digits = line.prefix { byte in
            (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
        }
        let next = line.dropFirst(digits.count).first
        guard next == nil || next == 32 || next == 9 || next == 59 else { return nil }
        return UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
