// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Dedup
import HTTPMessage
import Testing
import WARC

@testable import Crawl
@testable import Fetch

@Suite struct ExchangeRecordsTests {
    private static let date = ArchiveDate(seconds: 1_700_000_000)
    private let warcinfo = WARCRecordID(uri: "urn:uuid:11111111-1111-4111-8111-111111111111")

    private func fetch(
        outcome: Outcome = .captured, truncated: Truncation? = nil, title: String? = "Titel\r\nWARC-Type: request",
        hasAnswer: Bool = true
    ) throws -> FinishedFetch {
        var result = FetchResult(failure: FetchFailure(.protocol, "x"), startedAt: Self.date)
        result.failure = nil
        result.requestHead = Array("GET / HTTP/1.1\r\nHost: a\r\nCookie: s3cret\r\n\r\n".utf8)
        if hasAnswer {
            result.responseHead = try HTTPResponseHead(
                parsing: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8))
        }
        result.body = SpooledBody(bytes: Array("body".utf8), digest: .sha256)
        result.peer = "192.0.2.1"
        result.protocols = ["h2", "tls/1.3"]
        result.tlsCipher = "TLS_AES_256_GCM_SHA384"
        result.truncated = truncated
        return FinishedFetch(
            url: QueuedURL(
                id: 1, url: "http://a/", host: "a", account: "acc", kind: .page, hops: "LE", via: "http://a/via",
                attempts: 0),
            result: result, outcome: outcome, detail: nil, kind: .media, title: title, retryAt: nil,
            wasCancelled: false, found: [])
    }

    private func records(_ fetch: FinishedFetch, _ decision: PayloadDeduplicator.Decision) throws -> ExchangeRecords {
        try #require(ExchangeRecords(fetch, decision: decision, warcinfo: warcinfo, run: 7))
    }

    private func fields(_ draft: WARCRecordDraft) throws -> WARCFields {
        guard case .bytes(let bytes)? = draft.block.first else { return WARCFields() }
        return WARCFields(parsing: bytes)
    }

    @Test func `answer, request and metadata name each other and their file`() throws {
        let records = try records(try fetch(), .store(isOriginal: true))
        let headers = records.drafts.map(\.header)
        #expect(headers.map(\.type) == [.response, .request, .metadata])
        #expect(headers[0].concurrentTo == [headers[1].recordID].compactMap(\.self))
        #expect(headers[1].concurrentTo == [headers[0].recordID].compactMap(\.self))
        #expect(headers[2].concurrentTo == [headers[0].recordID].compactMap(\.self))
        for header in headers {
            #expect(header.targetURI == "http://a/")
            #expect(header.date == Self.date)
            #expect(header.warcinfoID == warcinfo.uri)
        }
        #expect(headers[0].ipAddress == "192.0.2.1")
        #expect(headers[0].all("WARC-Protocol") == ["h2", "tls/1.3"])
        #expect(headers[0]["WARC-Cipher-Suite"] == "TLS_AES_256_GCM_SHA384")
        #expect(headers[0].payloadDigest == DigestStream.digest(of: Array("body".utf8), .sha256).labelled)
        #expect(records.isOriginal)
        #expect(records.outcome == .captured)
    }

    @Test func `secrets are gone from the request, which says so`() throws {
        let request = try records(try fetch(), .store(isOriginal: true)).drafts[1]
        #expect(request.header["WARC-Redacted-Fields"] == "Cookie")
        guard case .bytes(let bytes)? = request.block.first else { return }
        #expect(!String(decoding: bytes, as: UTF8.self).contains("s3cret"))
    }

    @Test func `the metadata can rebuild the row, whatever the title`() throws {
        let fields = try fields(try records(try fetch(), .store(isOriginal: true)).drafts[2])
        #expect(fields["via"] == "http://a/via")
        #expect(fields["hopsFromSeed"] == "LE")
        #expect(fields["outcome"] == "captured")
        #expect(fields["account"] == "acc")
        #expect(fields["kind"] == "media")
        #expect(fields["run"] == "7")
        #expect(fields["WARC-Type"] == nil)
        #expect(fields["title"]?.hasPrefix("Titel") == true)
    }

    @Test func `a revisit refers to its original and carries its digest`() throws {
        let original = OriginalCapture(
            recordID: "<urn:uuid:22222222-2222-4222-8222-222222222222>", url: "http://b/é",
            date: ArchiveDate(seconds: 5),
            digest: "sha256:abcd")
        let records = try records(try fetch(), .revisit(original))
        let header = records.drafts[0].header
        #expect(header.type == .revisit)
        #expect(header.refersTo == "urn:uuid:22222222-2222-4222-8222-222222222222")
        #expect(header.refersToTargetURI == "http://b/%C3%A9")
        #expect(header.refersToDate == ArchiveDate(seconds: 5))
        #expect(header.payloadDigest == "sha256:abcd")
        #expect(header.profile == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
        #expect(records.outcome == .revisit)
        #expect(!records.isOriginal)
        let location = WARCRecordLocation(filename: "f", offset: 1, length: 2)
        let row = try #require(records.capture(at: location, run: 7))
        #expect(row.recordType == "revisit")
        #expect(row.payloadLength == 4)
        #expect(row.refersTo == "http://b/é")
    }

    @Test func `an error page with known bytes stays an error`() throws {
        let original = OriginalCapture(recordID: "<urn:uuid:2>", url: "http://b/", date: Self.date, digest: "sha256:ab")
        let records = try records(try fetch(outcome: .notFound), .revisit(original))
        #expect(records.outcome == .notFound)
    }

    @Test func `a cut body says so`() throws {
        let records = try records(try fetch(outcome: .truncated, truncated: .disconnect), .store(isOriginal: false))
        #expect(records.drafts[0].header.truncated == "disconnect")
        #expect(!records.isOriginal)
    }

    @Test func `without an answer there are no records`() throws {
        #expect(
            ExchangeRecords(
                try fetch(hasAnswer: false), decision: .store(isOriginal: false), warcinfo: warcinfo, run: 1) == nil)
    }
}
