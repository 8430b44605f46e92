// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime

/// The `response` record that a revisit stands for; never another revisit.
public struct WARCRevisitOrigin: Sendable, Hashable {
    /// WARC-Record-ID of the original; nil if it is not known.
    public var recordID: WARCRecordID?
    /// WARC-Target-URI of the original.
    public var targetURI: String
    /// WARC-Date of the original.
    public var date: ArchiveDate
    /// WARC-Payload-Digest of the original as written, `sha256:…`.
    public var payloadDigest: String

    /// An original with these properties.
    public init(recordID: WARCRecordID?, targetURI: String, date: ArchiveDate, payloadDigest: String) {
        self.recordID = recordID
        self.targetURI = targetURI
        self.date = date
        self.payloadDigest = payloadDigest
    }
}

/// How it is known that nothing new came (ISO 28500:2017 §6.7).
public enum WARCRevisitProfile: String, Sendable {
    /// The payload was received and is the same as the original's.
    case identicalPayloadDigest = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    /// The server said so: 304.
    case serverNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
}

extension WARCRecordDraft {
    /// A `revisit` record (§6.7): the head of the answer, and where its payload is to be found.
    ///
    /// Replay tools look for the target URI and the date of the original, so both are always written. The payload digest is that of the
    /// original. A dropped payload is said with `WARC-Truncated: length`; a 304 had none to drop. `head` is status line, fields and the
    /// empty line.
    public static func revisit(
        id: WARCRecordID, capture: WARCCapture, concurrentTo: [WARCRecordID] = [], head: [UInt8],
        origin: WARCRevisitOrigin, profile: WARCRevisitProfile = .identicalPayloadDigest
    ) -> WARCRecordDraft {
        var header = capture.header(.revisit, id: id)
        capture.appendConnection(to: &header)
        for other in concurrentTo { header.append("WARC-Concurrent-To", other.bracketed) }
        header.append("WARC-Profile", profile.rawValue)
        if let original = origin.recordID { header.append("WARC-Refers-To", original.bracketed) }
        header.append("WARC-Refers-To-Target-URI", WARCCapture.ascii(origin.targetURI))
        header.append("WARC-Refers-To-Date", origin.date.iso8601)
        header.append("WARC-Payload-Digest", origin.payloadDigest)
        if profile == .identicalPayloadDigest { header.append("WARC-Truncated", WARCTruncation.length.rawValue) }
        header.append("Content-Type", "application/http; msgtype=response")
        return WARCRecordDraft(header: header, block: [.bytes(head)])
    }
}
