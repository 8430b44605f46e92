// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HTTPMessage

/// A server with limits of its own and a log, on a test clock.
final class SimulatedServer {
    /// How it tells of its quota.
    enum Form: CaseIterable {
        /// X: seconds since 1970, rounded down, with the server's clock in `Date`.
        case epoch
        /// Mastodon.
        case iso
        case seconds
        case structured
        case olderStructured
        /// Only when it is used up, with `Retry-After` in seconds or as a date.
        case retrySeconds, retryDate
    }

    enum Rule {
        /// So many requests in each window of so many seconds.
        case quota(Int, per: Double, Form)
        /// So many seconds between requests, as robots.txt says.
        case crawlDelay(Double)
        /// So many requests at the same time.
        case concurrency(Int)
        /// Percentages of an allowance per window, as Meta's servers give them.
        case percent(Int, per: Double)
        /// Overloaded for so many seconds from its first request on: 503 without a word about when to come again.
        case overloaded(Double)
    }

    struct Entry {
        let at: Double
        let status: Int
        let process: Int
    }

    let name: String
    let rule: Rule
    /// Seconds that an answer takes.
    let latency: ClosedRange<Double>
    private(set) var log: [Entry] = []
    private(set) var mostAtOnce = 0
    /// What it had to see although it had said that it does not want it.
    private(set) var violations: [String] = []
    private var atOnce = 0
    /// The processes that got an answer, and so know what it asks for.
    private var answered: Set<Int> = []
    private var counted = (window: 0, requests: 0)
    private var deniedUntil: Double?
    private var deniedAt = 0.0

    init(_ name: String, _ rule: Rule, latency: ClosedRange<Double>) {
        (self.name, self.rule, self.latency) = (name, rule, latency)
    }

    /// A request comes in that left its sender at `sentAt`.
    func receive(at now: Double, sentAt: Double, from process: Int) -> (status: Int, fields: HTTPFields) {
        atOnce += 1
        mostAtOnce = max(mostAtOnce, atOnce)
        let (status, fields) = answer(now, sentAt)
        log.append(Entry(at: now, status: status, process: process))
        if status == 200 { counted.requests += 1 }
        return (status, fields)
    }

    /// The answer is sent, or its receiver is no more.
    func close(to process: Int? = nil) {
        atOnce -= 1
        if let process { answered.insert(process) }
    }

    /// Requests that counted in the window that `now` lies in.
    private func count(in window: Double, of now: Double) -> Int {
        let number = Int(now / window)
        if number != counted.window { counted = (number, 0) }
        return counted.requests
    }

    private func answer(_ now: Double, _ sentAt: Double) -> (Int, HTTPFields) {
        switch rule {
        case .crawlDelay(let delay):
            // The first answer tells a process.
            if let last = log.last, now - last.at < delay - 0.0005, answered.contains(last.process) {
                violations.append("\(now - last.at) s after the one before")
            }
            return (200, [])
        case .concurrency(let most):
            if atOnce > most { violations.append("\(atOnce) at once") }
            return (200, [])
        case .overloaded(let seconds):
            guard let first = log.first?.at else { return (503, []) }
            return (now < first + seconds ? 503 : 200, [])
        case .percent(let limit, let window):
            let used = count(in: window, of: now) + 1
            if used > limit {
                violations.append("\(used) of \(limit)")
                return (429, [])
            }
            let share = used * 100 / limit
            return (200, [HTTPField(name: "X-App-Usage", value: "{\"call_count\":\(share),\"total_time\":3}")])
        case .quota(let limit, let window, let form):
            return quota(limit, window, form, now, sentAt)
        }
    }

    private func quota(
        _ limit: Int, _ window: Double, _ form: Form, _ now: Double, _ sentAt: Double
    ) -> (Int, HTTPFields) {
        let used = count(in: window, of: now)
        let reset = ((now / window).rounded(.down) + 1) * window
        let isDenied = used >= limit
        if isDenied {
            switch form {
            case .retrySeconds, .retryDate:
                // Whoever was told and asks all the same.
                if let deniedUntil, now < deniedUntil, sentAt > deniedAt + latency.upperBound {
                    violations.append("asked \(deniedUntil - now) s before the time it was told")
                }
                (deniedUntil, deniedAt) = (reset, now)
            default: violations.append("\(used + 1) of \(limit)")
            }
        }
        let left = max(0, limit - used - 1)
        return (isDenied ? 429 : 200, fields(form, limit, left, reset, now, window, isDenied))
    }

    private func fields(
        _ form: Form, _ limit: Int, _ left: Int, _ reset: Double, _ now: Double, _ window: Double, _ isDenied: Bool
    ) -> HTTPFields {
        var fields = HTTPFields()
        let floor = Int(reset.rounded(.down))
        switch form {
        case .epoch:
            fields.append("Date", HTTPDate.format(Int64(now)))
            fields.append("x-rate-limit-limit", "\(limit)")
            fields.append("x-rate-limit-remaining", "\(left)")
            fields.append("x-rate-limit-reset", "\(floor)")
        case .iso:
            fields.append("X-RateLimit-Limit", "\(limit)")
            fields.append("X-RateLimit-Remaining", "\(left)")
            fields.append("X-RateLimit-Reset", ArchiveDate(microseconds: Int64(reset * 1e6)).iso8601)
        case .seconds:
            fields.append("RateLimit-Limit", "\(limit)")
            fields.append("RateLimit-Remaining", "\(left)")
            fields.append("RateLimit-Reset", "\(Int((reset - now).rounded(.down)))")
        case .structured:
            fields.append("RateLimit", "\"default\";r=\(left);t=\(Int((reset - now).rounded(.up)))")
            fields.append("RateLimit-Policy", "\"default\";q=\(limit);w=\(Int(window))")
        case .olderStructured:
            fields.append(
                "RateLimit", "limit=\(limit), remaining=\(left), reset=\(Int((reset - now).rounded(.up)))")
        case .retrySeconds:
            if isDenied { fields.append("Retry-After", "\(Int((reset - now).rounded(.up)))") }
        case .retryDate:
            if isDenied { fields.append("Retry-After", HTTPDate.format(Int64(reset.rounded(.up)))) }
        }
        return fields
    }
}
