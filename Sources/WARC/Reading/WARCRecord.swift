// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage

/// One record of a file that is being read: its header, and its block as a stream.
///
/// The block can be read once, and only until the reader goes on; the record keeps its reader alive. Used by the reader's thread.
public final class WARCRecord {
    /// The header.
    public let header: WARCHeader
    /// Where the record lies. The length is 0 until the record was read or skipped to its end, and stays 0 if its member holds more.
    public private(set) var location: WARCRecordLocation
    /// Whether the record starts where a gzip member does, so that it can be reached by its offset. Always true in a plain file.
    public let isAligned: Bool
    /// Whether the file or the gzip member ended before the block did.
    public private(set) var isCut = false

    private let reader: WARCReader
    /// Unread bytes of the block; nil if only the end of the member tells.
    private var remaining: UInt64?
    private(set) var isFinished = false
    /// The HTTP head, once looked for; it is still a part of the block.
    var head: Head = .unread
    private var isStarted = false

    /// What is known of the HTTP head of the block.
    enum Head {
        case unread
        /// The bytes taken from the block, and how many of them are the head; 0 if they are none.
        case taken([UInt8], count: Int)
    }

    /// The bytes an HTTP head may have; a block that has no empty line within them has no head.
    public static let headLimit = HTTPMessageHead.byteLimit

    init(
        reader: WARCReader, header: WARCHeader, filename: String, offset: UInt64, isAligned: Bool, remaining: UInt64?
    ) {
        self.reader = reader
        self.header = header
        self.isAligned = isAligned
        self.remaining = remaining
        location = WARCRecordLocation(filename: filename, offset: offset, length: 0)
    }

    /// Reads or skips the rest of the record, so that `location` is complete.
    /// - Throws: `.io`. Damage goes to the reader's diagnostics.
    public func finish() throws(WARCError) { try reader.finish(self) }

    /// The whole block.
    ///
    /// - Throws: `.tooLarge` if it has more than `limit` bytes; `.corrupt` or `.truncated` if the file is damaged; `.closed` if a
    ///   part of it was read before, or the reader has gone on.
    public func readBlock(limit: Int) throws -> [UInt8] {
        var block: [UInt8] = []
        try forEachBlockChunk { chunk in
            guard chunk.count <= limit - block.count else { throw self.tooLarge(limit) }
            block.append(contentsOf: chunk)
        }
        return block
    }

    /// Hands over all bytes of the block in order; the buffer is valid only during the call.
    ///
    /// - Throws: What `body` throws; `.corrupt`, `.truncated`, `.closed` as in `readBlock`.
    public func forEachBlockChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try start()
        if case .taken(let bytes, _) = head, !bytes.isEmpty { try bytes.withUnsafeBytes { try body($0) } }
        try forEachRemainingChunk(body)
    }

    /// The bytes of the HTTP head with its empty line; nil if the block has none.
    ///
    /// Only records of HTTP have one: `response`, `request` and `revisit` whose Content-Type is `application/http` or whose URI is
    /// one of HTTP. Must be asked for before the block is read.
    /// - Throws: `.corrupt`, `.truncated`, `.io`, `.closed`.
    public func httpHead() throws(WARCError) -> [UInt8]? {
        if case .unread = head {
            guard !isStarted else { throw closed }
            head = isHTTP ? try takeHead() : .taken([], count: 0)
        }
        guard case .taken(let bytes, let count) = head, count > 0 else { return nil }
        return Array(bytes[..<count])
    }

    /// The bytes after the HTTP head that are already in memory.
    var bytesAfterHead: ArraySlice<UInt8> {
        guard case .taken(let bytes, let count) = head else { return [] }
        return bytes[count...]
    }

    /// Says that the block is being read; a second time is a mistake of the caller.
    func start() throws(WARCError) {
        guard !isStarted, !isFinished else { throw closed }
        isStarted = true
    }

    func forEachRemainingChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !isFinished else { throw closed }
        while try hasMoreOrExplain() {
            let bytes = reader.input.available
            let count = Int(clamping: min(UInt64(bytes.count), remaining ?? UInt64.max))
            try body(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            reader.input.take(count)
            if let left = remaining { remaining = left - UInt64(count) }
        }
        guard !isCut else {
            throw WARCError(
                .truncated, path: reader.path, offset: location.offset,
                "the record ends before its Content-Length of \(header.contentLength ?? 0) bytes")
        }
    }

    private func hasMoreOrExplain() throws(WARCError) -> Bool {
        do { return try hasMore() } catch {
            throw WARCError(error, path: reader.path, offset: location.offset, "cannot read the record")
        }
    }

    func tooLarge(_ limit: Int) -> WARCError {
        WARCError(
            .tooLarge, path: reader.path, offset: location.offset, "the record has more than \(limit) bytes to be read")
    }

    private var closed: WARCError {
        WARCError(
            .closed, path: reader.path, offset: location.offset, "the block was read before, or the reader has gone on")
    }
}

