// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage

/// The content of a response: its body with the content codings undone, up to a limit.
struct BodyContent {
    /// The decoded bytes, at most as many as were asked for.
    var bytes: [UInt8]
    /// Why this is not all of it; nil when it is.
    var shortfall: String?

    /// Reads a body leniently: what is not really encoded comes as it is, what breaks off comes as far as it goes.
    ///
    /// `outer` is a coding under the declared ones, as of a `.xml.gz` file.
    /// - Throws: `.unreadableBody` when the spool cannot be read.
    static func read(
        _ body: SpooledBody, fields: HTTPFields, outer: ContentCoding? = nil, limit: Int, url: String
    ) throws(ExtractionError) -> BodyContent {
        let declared = ContentCoding.applied(in: fields) ?? []
        let codings = (outer.map { [$0] } ?? []) + (declared.count < ContentDecoder.codingLimit ? declared : [])
        let decoded = try read(body, codings, limit: limit, url: url)
        // Compressed bytes give more than they are; less than that before an error was noise read as compression.
        if outer == nil, let shortfall = decoded.shortfall, decoded.bytes.count < min(limit, 16), !codings.isEmpty {
            let plain = try read(body, [], limit: limit, url: url)
            return BodyContent(bytes: plain.bytes, shortfall: shortfall)
        }
        return decoded
    }

    private static func read(
        _ body: SpooledBody, _ codings: [ContentCoding], limit: Int, url: String
    ) throws(ExtractionError) -> BodyContent {
        var content = BodyContent(bytes: [], shortfall: nil)
        let decoder = ContentDecoder(codings, outputLimit: UInt64(max(0, limit)))
        content.bytes.reserveCapacity(Int(clamping: min(body.count, UInt64(max(0, limit)))))
        do {
            try body.forEachChunk { chunk in
                try decoder.decode(chunk) { content.bytes.append(contentsOf: $0) }
            }
            try decoder.finish { content.bytes.append(contentsOf: $0) }
        } catch let error as HTTPMessageError {
            content.shortfall = error.message
        } catch let error as ByteStreamError {
            throw ExtractionError(.unreadableBody, url: url, "the body could not be read back: \(error)")
        } catch {
            throw ExtractionError(.unreadableBody, url: url, "the body could not be read back: \(error)")
        }
        return content
    }
}
