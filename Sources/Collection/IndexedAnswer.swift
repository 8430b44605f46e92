// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import HTTPMessage
import WARC

/// An answer that was read back from an archive file, and what its `metadata` record adds.
struct IndexedAnswer {
    /// Empty for a record of an ARC file, which has none.
    let recordID: String
    /// False for a payload that was cut off: nothing may refer to it.
    var isWhole: Bool
    private let header: WARCHeader
    private let head: HTTPResponseHead?
    private let payloadLength: Int64
    private var location: WARCRecordLocation?
    private var account: String
    private var outcome: Outcome?
    private var kind: CaptureKind?
    private var title: String?
    private var run: Int64 = 0
    private var request: (key: CDXRequestKey, message: RequestMessage)?
    private var requestKey: String?

    /// Nil for a record without a target. A payload without digest is read, as every line of an index has one.
    init?(_ record: WARCRecord, account: String) throws {
        guard record.header.targetURI != nil else { return nil }
        let headBytes = record.header.type == .resource ? nil : try record.httpHead()
        recordID = record.header.recordID ?? ""
        head = headBytes.flatMap { try? HTTPResponseHead(parsing: $0) }
        isWhole = record.header.truncated == nil
        let block = record.header.contentLength ?? 0
        payloadLength = Int64(clamping: block - min(block, UInt64(headBytes?.count ?? 0)))
        self.account = account
        var header = record.header
        if header.payloadDigest?.isEmpty ?? true, header.type != .revisit {
            let stream = DigestStream(.sha1)
            do {
                try record.forEachStoredPayloadChunk { stream.update($0) }
            } catch let error as WARCError where error.code == .truncated && record.isCut {
                // What there is of it has a digest too.
            }
            header.set("WARC-Payload-Digest", stream.finish().labelled)
        }
        self.header = header
    }

    /// Takes over what Kabinet wrote beside the answer.
    mutating func learn(_ fields: WARCFields) {
        account = fields["account"] ?? account
        outcome = fields["outcome"].flatMap { Outcome($0) } ?? outcome
        kind = fields["kind"].flatMap { CaptureKind(rawValue: $0) } ?? kind
        title = fields["title"] ?? title
        run = fields["run"].flatMap { Int64($0) } ?? run
        requestKey = fields["requestKey"] ?? requestKey
    }

    /// Takes over what was asked, unless that was a GET.
    mutating func learn(request record: WARCRecord) throws {
        guard let head = try record.httpRequest, head.method.uppercased() != "GET" else { return }
        var body: [UInt8] = []
        try record.forEachStoredPayloadChunk {
            body.append(contentsOf: $0.prefix(CDXRequestKey.bodyLimit - body.count))
        }
        let type = head.fields["Content-Type"]
        request = (
            CDXRequestKey(method: head.method, contentType: type, body: body, dialect: .pywb),
            RequestMessage(method: head.method, body: body, type: type)
        )
    }

    mutating func setLocation(_ location: WARCRecordLocation) { self.location = location }

    /// The row; nil for records that an index leaves out.
    var capture: CatalogCapture? {
        guard let location, var cdx = CDXRecord(header: header, httpHead: head, location: location),
            let date = header.date ?? ArchiveDate(digits: cdx.timestamp)
        else { return nil }
        if let request { cdx.file(under: request.key) }
        return CatalogCapture(
            cdx: cdx, recordID: recordID.isEmpty ? "" : "<\(recordID)>", recordType: header.type?.text ?? "response",
            date: date,
            payloadLength: payloadLength, refersTo: header.refersToTargetURI, refersToDate: header.refersToDate,
            outcome: outcome ?? derivedOutcome, kind: kind ?? derivedKind, account: account, title: title, runID: run,
            requestKey: requestKey ?? request?.message.key ?? "")
    }

    private var derivedOutcome: Outcome {
        if header.type == .revisit { return .revisit }
        guard let head else { return .captured }
        return switch head.status {
        case 200..<300: isWhole ? .captured : .truncated
        case 304: .notModified
        case 300..<400: .redirected
        case 404: .notFound
        case 410: .gone
        case 429, 503: .throttled
        default: .failed(.protocol)
        }
    }

    private var derivedKind: CaptureKind {
        let type = head?.fields["Content-Type"].flatMap { MediaType($0) }
        switch type?.type {
        case "image", "video", "audio": return .media
        default: return type?.essence == "text/html" ? .page : .requisite
        }
    }
}
