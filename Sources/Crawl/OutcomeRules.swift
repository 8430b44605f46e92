// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import CrawlProfile
import Fetch
import Frontier
import HTTPMessage

/// What an answer, or the lack of one, means: pure, so that every rule is a line in a test table.
struct OutcomeRules: Sendable {
    /// The judgement of one fetch.
    struct Verdict: Sendable, Hashable {
        var outcome: Outcome
        var detail: String?
        /// Another try may end better.
        var isRetryable = false
        var signal = HostSignal.fine
    }

    /// Judges a fetch; `judgement` is what the profile says of the answer, `contents` what the answer is, where that counts.
    static func verdict(
        of result: FetchResult, judgement: AnswerJudgement? = nil, contents: AnswerContents? = nil, now: ArchiveDate
    ) -> Verdict {
        let verdict = plainVerdict(of: result, judgement, now: now)
        switch verdict.outcome {
        case .redirected where contents?.redirectsToItself == true:
            return Verdict(outcome: .failed(.protocol), detail: "redirects to itself")
        case .redirected where contents != nil && contents?.redirectTarget == nil:
            return Verdict(outcome: .failed(.protocol), detail: "redirects to what is no address")
        case .captured:
            guard let mismatch = contents?.mismatch else { return verdict }
            return Verdict(outcome: .failed(.protocol), detail: mismatch)
        default:
            return verdict
        }
    }

    private static func plainVerdict(
        of result: FetchResult, _ judgement: AnswerJudgement?, now: ArchiveDate
    ) -> Verdict {
        if let failure = result.failure, result.responseHead == nil {
            return verdict(of: failure)
        }
        guard let head = result.responseHead else {
            return Verdict(
                outcome: .failed(.protocol), detail: "no answer and no error", isRetryable: true, signal: .unreachable)
        }
        if let judgement {
            return verdict(judgement, verdict(of: head, bodyLength: result.body.count, now: now).signal)
        }
        if let truncation = result.truncated, (200..<300).contains(head.status) {
            let detail = "cut off (\(truncation.rawValue)) after \(result.body.count) bytes"
            // What one of our own limits cut would be cut at the same place again.
            let isOurs = truncation == .length || hasUsedUpItsTime(result)
            return Verdict(
                outcome: .truncated, detail: detail, isRetryable: !isOurs, signal: isOurs ? .fine : .unreachable)
        }
        if let flaw = AnswerFlaws.flaw(of: result, head) { return flaw }
        return verdict(of: head, bodyLength: result.body.count, now: now)
    }

    /// What the profile says of an answer goes before its status, but the host's wish to be asked less counts. A wall does not go away
    /// by asking again, unless the profile says so.
    private static func verdict(_ judgement: AnswerJudgement, _ signal: HostSignal) -> Verdict {
        let outcome = Outcome(judgement.outcome) ?? .failed(.protocol)
        var verdict = Verdict(
            outcome: outcome, detail: judgement.name, isRetryable: judgement.isRetryable, signal: signal)
        if outcome == .throttled {
            verdict.isRetryable = true
            if signal == .fine { verdict.signal = .slowDown(retryAfter: nil) }
        }
        return verdict
    }

    /// True when the total time of the fetch ran out, and not the time without bytes: libcurl tells the two apart in words only
    /// ("Operation timed out after …", "Operation too slow. …").
    private static func hasUsedUpItsTime(_ result: FetchResult) -> Bool {
        result.truncated == .time && result.failure?.detail.hasPrefix("Operation timed out after") == true
    }

    private static func verdict(of head: HTTPResponseHead, bodyLength: UInt64, now: ArchiveDate) -> Verdict {
        let retryAfter = head.fields["Retry-After"].flatMap { RetryAfter.delay(value: $0, now: now.seconds) }
        let detail = "status \(head.status)"
        switch head.status {
        case 204: return Verdict(outcome: .empty, detail: "status 204")
        case 200..<300:
            return bodyLength == 0
                ? Verdict(outcome: .empty, detail: "\(detail) without a body") : Verdict(outcome: .captured)
        case 304: return Verdict(outcome: .notModified)
        case 300..<400:
            return head.fields["Location"] == nil
                ? Verdict(outcome: .failed(.protocol), detail: "\(detail) without Location")
                : Verdict(outcome: .redirected)
        case 401, 407: return Verdict(outcome: .walled(.login), detail: detail)
        case 404: return Verdict(outcome: .notFound)
        case 410, 451: return Verdict(outcome: .gone, detail: detail)
        case 429, 503:
            return Verdict(
                outcome: .throttled, detail: detail, isRetryable: true, signal: .slowDown(retryAfter: retryAfter))
        case 999: return Verdict(outcome: .walled(.challenge), detail: detail)
        case 500, 502, 504:
            return Verdict(
                outcome: .failed(.protocol), detail: detail, isRetryable: true,
                signal: retryAfter.map { .slowDown(retryAfter: $0) } ?? .unreachable)
        default: return Verdict(outcome: .failed(.protocol), detail: detail)
        }
    }

    private static func verdict(of failure: FetchFailure) -> Verdict {
        switch failure.kind {
        case .dns:
            Verdict(outcome: .failed(.dns), detail: failure.detail, isRetryable: true, signal: .unreachable)
        case .connect:
            Verdict(outcome: .failed(.connect), detail: failure.detail, isRetryable: true, signal: .unreachable)
        case .tls:
            Verdict(outcome: .failed(.tls), detail: failure.detail)
        case .timeout:
            Verdict(outcome: .failed(.timeout), detail: failure.detail, isRetryable: true, signal: .unreachable)
        case .refusedAddress:
            Verdict(outcome: .refused(.address), detail: failure.detail)
        default:
            Verdict(outcome: .failed(.protocol), detail: failure.detail)
        }
    }
}
