// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Fetch
import Frontier
import Scope
import WebURL

/// Knows the robots.txt of each host: fetches it once per process, through the archive like everything else, unless an earlier
/// process did within the last day.
actor RobotsGate {
    /// What robots.txt says about a URL.
    enum Verdict: Sendable {
        /// May be fetched; with the seconds between fetches that the file asks for, and the sitemaps that it names.
        case allowed(crawlDelay: Double?, sitemaps: [String])
        /// The line that forbids it.
        case disallowed(String)
        /// The server could not say: by RFC 9309 §2.3.1.4 nothing may be fetched then.
        case unavailable(Unavailable)
        /// The crawl was stopped before the answer was there.
        case cancelled
    }

    /// Why the server could not say, whether asking again may help, and what that says about its patience.
    struct Unavailable: Sendable {
        let outcome: Outcome
        let detail: String
        let isRetryable: Bool
        let signal: HostSignal

        init(_ verdict: OutcomeRules.Verdict, detail: String) {
            (outcome, isRetryable, signal) = (verdict.outcome, verdict.isRetryable, verdict.signal)
            self.detail = "robots.txt: \(detail)"
        }
    }

    /// The answer for a host.
    struct Answer: Sendable {
        let file: RobotsTXT?
        let unavailable: Unavailable?
        var isCancelled = false

        static let cancelled = Answer(file: nil, unavailable: nil, isCancelled: true)
    }

    /// Seconds for which an answer is good (RFC 9309 §2.4).
    static let lifetime: Int64 = 86_400
    /// Redirects that are followed to a robots.txt (RFC 9309 §2.3.1.2).
    static let mostRedirects = 5

    private let fetcher: RobotsFetcher
    private var answers: [String: Task<Answer, any Error>] = [:]
    private var storedWithAnswers: [StoredFetch] = []

    init(fetcher: RobotsFetcher) { self.fetcher = fetcher }

    /// The verdict on a URL, and what was stored to find it out.
    func verdict(
        on url: WebAddress, agent: String, account: String
    ) async throws -> (verdict: Verdict, stored: [StoredFetch]) {
        let origin = url.origin
        let task: Task<Answer, any Error>
        if let known = answers[origin] {
            task = known
        } else {
            task = Task { [fetcher] in
                let (answer, stored) = try await fetcher.fetch(for: url, account: account)
                self.note(stored)
                return answer
            }
            answers[origin] = task
        }
        let answer = try await task.value
        let stored = storedWithAnswers
        storedWithAnswers = []
        if answer.isCancelled {
            answers[origin] = nil
            return (.cancelled, stored)
        }
        if let unavailable = answer.unavailable {
            // Ask again next time: the server may be back.
            answers[origin] = nil
            return (.unavailable(unavailable), stored)
        }
        guard let file = answer.file else { return (.allowed(crawlDelay: nil, sitemaps: []), stored) }
        let target = url.path + (url.query.map { "?" + $0 } ?? "")
        switch file.verdict(path: target, agent: agent) {
        case .allowed:
            return (.allowed(crawlDelay: file.crawlDelay(agent: agent), sitemaps: file.sitemaps), stored)
        case .disallowed(let line): return (.disallowed(line), stored)
        }
    }

    private func note(_ stored: [StoredFetch]) { storedWithAnswers += stored }
}