extension WARCRecord {
    /// Whether an HTTP head is to be expected.
    var isHTTP: Bool {
        switch header.type {
        case .response, .request, .revisit: break
        default: return false
        }
        if let type = header.contentType?.lowercased(), type.hasPrefix("application/http") { return true }
        let uri = header.targetURI?.lowercased() ?? ""
        return uri.hasPrefix("http:") || uri.hasPrefix("https:")
    }

    private func takeHead() throws(WARCError) -> Head {
        var bytes: [UInt8] = []
        do throws(ByteStreamError) {
            while try hasMore(), bytes.count < Self.headLimit {
                let available = reader.input.available
                // Small steps, so that a body behind the head is not copied too.
                let room = UInt64(min(1 << 12, Self.headLimit - bytes.count))
                let part = available.prefix(Int(clamping: min(UInt64(available.count), remaining ?? UInt64.max, room)))
                bytes.append(contentsOf: part)
                let end = HTTPMessageHead.endOfHead(in: bytes)
                let count = end.map { $0 - (bytes.count - part.count) } ?? part.count
                reader.input.take(count)
                if let left = remaining { remaining = left - UInt64(count) }
                if let end {
                    bytes.removeLast(bytes.count - end)
                    return .taken(bytes, count: looksLikeHead(bytes) ? end : 0)
                }
            }
        } catch {
            throw WARCError(error, path: reader.path, offset: location.offset, "cannot read the HTTP head")
        }
        // A block may end with its head, without the empty line.
        let isWholeBlock = bytes.count < Self.headLimit
        return .taken(bytes, count: isWholeBlock && looksLikeHead(bytes) ? bytes.count : 0)
    }

    /// A block of an answer that starts otherwise was stored without its head (or is of SHOUTcast, whose status line starts with ICY).
    private func looksLikeHead(_ bytes: [UInt8]) -> Bool {
        if header.type == .request { return !bytes.isEmpty }
        let start = String(decoding: bytes.prefix(4), as: UTF8.self).lowercased()
        return start == "http" || start == "icy "
    }

    /// Whether the block has more bytes, which then are at hand.
    private func hasMore() throws(ByteStreamError) -> Bool {
        guard remaining != 0, !isCut, !isFinished else { return false }
        while reader.input.available.isEmpty {
            if try reader.input.fill() { continue }
            guard remaining != nil else { return false }
            if try reader.input.continuesInNextMember() {
                reader.report(.recordAcrossMembers, at: location.offset, "the record reaches over several gzip members")
                continue
            }
            isCut = true
            reader.report(
                .cutBlock, at: location.offset,
                "the record ends \(remaining ?? 0) bytes before its Content-Length of \(header.contentLength ?? 0)")
            return false
        }
        return true
    }

    /// Passes over bytes after the HTTP head without reading them, as far as the file allows. Returns how many.
    func skipStoredPayload(_ count: UInt64) throws(WARCError) -> UInt64 {
        _ = try httpHead()
        guard bytesAfterHead.isEmpty, let left = remaining, !isCut, !isStarted else { return 0 }
        do throws(ByteStreamError) {
            let skipped = try reader.input.skip(min(count, left))
            remaining = left - skipped
            return skipped
        } catch {
            throw WARCError(error, path: reader.path, offset: location.offset, "cannot read the record")
        }
    }

    func skipBlock() throws(ByteStreamError) {
        isStarted = true
        while try hasMore() {
            guard let left = remaining else {
                reader.input.take(reader.input.available.count)
                continue
            }
            remaining = left - (try reader.input.skip(left))
        }
    }

    /// The record was read to its end.
    func complete(length: UInt64) {
        location = WARCRecordLocation(filename: location.filename, offset: location.offset, length: length)
        isFinished = true
    }

    /// No more can be known of the record.
    func giveUp() { isFinished = true }
}
