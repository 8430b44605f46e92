// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Fetch
import HTTPMessage
import Scope
import WebURL

/// Gets a host's robots.txt from the ledger's memory or from the host, archiving what the host answers.
struct RobotsFetcher: Sendable {
    let context: CrawlContext
    let engine: DiscreetEngine
    let writer: CaptureWriter

    /// The rules for the host of a URL. RFC 9309 §2.3: a 4xx answer allows everything, no answer or a 5xx forbids everything.
    func fetch(for url: WebAddress, account: String) async throws -> (RobotsGate.Answer, [StoredFetch]) {
        guard let first = WebAddress("/robots.txt", relativeTo: url) else {
            return (RobotsGate.Answer(file: nil, unavailable: nil), [])
        }
        if let known = try await writer.memory(of: url.authority)?.robots,
            ArchiveDate.now().seconds - known.fetched.seconds < RobotsGate.lifetime, known.status != 0
        {
            return (Self.answer(status: known.status, body: known.body), [])
        }
        var stored: [StoredFetch] = []
        var next: WebAddress? = first
        var via: String?
        for hop in 0...RobotsGate.mostRedirects {
            guard let address = next else { break }
            let entry = FoundURL(
                url: address.withoutFragment, host: address.authority, account: account, kind: .robots,
                hops: String(repeating: HopPath.redirect, count: hop), via: via, priority: LinkPriority.seed)
            // The target of a redirect is mostly a page of the site, which has to be fetched as a page in its own time.
            let queued = hop == 0 ? try await writer.claim(entry) ?? entry.unlisted : entry.unlisted
            // As it is in the record: a redirect may have brought a password along.
            let result = await engine.fetch(
                context.robotsRequest(for: WebAddress(queued.url) ?? address), context.secretRules(of: account))
            let verdict = OutcomeRules.verdict(of: result, now: .now())
            let body = Self.text(of: result)
            var finished = FinishedFetch(
                url: queued, result: result, outcome: verdict.outcome, detail: verdict.detail, kind: .robots,
                title: nil, retryAt: nil, wasCancelled: result.failure?.kind == .cancelled, found: [])
            // A server error is not remembered: it says nothing about tomorrow.
            if let status = result.responseHead?.status, !(300..<400).contains(status), !Self.isUnavailable(status),
                !finished.wasCancelled
            {
                finished.robots = CaptureCommit.RobotsMemory(
                    host: url.authority, robots: .init(body: body, status: status, fetched: .now()))
            }
            stored.append(try await writer.store(finished))
            if result.failure?.kind == .cancelled { return (.cancelled, stored) }
            guard let head = result.responseHead else {
                let answer = RobotsGate.Answer(
                    file: nil, unavailable: .init(verdict, detail: verdict.detail ?? "no answer"))
                return (answer, stored)
            }
            if (300..<400).contains(head.status), let location = head.fields["Location"] {
                via = address.withoutFragment
                next = WebAddress(location, relativeTo: address).flatMap { $0.isHTTP ? $0 : nil }
                continue
            }
            if Self.isUnavailable(head.status) {
                let reason = RobotsGate.Unavailable(verdict, detail: "status \(head.status)")
                return (RobotsGate.Answer(file: nil, unavailable: reason), stored)
            }
            return (Self.answer(status: head.status, body: body), stored)
        }
        return (RobotsGate.Answer(file: nil, unavailable: nil), stored)
    }

    private static func text(of result: FetchResult) -> [UInt8] {
        guard let head = result.responseHead, let raw = try? result.body.prefix(RobotsTXT.byteLimit * 2) else {
            return []
        }
        return (try? ContentDecoder.decode(raw, fields: head.fields, limit: RobotsTXT.byteLimit)) ?? []
    }

    private static func answer(status: Int, body: [UInt8]) -> RobotsGate.Answer {
        RobotsGate.Answer(file: (200..<300).contains(status) ? RobotsTXT(parsing: body) : nil, unavailable: nil)
    }

    /// A server error; and "too many requests", which is no statement about robots.txt either.
    private static func isUnavailable(_ status: Int) -> Bool { status >= 500 || status == 429 }
}

extension FoundURL {
    /// The URL as a stop on the way to something else, without a row in the frontier.
    fileprivate var unlisted: QueuedURL {
        QueuedURL(
            id: QueuedURL.unlisted, url: url, host: host, account: account, kind: kind, hops: hops, via: via,
            attempts: 0)
    }
}
