// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import Dedup
import Fetch
import HTTPMessage
import WARC

/// The records of one exchange: response or revisit, request, and metadata, which belong into one file side by side.
struct ExchangeRecords: Sendable {
    /// In the order in which they are written; the answer is the first.
    let drafts: [WARCRecordDraft]
    let recordID: WARCRecordID
    let outcome: Outcome
    let isOriginal: Bool
    private let original: OriginalCapture?
    private let fetch: FinishedFetch
    private let head: HTTPResponseHead

    /// The records for an answer; nil when the server sent none.
    init?(_ fetch: FinishedFetch, decision: PayloadDeduplicator.Decision, warcinfo: WARCRecordID, run: Int64) {
        guard let head = fetch.result.responseHead else { return nil }
        let result = fetch.result
        let capture = WARCCapture(
            targetURI: fetch.url.url, date: result.startedAt, warcinfoID: warcinfo, ipAddress: result.peer,
            protocols: result.protocols, cipherSuite: result.tlsCipher)
        let (answerID, requestID, metadataID) = (WARCRecordID.random(), WARCRecordID.random(), WARCRecordID.random())
        let answer: WARCRecordDraft
        switch decision {
        case .store(let isOriginal):
            (self.isOriginal, original) = (isOriginal, nil)
            outcome = fetch.outcome
            answer = .response(
                id: answerID, capture: capture, concurrentTo: [requestID], head: head.serialized(), body: result.body,
                truncated: result.truncated.flatMap { WARCTruncation(rawValue: $0.rawValue) })
        case .revisit(let original):
            (isOriginal, self.original) = (false, original)
            outcome = fetch.outcome == .captured ? .revisit : fetch.outcome
            answer = .revisit(
                id: answerID, capture: capture, concurrentTo: [requestID], head: head.serialized(),
                origin: WARCRevisitOrigin(
                    recordID: WARCRecordID(uri: original.recordID), targetURI: original.url, date: original.date,
                    payloadDigest: original.digest))
        }
        let request = SecretRedaction.request(result.requestHead)
        let body = fetch.url.request.map { SpooledBody(bytes: $0.body, digest: result.body.digest?.algorithm) }
        var requestDraft = WARCRecordDraft.request(
            id: requestID, capture: capture, concurrentTo: [answerID], head: request.head, body: body ?? .empty)
        SecretRedaction.note(result.redactions.request + request.redacted, in: &requestDraft)
        let metadata = WARCRecordDraft.metadata(
            id: metadataID, capture: capture, concurrentTo: [answerID], fields: Self.fields(fetch, outcome, run: run))
        var answerDraft = answer
        SecretRedaction.note(result.redactions.response, in: &answerDraft)
        drafts = [answerDraft, requestDraft, metadata]
        recordID = answerID
        self.fetch = fetch
        self.head = head
    }

    /// What cannot be read off the answer, in Heritrix's names where it has one: enough to rebuild the database.
    private static func fields(_ fetch: FinishedFetch, _ outcome: Outcome, run: Int64) -> WARCFields {
        var fields = WARCFields()
        fields.append("via", fetch.url.via)
        fields.append("hopsFromSeed", fetch.url.hops)
        fields.append("fetchTimeMs", String(fetch.result.duration / 1000))
        fields.append("outcome", outcome.description)
        fields.append("outcomeDetail", fetch.detail)
        fields.append("account", fetch.url.account)
        fields.append("kind", fetch.kind.rawValue)
        fields.append("title", fetch.title)
        fields.append("run", String(run))
        fields.append("lane", fetch.url.lane)
        fields.append("requestKey", fetch.url.request?.key)
        if let coding = fetch.result.removedTransferEncoding { fields.append("removedTransferEncoding", coding) }
        return fields
    }

    /// The row for the database, once the first record lies at `location`.
    func capture(at location: WARCRecordLocation, run: Int64) -> CatalogCapture? {
        guard let answer = drafts.first,
            var cdx = CDXRecord(header: answer.header, httpHead: head, location: location)
        else { return nil }
        if let request = fetch.url.request {
            cdx.file(
                under: CDXRequestKey(
                    method: request.method, contentType: request.type, body: request.body, dialect: .pywb))
        }
        return CatalogCapture(
            cdx: cdx, recordID: recordID.bracketed, recordType: original == nil ? "response" : "revisit",
            date: fetch.result.startedAt, payloadLength: Int64(clamping: fetch.result.body.count),
            refersTo: original?.url, refersToDate: original?.date, outcome: outcome, kind: fetch.kind,
            account: fetch.url.account, title: fetch.title, runID: run, requestKey: fetch.url.request?.key ?? "")
    }
}
