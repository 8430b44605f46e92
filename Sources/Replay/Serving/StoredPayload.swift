// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// The payload of one record, pulled piece by piece from its archive file: memory stays the same whatever its size.
///
/// Nothing is read ahead and no thread waits between two pieces, so that a slow client costs a file descriptor and little memory.
/// Owned by one thread at a time.
final class StoredPayload {
    /// Bytes of the payload as stored; nil when the record does not say.
    let count: UInt64?

    private let source: WARCStoredPayload
    private var held: [UInt8] = []

    private static let pieceSize = 1 << 18

    /// The payload of the record at `offset`.
    /// - Throws: `WARCError` when the record can't be read up to its payload.
    init(file: OpenFile, offset: UInt64) throws {
        source = try WARCStoredPayload(file: file, offset: offset)
        count = source.count
    }

    /// The next bytes, at most 256 KiB; nil at the end.
    ///
    /// - Throws: `.truncated` when the file ends before the payload, `.corrupt`, `.io`.
    func next() throws -> [UInt8]? {
        guard held.isEmpty else {
            defer { held = [] }
            return held
        }
        return try source.next(limit: Self.pieceSize)
    }

    /// The first bytes without using them up; fewer when the payload is shorter or damaged there.
    func peek(_ wanted: Int) -> [UInt8] {
        var start: [UInt8] = []
        while start.count < wanted, let piece = try? next() { start += piece }
        held = start
        return Array(start.prefix(wanted))
    }

    /// Passes over bytes of the payload.
    /// - Throws: As `next`.
    func skip(_ wanted: UInt64) throws {
        let inHand = min(wanted, UInt64(held.count))
        held.removeFirst(Int(inHand))
        try source.skip(wanted - inHand)
    }
}
