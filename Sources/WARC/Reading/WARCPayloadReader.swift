// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams
public import HTTPMessage

/// Reads the payload of one record from any byte on, for replay.
///
/// A gzip member can only be read from its start, so reaching a far byte takes time, but never memory: what comes before it is
/// decoded and dropped. In a plain file it is a jump. Several threads may use one reader at once; each call opens its own stream.
public final class WARCPayloadReader: Sendable {
    /// The header of the record.
    public let header: WARCHeader
    /// The HTTP head with its empty line as it is stored; nil if the block has none.
    public let headBytes: [UInt8]?
    /// The HTTP head of a `response` or `revisit`; nil if the block has none.
    public let httpHead: HTTPResponseHead?
    /// The length of the payload; nil if the record does not say, or it has to be found out by undoing the chunked coding.
    public let payloadLength: UInt64?

    private let file: OpenFile
    private let offset: UInt64

    /// A reader of the record at an offset of a file.
    /// - Throws: `.notFound`, `.io`; `.corrupt` if no record starts there.
    public convenience init(path: String, offset: UInt64) throws(WARCError) {
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw WARCError(error, path: path, "cannot open the file") }
        try self.init(file: file, offset: offset)
    }

    /// A reader of the record at an offset of a file that is open already.
    /// - Throws: As above.
    public init(file: OpenFile, offset: UInt64) throws(WARCError) {
        self.file = file
        self.offset = offset
        let record = try WARCRecordAccess.read(at: offset, of: file)
        header = record.header
        headBytes = try record.httpHead()
        let head = try record.http
        httpHead = head
        if TransferDecoding.isAnnounced(in: head?.fields) {
            payloadLength = nil
        } else {
            let before = UInt64(headBytes?.count ?? 0)
            payloadLength = record.header.contentLength.map { $0 > before ? $0 - before : 0 }
        }
    }

    /// Hands over `count` bytes of the payload from `start` on, or all that follow; fewer if there are fewer.
    ///
    /// The chunked coding is undone; the content coding stays. The buffer is valid only during the call.
    /// - Throws: What `body` throws; `.corrupt`, `.truncated`, `.io`.
    public func stream(
        from start: UInt64 = 0, count: UInt64? = nil, chunk body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let record = try WARCRecordAccess.read(at: offset, of: file)
        var before = start
        var left = count ?? UInt64.max
        // Jumping over stored bytes is only right where they are the payload's own.
        if payloadLength != nil { before -= try record.skipStoredPayload(start) }
        do {
            try record.forEachPayloadChunk { chunk in
                let dropped = Int(clamping: min(before, UInt64(chunk.count)))
                before -= UInt64(dropped)
                let rest = UnsafeRawBufferPointer(rebasing: chunk[dropped...])
                let wanted = Int(clamping: min(left, UInt64(rest.count)))
                if wanted > 0 { try body(UnsafeRawBufferPointer(rebasing: rest[..<wanted])) }
                left -= UInt64(wanted)
                if left == 0 { throw RangeIsComplete() }
            }
        } catch is RangeIsComplete {
            return
        }
    }

    /// Ends the walk over the payload early.
    private struct RangeIsComplete: Error {}
}
