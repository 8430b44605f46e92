// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Diagnostics
import HTTPMessage
import Testing
import WebURL

@testable import Crawl
@testable import Fetch

/// What an answer is, and what is learned from it.
@Suite struct AnswerContentsTests {
    private static let url = "https://a.example/x"

    private func contents(
        _ status: Int = 200, type: String? = "text/html", location: String? = nil, body: [UInt8] = Array("x".utf8),
        kind: CaptureKind = .page, hops: String = "", url: String = Self.url
    ) throws -> AnswerContents {
        let settings = CrawlSettings(
            seeds: [CrawlSettings.Seed(text: Self.url, account: "acc", profile: TestProfile.name)],
            profiles: [TestProfile.name: TestProfile.text()])
        var fields: [HTTPField] = []
        if let type { fields.append(HTTPField(name: "Content-Type", value: type)) }
        if let location { fields.append(HTTPField(name: "Location", value: location)) }
        return AnswerContents(
            plan: try AccountPlan(settings.seeds[0], settings: settings),
            url: QueuedURL(
                id: 1, url: url, host: "a.example", account: "acc", kind: kind, hops: hops, via: nil, attempts: 0),
            address: try #require(WebAddress(url)),
            head: HTTPResponseHead(status: status, fields: HTTPFields(fields)),
            body: SpooledBody(bytes: body, digest: .sha256))
    }

    private func reading(_ contents: AnswerContents) throws -> LinkReading { try contents.reading(contents.text()) }

    private func verdict(_ contents: AnswerContents) -> OutcomeRules.Verdict {
        var result = FetchResult(failure: FetchFailure(.protocol, ""), startedAt: ArchiveDate(seconds: 0))
        (result.failure, result.responseHead, result.body) = (nil, contents.head, contents.body)
        return OutcomeRules.verdict(
            of: result, contents: contents, now: ArchiveDate(seconds: 0))
    }

    @Test func `a redirect to what is no address is no success`() throws {
        #expect(verdict(try contents(302, location: "http://[")).outcome == .failed(.protocol))
    }

    @Test(arguments: [
        ("/x", true), ("https://a.example/x", true), ("https://a.example/x#part", true), ("", true), ("/y", false),
        ("https://a.example:8443/x", false), ("http://a.example/x", false),
    ])
    func `a redirect to itself is no success`(location: String, isItself: Bool) throws {
        let verdict = verdict(try contents(302, location: location))
        #expect(verdict.outcome == (isItself ? .failed(.protocol) : .redirected))
        #expect(!verdict.isRetryable)
        if isItself { #expect(verdict.detail == "redirects to itself") }
    }

    /// What was expected and by which hops, the type that came, and what it is taken for; nil when it does not fit.
    @Test(
        arguments: [
            (.page, "", "text/html", .page), (.media, "E", "text/html", nil),
            (.media, "LE", "application/xhtml+xml", nil),
            (.api, "A", "text/html; charset=utf-8", nil), (.api, "", "text/html", nil),
            (.api, "A", "application/json", .api), (.requisite, "E", "text/html", .requisite),
            (.requisite, "E", "image/png", .media), (.media, "E", "image/png", .media),
            (.media, "E", "application/octet-stream", .media), (.feed, "S", "text/html", .feed),
            // A link whose name looks like that of a picture, and leads to a page about it.
            (.media, "L", "text/html", .page), (.media, "LR", "text/html", .page), (.media, "ER", "text/html", nil),
        ] as [(CaptureKind, String, String, CaptureKind?)])
    func `a web page in place of a medium or of data is no capture`(
        expected: CaptureKind, hops: String, type: String, kind: CaptureKind?
    ) throws {
        let contents = try contents(type: type, kind: expected, hops: hops)
        let verdict = verdict(contents)
        #expect(contents.kind == kind ?? expected)
        #expect(verdict.outcome == (kind == nil ? .failed(.protocol) : .captured))
        if kind == nil { #expect(verdict.detail?.hasPrefix("HTML in place of ") == true) }
    }

    @Test func `an error page in place of a medium stays that error`() throws {
        #expect(verdict(try contents(404, kind: .media, hops: "E")).outcome == .notFound)
    }

    @Test func `what was not read is said, with the answer as well`() throws {
        let large = try reading(contents(type: "text/css", body: [UInt8](repeating: 32, count: (32 << 20) + 1)))
        #expect(large.findings.count == 1)
        #expect(large.detail?.contains("33554433 bytes") == true)
        #expect(try reading(contents()).detail == nil)
    }

    @Test func `a detail has a length that a log line can bear`() {
        var reading = LinkReading()
        reading.remarks = [String](repeating: "ë\u{1F600}", count: 10_000)
        #expect((reading.detail?.utf8.count ?? 0) <= LinkReading.longestDetail + 10)
        reading.remarks = ["a", "b"]
        reading.findings = [Diagnostic(.warning, "first")]
        #expect(reading.detail == "first; a; b")
    }
}
