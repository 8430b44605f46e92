// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The payload of one record, pulled piece by piece from its archive file: memory stays the same whatever its size.
///
/// Nothing is read ahead and no thread waits between two pieces, so that a slow client costs a file descriptor and no more.
/// Owned by one thread at a time.
final class StoredPayload {
    /// Bytes of the payload as stored; nil when the record does not say.
    let count: UInt64?

    private let file: OpenFile
    private let members: GzipMemberReader?
    /// Offset in a plain file of the next byte.
    private var position: UInt64
    /// Bytes of the payload that were not read yet.
    private var remaining: UInt64
    private var held: [UInt8] = []
    private var isEndOfMember = false

    private static let pieceSize = 1 << 18
    private static let headerLimit = 1 << 20

    /// The payload of the record at `offset`, of whose block the first `headCount` bytes are its HTTP head.
    ///
    /// `blockCount` is the record's Content-Length; without one the payload is what the file or member holds.
    /// - Throws: `ByteStreamError` when the record can't be read up to its payload.
    init(file: OpenFile, offset: UInt64, blockCount: UInt64?, headCount: Int) throws {
        self.file = file
        position = offset
        count = blockCount.map { $0 - min($0, UInt64(headCount)) }
        remaining = .max
        let isGzip = try file.read(at: offset, count: 2) == [0x1F, 0x8B]
        members = isGzip ? GzipMemberReader(file: file, offset: offset) : nil
        if let members { isEndOfMember = try !members.nextMember() }
        try skipHeader()
        try skip(UInt64(headCount))
        remaining = count ?? .max
    }

    /// The next bytes, at most 256 KiB; nil at the end.
    ///
    /// - Throws: `.truncated` when the file ends before the payload, `.corrupt`, `.io`.
    func next() throws -> [UInt8]? {
        guard remaining > 0 else { return nil }
        guard var piece = try raw() else {
            guard count != nil else { return nil }
            throw ByteStreamError(
                .truncated, path: file.path, offset: position, "\(remaining) bytes of the payload are missing")
        }
        if UInt64(piece.count) > remaining { piece.removeLast(piece.count - Int(remaining)) }
        remaining -= UInt64(piece.count)
        return piece
    }

    /// The first bytes without using them up; fewer when the payload is shorter or damaged there.
    func peek(_ wanted: Int) -> [UInt8] {
        var start: [UInt8] = []
        while start.count < wanted, let piece = try? next() { start += piece }
        held = start + held
        remaining += UInt64(start.count)
        return Array(start.prefix(wanted))
    }

    /// Passes over bytes of the payload.
    /// - Throws: As `next`.
    func skip(_ wanted: UInt64) throws {
        var left = wanted
        let inHand = min(left, UInt64(held.count))
        held.removeFirst(Int(inHand))
        left -= inHand
        if left > 0, members == nil {
            position += left
            left = 0
        }
        while left > 0, let piece = try raw() {
            let used = min(left, UInt64(piece.count))
            if used < UInt64(piece.count) { held = Array(piece[Int(used)...]) }
            left -= used
        }
        remaining -= min(remaining, wanted)
    }

    /// Goes behind the empty line that ends the WARC header.
    private func skipHeader() throws {
        var header: [UInt8] = []
        while header.count < Self.headerLimit {
            guard let piece = try raw() else { break }
            header += piece
            if let end = Self.endOfHeader(header) {
                held = Array(header[end...])
                return
            }
        }
        throw ByteStreamError(.corrupt, path: file.path, offset: position, "expected the header of a record")
    }

    /// The index behind the first line of nothing but white space that follows one with content, as the record's reader has it.
    private static func endOfHeader(_ bytes: [UInt8]) -> Int? {
        var start = 0
        var hasLine = false
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            let isBlank = bytes[start..<end].allSatisfy(HTMLBytes.isSpace)
            if isBlank, hasLine { return end + 1 }
            hasLine = hasLine || !isBlank
            start = end + 1
        }
        return nil
    }

    private func raw() throws -> [UInt8]? {
        if !held.isEmpty {
            defer { held = [] }
            return held
        }
        guard let members else {
            let piece = try file.read(at: position, count: Self.pieceSize)
            position += UInt64(piece.count)
            return piece.isEmpty ? nil : piece
        }
        while !isEndOfMember {
            let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
                count = try members.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if !piece.isEmpty { return piece }
            // A record may reach over several members (Annex D.2 forbids it, old tools did it).
            isEndOfMember = try !members.nextMember()
        }
        return nil
    }
}
