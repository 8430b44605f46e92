// SPDX-License-Identifier: EUPL-1.2

/// Byte by byte access over channel and buffer, as jwarc's record parser has it.
final class JwarcInput {
    let channel: JwarcChannel
    let buffer = JwarcBuffer()

    init(channel: JwarcChannel) { self.channel = channel }

    /// Whether the next byte starts a gzip member.
    var isAtBoundary: Bool { !channel.isCompressed || buffer.remaining == 0 && channel.isAtMemberBoundary }

    /// The next byte; nil at the end of the file.
    func next() throws(ToolFailure) -> UInt8? {
        while buffer.remaining == 0 {
            guard try buffer.refill(from: channel) else { return nil }
        }
        return buffer.take()
    }

    /// Passes over a block without reading it. Of a plain file not even its end is noticed.
    func skip(_ count: Int64) throws(ToolFailure) {
        var left = count
        while true {
            if left <= Int64(buffer.remaining) {
                if left < 0 { buffer.back(Int(clamping: -left)) } else { _ = buffer.take(upTo: left) }
                return
            }
            left -= Int64(buffer.remaining)
            _ = buffer.take(upTo: Int64.max)
            guard channel.isCompressed else { return channel.skip(left) }
            guard try buffer.refill(from: channel) else {
                throw .stopped("java.io.EOFException: Expected to read \(left) more bytes")
            }
        }
    }

    /// Up to 8 KiB of a block of which `count` bytes are left.
    func read(_ count: Int64) throws(ToolFailure) -> ArraySlice<UInt8> {
        while buffer.remaining == 0 {
            guard try buffer.refill(from: channel) else {
                throw .stopped("java.io.EOFException: expected \(count) more bytes in file")
            }
        }
        return buffer.take(upTo: count)
    }

    /// Reads what follows a block; false if it is not what should.
    func takeTrailer(isARC: Bool) throws(ToolFailure) -> Bool {
        let count = isARC ? 1 : 4
        while buffer.remaining < count {
            guard try buffer.refill(from: channel) else { return false }
        }
        if isARC {
            if buffer.take() == 0x0A { return true }
            buffer.back(1)
            return false
        }
        if buffer.take(upTo: 4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) { return true }
        buffer.back(4)
        while true {
            while buffer.remaining == 0 {
                // At the end of the file jwarc goes on with what an earlier read left in the buffer.
                guard try buffer.refill(from: channel, flips: false) else { break }
            }
            let byte = buffer.take()
            guard byte == 0x0D || byte == 0x0A else {
                buffer.back(1)
                return false
            }
        }
    }
}
