// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
public import Diagnostics
import WARC

/// Makes index lines from WARC files.
public enum CDXIndexer {
    /// Hands over the line of each record that is indexed, in the order of the file.
    ///
    /// A record without WARC-Payload-Digest gets the SHA-1 of its stored payload, as cdxj-indexer does it; a revisit has none to
    /// compute. Memory stays flat. A record that cannot be reached by its offset, or whose end cannot be read, is told and not indexed.
    /// - Returns: What was found to be wrong with the file.
    /// - Throws: `WARCError` if the file cannot be read; what `sink` throws.
    @discardableResult
    public static func index(path: String, sink: (CDXRecord) throws -> Void) throws -> [Diagnostic] {
        let reader = try WARCReader(path: path)
        var skipped: [Diagnostic] = []
        while let record = try reader.next() {
            guard CDXRecord.isIndexed(record.header) else { continue }
            var header = record.header
            let head: HTTPHeadSummary?
            do {
                head = try record.httpHead().map { HTTPHeadSummary($0) }
                if header.payloadDigest?.isEmpty ?? true, header.type != .revisit {
                    header.set("WARC-Payload-Digest", try payloadDigest(of: record).labelled)
                }
            } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
                // A cut payload still has a digest in no tool's opinion, but the reader says where the damage is.
                continue
            }
            try record.finish()
            if let line = CDXRecord(header: header, head: head, location: record.location) {
                try sink(line)
            } else if skipped.count < WARCReader.diagnosticsLimit {
                skipped.append(
                    Diagnostic(
                        .warning, at: .offset(file: path, offset: record.location.offset),
                        record.location.length == 0
                            ? "the record is damaged or shares its gzip member with others, and is not indexed"
                            : "the record has no usable WARC-Date and is not indexed"))
            }
        }
        return reader.diagnostics + skipped
    }

    private static func payloadDigest(of record: WARCRecord) throws -> Digest {
        let stream = DigestStream(.sha1)
        try record.forEachStoredPayloadChunk { stream.update($0) }
        return stream.finish()
    }
}
