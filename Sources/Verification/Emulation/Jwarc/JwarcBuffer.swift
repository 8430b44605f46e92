// SPDX-License-Identifier: EUPL-1.2

/// jwarc's buffer of 8 KiB between channel and parser, like Java's `ByteBuffer`: bytes that were read stay in it until they are
/// overwritten, and one path of jwarc's reads them again.
final class JwarcBuffer {
    private var bytes = [UInt8](repeating: 0, count: JwarcBuffer.size)
    private(set) var position = 0
    private(set) var limit = 0
    static let size = 8192

    /// Bytes that can be taken.
    var remaining: Int { limit - position }

    /// Moves what was not taken to the front and reads more behind it. False at the end of the file; `flips` as in Java says
    /// whether the buffer is made ready for taking even then.
    func refill(from channel: JwarcChannel, flips: Bool = true) throws(ToolFailure) -> Bool {
        let kept = remaining
        if kept > 0, position > 0 { bytes.replaceSubrange(0..<kept, with: Array(bytes[position..<limit])) }
        let count = try fill(from: kept, channel)
        guard flips || count != nil else {
            position = kept
            limit = Self.size
            return false
        }
        position = 0
        limit = kept + (count ?? 0)
        return count != nil
    }

    private func fill(from start: Int, _ channel: JwarcChannel) throws(ToolFailure) -> Int? {
        let result = bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(ToolFailure) in
                try channel.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
            }
        }
        return try result.get()
    }

    /// Takes the next byte; there must be one.
    func take() -> UInt8 {
        let byte = bytes[position]
        position += 1
        return byte
    }

    /// Goes back, not further than to the front.
    func back(_ count: Int) { position = max(0, position - count) }

    /// Takes at most `count` bytes of those at hand.
    func take(upTo count: Int64) -> ArraySlice<UInt8> {
        let end = position + Int(min(Int64(remaining), count))
        defer { position = end }
        return bytes[position..<end]
    }
}
