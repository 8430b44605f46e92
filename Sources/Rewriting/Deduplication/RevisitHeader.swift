// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import WARC

/// The header of a response as that of a revisit, and back (ISO 28500:2017 §6.7).
enum RevisitHeader {
    private static let isOneZero = RecompressionOptions.Version.v1_0.line

    /// The same capture as a revisit: its ID, date, address and connection stay; what it stands for is named.
    ///
    /// In WARC/1.0 the Content-Type has no `msgtype`: JHOVE takes the body that is not there for the payload of the digest otherwise.
    static func revisit(
        of response: WARCHeader, to original: PayloadIndex.Original, payload: PayloadIdentity
    ) -> WARCHeader {
        var header = response
        let isOld = response.version == isOneZero
        let version = isOld ? "1.0" : "1.1"
        header.set("WARC-Type", WARCRecordType.revisit.text)
        header.set("WARC-Profile", "http://netpreserve.org/warc/\(version)/revisit/identical-payload-digest")
        header.set("WARC-Refers-To", "<\(original.recordID)>")
        header.set("WARC-Refers-To-Target-URI", original.targetURI)
        let date = ArchiveDate(iso8601: original.date)
        header.set("WARC-Refers-To-Date", isOld ? date?.iso8601Seconds ?? original.date : original.date)
        header.set("WARC-Payload-Digest", payload.digest)
        header.set("WARC-Truncated", WARCTruncation.length.rawValue)
        if isOld { header.set("Content-Type", "application/http") }
        setBlock(of: &header, count: UInt64(payload.head.count)) { DigestStream.digest(of: payload.head, $0) }
        return header
    }

    /// The same capture as a response again.
    static func response(
        of revisit: WARCHeader, truncated: String?, count: UInt64, blockDigest: Digest?
    ) -> WARCHeader {
        var header = revisit
        header.set("WARC-Type", WARCRecordType.response.text)
        for name in ["WARC-Profile", "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"] {
            header.remove(name)
        }
        if header.truncated == WARCTruncation.length.rawValue { header.remove("WARC-Truncated") }
        if let truncated { header.set("WARC-Truncated", truncated) }
        if header.contentType?.lowercased() == "application/http" || header.contentType == nil {
            header.set("Content-Type", "application/http; msgtype=response")
        }
        setBlock(of: &header, count: count) { _ in blockDigest }
        return header
    }

    /// Length and digest of the new block; a digest only where there was one.
    private static func setBlock(of header: inout WARCHeader, count: UInt64, digest: (DigestAlgorithm) -> Digest?) {
        header.set("Content-Length", String(count))
        guard let declared = header.blockDigest else { return }
        if let algorithm = Digest(labelled: declared)?.algorithm, let new = digest(algorithm) {
            header.set("WARC-Block-Digest", new.labelled)
        } else {
            header.remove("WARC-Block-Digest")
        }
    }
}
