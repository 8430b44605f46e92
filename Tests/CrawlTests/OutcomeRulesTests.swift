// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import CrawlProfile
import Frontier
import HTTPMessage
import Testing

@testable import Crawl
@testable import Fetch

@Suite struct OutcomeRulesTests {
    private static let now = ArchiveDate(seconds: 1_700_000_000)

    private func result(
        _ status: Int?, fields: [(String, String)] = [], body: Int = 10, truncated: Truncation? = nil,
        failure: FetchFailure.Kind? = nil
    ) -> FetchResult {
        var result = FetchResult(failure: FetchFailure(failure ?? .protocol, "detail"), startedAt: Self.now)
        if failure == nil { result.failure = nil }
        result.responseHead = status.map {
            HTTPResponseHead(status: $0, fields: HTTPFields(fields.map { HTTPField(name: $0.0, value: $0.1) }))
        }
        result.body = SpooledBody(bytes: [UInt8](repeating: 1, count: body), digest: .sha256)
        result.truncated = truncated
        return result
    }

    private func verdict(_ result: FetchResult, wall: Outcome.Reason? = nil) -> OutcomeRules.Verdict {
        let judgement = wall.map { AnswerJudgement(outcome: "walled:\($0.rawValue)", name: "the \($0.rawValue) wall") }
        return OutcomeRules.verdict(of: result, judgement: judgement, now: Self.now)
    }

    /// Status, outcome, and whether another try may end better.
    @Test(arguments: [
        (200, Outcome.captured, false), (201, .captured, false), (206, .captured, false), (204, .empty, false),
        (304, .failed(.protocol), false), (401, .walled(.login), false), (407, .walled(.login), false),
        (404, .notFound, false), (410, .gone, false), (451, .gone, false), (429, .throttled, true),
        (503, .throttled, true), (500, .failed(.protocol), true), (502, .failed(.protocol), true),
        (504, .failed(.protocol), true), (501, .failed(.protocol), false), (400, .failed(.protocol), false),
        (403, .failed(.protocol), false), (418, .failed(.protocol), false), (999, .walled(.challenge), false),
        (799, .failed(.protocol), false), (0, .failed(.protocol), false), (100, .failed(.protocol), false),
    ])
    func `each status has its outcome`(status: Int, outcome: Outcome, isRetryable: Bool) {
        let verdict = verdict(result(status))
        #expect(verdict.outcome == outcome)
        #expect(verdict.isRetryable == isRetryable)
    }

    @Test(arguments: [301, 302, 303, 307, 308, 300])
    func `a redirect needs a Location`(status: Int) {
        #expect(verdict(result(status, fields: [("Location", "/x")])).outcome == .redirected)
        #expect(verdict(result(status)).outcome == .failed(.protocol))
    }

    @Test func `a 304 needs a condition in the request`() {
        var answer = result(304)
        answer.requestHead = Array("GET / HTTP/1.1\r\nIf-None-Match: \"a\"\r\n\r\n".utf8)
        #expect(verdict(answer).outcome == .notModified)
    }

    @Test(
        arguments: [
            ("7", Outcome.captured), ("7, 7", .captured), ("+7", .captured), ("", .captured), ("8", .failed(.protocol)),
            ("7, 8", .failed(.protocol)), ("0x7", .failed(.protocol)), ("veel", .failed(.protocol)),
            ("99999999999999999999999", .failed(.protocol)),
        ] as [(String, Outcome)])
    func `a length that is not the body's is a failure`(length: String, outcome: Outcome) {
        #expect(verdict(result(200, fields: [("Content-Length", length)], body: 7)).outcome == outcome)
    }

    @Test(
        arguments: [
            ("chunked", Outcome.captured), ("Chunked", .captured), ("gzip, chunked", .failed(.protocol)),
            ("banaan", .failed(.protocol)),
        ] as [(String, Outcome)])
    func `a transfer coding that stays is a failure`(coding: String, outcome: Outcome) {
        var answer = result(200, fields: [("Content-Length", "1")], body: 7)
        answer.removedTransferEncoding = coding
        #expect(verdict(answer).outcome == outcome)
    }

