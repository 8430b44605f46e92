// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import HTTPMessage

extension WARCRecord {
    /// Hands over the content: the payload with its content codings (gzip, deflate, br, zstd) undone too, as a browser shows it.
    ///
    /// An unknown coding, or bytes that are not encoded as the head says, are handed over as they are. What was decoded before
    /// damage was handed over when the error comes. The buffer is valid only during the call; memory is bounded by the codings' windows.
    /// - Parameters:
    ///   - limit: The most bytes that are handed over, against content that is packed a thousandfold.
    ///   - body: Takes the bytes.
    /// - Throws: What `body` throws; `.tooLarge` behind `limit` bytes; `.corrupt`, `.truncated`, `.io`, `.closed`.
    public func forEachContentChunk(limit: UInt64, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let fields = try http?.fields ?? httpRequest?.fields ?? []
        let codings = ContentCoding.applied(in: fields) ?? []
        let decoder = ContentDecoder(codings.count <= ContentDecoder.codingLimit ? codings : [], outputLimit: limit)
        do {
            try forEachPayloadChunk { try decoder.decode($0, into: body) }
            try decoder.finish(into: body)
        } catch let error as HTTPMessageError {
            let code: WARCError.Code =
                switch error.code {
                case .tooLarge: .tooLarge
                case .truncated: .truncated
                default: .corrupt
                }
            throw WARCError(code, path: state.path, offset: location.offset, error.message)
        }
    }

    /// The whole content, as `forEachContentChunk` gives it.
    /// - Throws: As there.
    public func readContent(limit: Int) throws -> [UInt8] {
        var content: [UInt8] = []
        try forEachContentChunk(limit: UInt64(max(0, limit))) { content.append(contentsOf: $0) }
        return content
    }
}
