// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The bytes of a file in order, with going back to any place: what the emulated tools have under them.
///
/// Memory is one block. Used by one thread.
final class FileFeed {
    let file: OpenFile
    /// The byte that is read next.
    private(set) var position: UInt64 = 0
    private var block: [UInt8] = []
    private var blockStart: UInt64 = 0
    private static let blockSize = 1 << 16

    init(file: OpenFile) { self.file = file }

    /// Goes to a byte; beyond the end is allowed, as it is for a file of the system.
    func seek(to offset: UInt64) { position = offset }

    /// The next bytes, at most `count`; empty at the end.
    func read(_ count: Int) throws(ToolFailure) -> ArraySlice<UInt8> {
        if position < blockStart || position >= blockStart + UInt64(block.count) {
            do { block = try file.read(at: position, count: Self.blockSize) } catch { throw .unreadable(error) }
            blockStart = position
        }
        let start = Int(position - blockStart)
        let end = start + min(block.count - start, count)
        position += UInt64(end - start)
        return block[start..<end]
    }

    /// The next bytes, `count` of them unless the file ends before.
    func readFully(_ count: Int) throws(ToolFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let part = try read(count - bytes.count)
            if part.isEmpty { break }
            bytes.append(contentsOf: part)
        }
        return bytes
    }

    /// The next byte; nil at the end.
    func readByte() throws(ToolFailure) -> UInt8? { try read(1).first }
}
