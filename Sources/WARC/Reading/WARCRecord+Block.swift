// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

extension WARCRecord {
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
    /// - Throws: What `body` throws; `.corrupt`, `.truncated`, `.closed` as in `readBlock`. Of a damaged member everything that could
    ///   be had was handed over before.
    public func forEachBlockChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try start()
        if case .taken(let bytes, _) = head, !bytes.isEmpty { try bytes.withUnsafeBytes { try body($0) } }
        try forEachRemainingChunk(body)
    }

    /// Hands over the whole block if it is in memory already, without using it up; nil if it is not, and must be read in chunks.
    ///
    /// The buffer is valid only during the call. Ask before the block is read. Never of a damaged member.
    /// - Throws: What `body` throws.
    public func withWholeBlock<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? {
        guard !isStarted, !isFinished, !state.input.isMemberDamaged, let remaining else { return nil }
        if case .taken = head { return nil }
        let bytes = state.input.available
        guard remaining <= UInt64(bytes.count) else { return nil }
        return try body(UnsafeRawBufferPointer(start: bytes.baseAddress, count: Int(remaining)))
    }

    /// Says that the block is being read; a second time is a mistake of the caller.
    func start() throws(WARCError) {
        guard !isStarted, !isFinished else { throw closed }
        keepHead()
        isStarted = true
    }

    func forEachRemainingChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !isFinished else { throw closed }
        let input = state.input
        while try hasMoreOrExplain() {
            let bytes = input.available
            let count = Int(clamping: min(UInt64(bytes.count), remaining ?? UInt64.max))
            try body(UnsafeRawBufferPointer(start: bytes.baseAddress, count: count))
            input.take(count)
            if let left = remaining { remaining = left - UInt64(count) }
        }
        try checkEnd()
    }

    /// Takes bytes that are at hand; `hasMore` comes first.
    func takeChunk(limit: Int) -> [UInt8] {
        let bytes = state.input.available
        let count = min(limit, Int(clamping: min(UInt64(bytes.count), remaining ?? UInt64.max)))
        let chunk = Array(bytes.prefix(count))
        state.input.take(count)
        if let left = remaining { remaining = left - UInt64(count) }
        return chunk
    }

    /// Goes on in the block, whose length is known. Returns how many bytes there were of those.
    func skip(_ count: UInt64) throws(WARCError) -> UInt64 {
        guard let left = remaining else { return 0 }
        do throws(ByteStreamError) {
            let skipped = try state.input.skip(min(count, left))
            remaining = left - skipped
            return skipped
        } catch {
            throw failure(error, "cannot read the record")
        }
    }

    /// The block was read to its end: whether that was the right one.
    func checkEnd() throws(WARCError) {
        guard !isCut else {
            throw WARCError(
                .truncated, path: state.path, offset: offset,
                "the record ends before its Content-Length of \(header.contentLength ?? 0) bytes")
        }
        try checkMember()
    }

    func hasMoreOrExplain() throws(WARCError) -> Bool {
        do { return try hasMore() } catch { throw failure(error, "cannot read the record") }
    }

    /// No block is whole before the checksum of its member, where that ends with it, was found to be right.
    private func checkMember() throws(WARCError) {
        // Changed data often looks like data that was cut: without its checksum no member can be trusted.
        if let damage = state.input.memberDamage { throw failure(damage, "cannot trust the record") }
        guard state.input.container != .plain else { return }
        do { _ = try state.input.ensure(5) } catch { throw failure(error, "cannot trust the record") }
    }
}
