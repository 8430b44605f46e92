// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The block of one record as jwarc reads it, with its digest on the way.
final class JwarcBlock {
    private let input: JwarcInput
    /// Bytes of Content-Length that were not read.
    private(set) var left: Int64
    private let digest: DigestStream?

    init(input: JwarcInput, length: Int64, digest: DigestStream?) {
        self.input = input
        left = length
        self.digest = digest
    }

    /// The next bytes; nil at the end of the block.
    /// - Throws: Java's EOFException if the file ends before.
    func read() throws(ToolFailure) -> ArraySlice<UInt8>? {
        guard left > 0 else { return nil }
        let part = try input.read(left)
        left -= Int64(part.count)
        part.withUnsafeBytes { digest?.update($0) }
        return part
    }

    /// Reads what is left.
    func readToEnd() throws(ToolFailure) {
        while try read() != nil {}
    }

    /// Passes over what is left without reading it.
    func skip() throws(ToolFailure) {
        try input.skip(left)
        left = 0
    }
}
