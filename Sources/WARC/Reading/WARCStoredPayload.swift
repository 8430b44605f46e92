// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams

/// The bytes after the HTTP head of one record as they are stored, pulled piece by piece, for whoever cannot wait in a callback.
///
/// Memory is less than 2 MiB whatever the record's size. Owned by one thread at a time.
public final class WARCStoredPayload {
    /// The header of the record.
    public var header: WARCHeader { record.header }
    /// The bytes of the payload; nil if the record does not say.
    public let count: UInt64?

    private let record: WARCRecord

    /// The payload of the record at an offset of a file.
    /// - Throws: `.io`; `.corrupt` if no record starts there.
    public init(file: OpenFile, offset: UInt64) throws(WARCError) {
        record = try WARCRecordAccess.read(at: offset, of: file)
        let length = record.header.contentLength
        let head = try record.httpHead()?.count ?? 0
        count = length.map { $0 - min($0, UInt64(head)) }
        record.takeHead()
        held = record.bytesAfterHead
        try record.start()
    }

    private var held: ArraySlice<UInt8>

    /// The next bytes, at least one and at most `limit`; nil at the end.
    /// - Throws: `.truncated` where the file ends before the payload, `.corrupt`, `.io`.
    public func next(limit: Int) throws(WARCError) -> [UInt8]? {
        let limit = max(1, limit)
        guard held.isEmpty else {
            let piece = Array(held.prefix(limit))
            held = held.dropFirst(piece.count)
            return piece
        }
        guard try record.hasMoreOrExplain() else {
            try record.checkEnd()
            return nil
        }
        return record.takeChunk(limit: limit)
    }

    /// Passes over bytes; in a plain file without reading them.
    /// - Throws: As `next`.
    public func skip(_ count: UInt64) throws(WARCError) {
        let inHand = min(count, UInt64(held.count))
        held = held.dropFirst(Int(inHand))
        var left = count - inHand
        while left > 0, try record.hasMoreOrExplain() {
            guard record.remaining != nil else {
                left -= UInt64(record.takeChunk(limit: Int(clamping: left)).count)
                continue
            }
            left -= try record.skip(left)
        }
    }
}
