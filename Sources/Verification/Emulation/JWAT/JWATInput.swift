// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The bytes JWAT parses, one after the other with pushing back: those of one gzip member, or of the plain file.
final class JWATInput {
    /// Bytes taken and not pushed back.
    private(set) var consumed: UInt64 = 0
    /// Where skipping goes beyond the end without noticing, as it does in a plain file of the system.
    let isPlain: Bool

    private let feed: FileFeed
    private let entries: JWATEntries?
    private var block: ArraySlice<UInt8> = []
    private var pushed: [UInt8] = []

    init(feed: FileFeed, entries: JWATEntries?) {
        self.feed = feed
        self.entries = entries
        isPlain = entries == nil
    }

    /// The next byte; nil at the end.
    func read() throws(ToolFailure) -> UInt8? {
        if let byte = pushed.popLast() {
            consumed += 1
            return byte
        }
        if block.isEmpty, try !fill() { return nil }
        consumed += 1
        return block.popFirst()
    }

    /// Gives a byte back.
    func unread(_ byte: UInt8) {
        pushed.append(byte)
        consumed -= 1
    }

    /// Gives bytes back, so that the first of them is read next.
    func unread(_ bytes: some BidirectionalCollection<UInt8>) {
        pushed.append(contentsOf: bytes.reversed())
        consumed -= UInt64(bytes.count)
    }

    /// Up to two bytes.
    func readPair() throws(ToolFailure) -> (UInt8?, UInt8?) {
        guard let first = try read() else { return (nil, nil) }
        return (first, try read())
    }

    /// Hands over up to `count` bytes and says how many there were.
    func forward(_ count: UInt64, _ body: (ArraySlice<UInt8>) -> Void) throws(ToolFailure) -> UInt64 {
        var left = count
        while left > 0 {
            if !pushed.isEmpty {
                let part = Array(pushed.suffix(Int(clamping: left)).reversed())
                pushed.removeLast(part.count)
                body(part[...])
                left -= UInt64(part.count)
                continue
            }
            if block.isEmpty, try !fill() { break }
            let part = block.prefix(Int(clamping: left))
            body(part)
            block = block.dropFirst(part.count)
            left -= UInt64(part.count)
        }
        consumed += count - left
        return count - left
    }

    private func fill() throws(ToolFailure) -> Bool {
        if let entries {
            block = try entries.read()?[...] ?? []
        } else {
            block = try feed.read(JWATEntries.blockSize)
        }
        return !block.isEmpty
    }
}
