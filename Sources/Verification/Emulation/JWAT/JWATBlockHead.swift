// SPDX-License-Identifier: EUPL-1.2

/// The start of a block that is taken for a head of HTTP, kept for the block's digest.
final class JWATBlockHead {
    /// What was taken from the block.
    private(set) var bytes: [UInt8] = []
    private let input: JWATInput
    private let length: UInt64

    init(input: JWATInput, length: UInt64) {
        self.input = input
        self.length = length
    }

    /// Takes the head off the block; nothing if it has no valid one.
    func take(_ kind: JWATHTTPHead.Kind, _ version: JWATVersion) throws(ToolFailure) -> Bool {
        // Read first and given back, so that the bytes are known whatever the parser makes of them.
        var start: [UInt8] = []
        let count = min(length, UInt64(JWATHTTPHead.limit))
        _ = try input.forward(count) { start.append(contentsOf: $0) }
        input.unread(start)
        let before = input.consumed
        let isValid = try JWATHTTPHead.take(from: input, length: length, kind, version)
        let used = Int(input.consumed - before)
        if isValid {
            bytes = Array(start.prefix(used))
        } else {
            input.unread(start.prefix(used))
        }
        return isValid
    }
}
