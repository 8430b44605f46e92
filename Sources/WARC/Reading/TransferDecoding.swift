// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// Takes the chunked coding off a stored body, if it really has one.
///
/// Many archives hold bodies without chunks under a head that still announces them; those pass as they are.
struct TransferDecoding {
    private enum Mode {
        case undecided([UInt8])
        case chunked(ChunkedDecoder)
        case plain
    }

    private var mode: Mode

    /// What the head of the message says about its body (RFC 9112 §6.1).
    init(fields: HTTPFields?) {
        mode = Self.isAnnounced(in: fields) ? .undecided([]) : .plain
    }

    /// Whether the head says that the body is chunked.
    static func isAnnounced(in fields: HTTPFields?) -> Bool {
        let codings = fields?.all("Transfer-Encoding").joined(separator: ",").lowercased().split(separator: ",") ?? []
        return codings.last.map { $0.filter { $0 != " " && $0 != "\t" } } == "chunked"
    }

    /// Takes the next stored bytes and hands on those of the body.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        switch mode {
        case .plain: try sink(bytes)
        case .chunked(var decoder):
            try decoder.decode(bytes, into: sink)
            mode = .chunked(decoder)
        case .undecided(var begun):
            begun.append(contentsOf: bytes)
            mode = .undecided(begun)
            if begun.contains(0x0A) || begun.count > Self.lineLimit { try decide(begun, into: sink) }
        }
    }

    /// The stored bytes have ended.
    mutating func finish(into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        if case .undecided(let begun) = mode { try decide(begun, into: sink) }
    }

    /// A chunk size with its extensions takes no more than this.
    private static let lineLimit = 1 << 10

    private mutating func decide(_ begun: [UInt8], into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let digits = begun.prefix { Self.isHexDigit($0) }.count
        let next = begun.dropFirst(digits).first
        let isChunked = digits > 0 && digits <= 16 && begun.contains(0x0A) && next.map { Self.endsSize($0) } == true
        mode = isChunked ? .chunked(ChunkedDecoder()) : .plain
        try begun.withUnsafeBytes { try decode($0, into: sink) }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// CR, LF, `;` or blanks.
    private static func endsSize(_ byte: UInt8) -> Bool { [0x0D, 0x0A, 0x3B, 0x20, 0x09].contains(byte) }
}
