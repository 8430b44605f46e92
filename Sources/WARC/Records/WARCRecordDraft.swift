// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams

/// A record that is to be written: header and block, without what only the writer can know.
///
/// The writer adds WARC-Block-Digest and Content-Length; what a draft says about them is replaced.
public struct WARCRecordDraft: Sendable {
    /// A run of bytes of the block.
    public enum Piece: Sendable {
        /// Bytes in memory: an HTTP head, fields.
        case bytes([UInt8])
        /// A body, in memory or in a file.
        case body(SpooledBody)

        /// The number of bytes.
        public var count: UInt64 {
            switch self {
            case .bytes(let bytes): UInt64(bytes.count)
            case .body(let body): body.count
            }
        }

        /// Hands all bytes over in order; the buffer is valid only during the call.
        func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
            switch self {
            case .bytes(let bytes): try bytes.withUnsafeBytes { try body($0) }
            case .body(let spooled): try spooled.forEachChunk(1 << 18, body)
            }
        }
    }

    /// The header so far.
    public var header: WARCHeader
    /// The block, in order.
    public var block: [Piece]

    /// A draft of these parts.
    public init(header: WARCHeader, block: [Piece]) {
        self.header = header
        self.block = block
    }

    /// The number of bytes of the block; never overflows, as no pieces that exist add up to 2^64.
    public var blockCount: UInt64 {
        block.reduce(0) { sum, piece in
            let (total, overflow) = sum.addingReportingOverflow(piece.count)
            return overflow ? UInt64.max : total
        }
    }
}