    @Test(
        arguments: [
            ("bytes 0-6/7", Outcome.captured), ("bytes 0-6/99", .truncated), ("bytes 5-6/7", .truncated),
            ("bytes 0-6/*", .truncated), ("bytes 0-6/0", .truncated),
        ] as [(String, Outcome)])
    func `a part is not the whole`(range: String, outcome: Outcome) {
        #expect(verdict(result(206, fields: [("Content-Range", range)], body: 7)).outcome == outcome)
    }

    @Test func `a success without a body is empty`() {
        #expect(verdict(result(200, body: 0)).outcome == .empty)
    }

    @Test(
        arguments: [
            ("7", 7), ("0", 0), ("Tue, 14 Nov 2023 22:13:30 GMT", 10), ("Tue, 14 Nov 2023 22:00:00 GMT", 0),
            ("morgen", nil), ("-5", nil),
        ] as [(String, Int?)])
    func `Retry-After is read in both forms`(value: String, seconds: Int?) {
        #expect(verdict(result(429, fields: [("Retry-After", value)])).signal == .slowDown(retryAfter: seconds))
    }

    @Test func `a server error with Retry-After slows down, without it the host counts as out of reach`() {
        #expect(verdict(result(500, fields: [("Retry-After", "3")])).signal == .slowDown(retryAfter: 3))
        #expect(verdict(result(502)).signal == .unreachable)
    }

    @Test(arguments: [Outcome.Reason.login, .consent, .captcha, .challenge])
    func `a wall goes before the status, and is not tried again`(reason: Outcome.Reason) {
        let verdict = verdict(result(200), wall: reason)
        #expect(verdict.outcome == .walled(reason))
        #expect(verdict.detail == "the \(reason.rawValue) wall")
        #expect(!verdict.isRetryable)
        #expect(verdict.signal == .fine)
    }

    @Test func `a wall that asks to slow down is obeyed`() {
        let verdict = verdict(result(429, fields: [("Retry-After", "30")]), wall: .captcha)
        #expect(verdict.outcome == .walled(.captcha))
        #expect(verdict.signal == .slowDown(retryAfter: 30))
    }

    @Test(arguments: [
        (Truncation.length, false), (.time, true), (.disconnect, true), (.unspecified, true),
    ])
    func `a cut success is truncated, and tried again unless we cut it`(truncation: Truncation, isRetryable: Bool) {
        let verdict = verdict(result(200, truncated: truncation))
        #expect(verdict.outcome == .truncated)
        #expect(verdict.isRetryable == isRetryable)
        #expect(verdict.detail?.contains(truncation.rawValue) == true)
    }

    @Test(arguments: [
        ("Operation timed out after 14400001 milliseconds with 17 out of 99 bytes received", false),
        ("Operation too slow. Less than 100 bytes/sec transferred the last 60 seconds", true),
    ])
    func `what our total time cut is not tried again, what stood still is`(detail: String, isRetryable: Bool) {
        var cut = result(200, truncated: .time)
        cut.failure = FetchFailure(.timeout, detail)
        #expect(verdict(cut).outcome == .truncated)
        #expect(verdict(cut).isRetryable == isRetryable)
        #expect(verdict(cut).signal == (isRetryable ? .unreachable : .fine))
    }

    @Test func `a cut error is the error`() {
        #expect(verdict(result(404, truncated: .disconnect)).outcome == .notFound)
    }

    @Test(arguments: [
        (FetchFailure.Kind.dns, Outcome.failed(.dns), true), (.connect, .failed(.connect), true),
        (.tls, .failed(.tls), false), (.timeout, .failed(.timeout), true), (.protocol, .failed(.protocol), false),
        (.refusedAddress, .refused(.address), false), (.cancelled, .failed(.protocol), false),
    ])
    func `a fetch without an answer tells why`(kind: FetchFailure.Kind, outcome: Outcome, isRetryable: Bool) {
        let verdict = verdict(result(nil, failure: kind))
        #expect(verdict.outcome == outcome)
        #expect(verdict.isRetryable == isRetryable)
        #expect(verdict.detail == "detail")
    }
}
