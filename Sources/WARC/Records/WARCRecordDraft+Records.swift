// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime
public import ByteStreams

extension WARCRecordDraft {
    /// The `warcinfo` record, the first of every file (ISO 28500:2017 §6.2).
    ///
    /// `filename` is the final name of the file, without `.open`.
    public static func warcinfo(
        id: WARCRecordID, date: ArchiveDate, filename: String, info: WARCInfo
    ) -> WARCRecordDraft {
        var header = WARCHeader()
        header.append("WARC-Type", WARCRecordType.warcinfo.text)
        header.append("WARC-Record-ID", id.bracketed)
        header.append("WARC-Date", date.iso8601)
        header.append("WARC-Filename", filename)
        header.append("Content-Type", WARCFields.mediaType)
        return WARCRecordDraft(header: header, block: [.bytes(info.fields.serialized())])
    }

    /// A `request` record (§6.4): the head as it was sent, less what was redacted, and a body if there was one.
    ///
    /// `head` is request line, fields and the empty line; `concurrentTo` names the response, and others of the same exchange.
    public static func request(
        id: WARCRecordID, capture: WARCCapture, concurrentTo: [WARCRecordID], head: [UInt8], body: SpooledBody = .empty
    ) -> WARCRecordDraft {
        var header = capture.header(.request, id: id)
        capture.appendConnection(to: &header)
        // A digest of no payload would make all requests look like copies of each other (harvard-lil/scoop issue 415).
        if body.count > 0, let digest = body.digest { header.append("WARC-Payload-Digest", digest.labelled) }
        for other in concurrentTo { header.append("WARC-Concurrent-To", other.bracketed) }
        header.append("Content-Type", "application/http; msgtype=request")
        return WARCRecordDraft(header: header, block: [.bytes(head), .body(body)])
    }

    /// A `response` record (§6.3): the head and the body without transfer coding, the content coding as it came.
    ///
    /// `head` is status line, fields and the empty line. The digest of `body` becomes WARC-Payload-Digest; without one the field is
    /// left out. `truncated` says why the body is not whole, `identifiedType` the media type its bytes show, when someone looked.
    public static func response(
        id: WARCRecordID, capture: WARCCapture, concurrentTo: [WARCRecordID] = [], head: [UInt8], body: SpooledBody,
        truncated: WARCTruncation? = nil, identifiedType: String? = nil
    ) -> WARCRecordDraft {
        var header = capture.header(.response, id: id)
        capture.appendConnection(to: &header)
        for other in concurrentTo { header.append("WARC-Concurrent-To", other.bracketed) }
        if let digest = body.digest { header.append("WARC-Payload-Digest", digest.labelled) }
        if let truncated { header.append("WARC-Truncated", truncated.rawValue) }
        if let identifiedType { header.append("WARC-Identified-Payload-Type", identifiedType) }
        header.append("Content-Type", "application/http; msgtype=response")
        return WARCRecordDraft(header: header, block: [.bytes(head), .body(body)])
    }

    /// A `metadata` record (§6.5) of fields about the records that `concurrentTo` names.
    public static func metadata(
        id: WARCRecordID, capture: WARCCapture, concurrentTo: [WARCRecordID], fields: WARCFields
    ) -> WARCRecordDraft {
        var header = capture.header(.metadata, id: id)
        for other in concurrentTo { header.append("WARC-Concurrent-To", other.bracketed) }
        header.append("Content-Type", WARCFields.mediaType)
        return WARCRecordDraft(header: header, block: [.bytes(fields.serialized())])
    }

    /// A `resource` record (§6.6): bytes that did not come with a protocol head, such as a file of an account's data export.
    ///
    /// The payload is the whole block, so both digests are the same when `body` has one.
    public static func resource(
        id: WARCRecordID, capture: WARCCapture, concurrentTo: [WARCRecordID] = [], contentType: String,
        body: SpooledBody, truncated: WARCTruncation? = nil
    ) -> WARCRecordDraft {
        var header = capture.header(.resource, id: id)
        capture.appendConnection(to: &header)
        for other in concurrentTo { header.append("WARC-Concurrent-To", other.bracketed) }
        if let digest = body.digest { header.append("WARC-Payload-Digest", digest.labelled) }
        if let truncated { header.append("WARC-Truncated", truncated.rawValue) }
        header.append("Content-Type", contentType.isEmpty ? "application/octet-stream" : contentType)
        return WARCRecordDraft(header: header, block: [.body(body)])
    }
}
