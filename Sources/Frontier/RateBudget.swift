// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HTTPMessage

/// How many requests a server still grants until a moment, by the newest of its answers.
///
/// `left` is always a lower bound of the truth as far as we are the only ones to ask: what was started after the request whose
/// answer it is from, and what was under way then, is taken off, whether the server had counted it already or not.
struct RateBudget: Sendable {
    /// A reset in whole seconds may have been rounded down.
    static let slack = 1.0
    /// The window of a server that says how much is left and not until when.
    static let unsaidWindow = 60.0

    let name: String
    var limit: Int?
    /// Requests that may start.
    var left: Int
    /// When the quota is whole again; nil in a new window of which no answer has told yet.
    var reset: ArchiveDate?
    /// Number of the request whose answer it is from, or after which its window began.
    var sequence: Int

    /// The first moment at which one more may start; nil when only an answer can tell.
    ///
    /// What is left is spread until the reset, unless all that waits is little beside it.
    func earliest(lastStart: ArchiveDate?, waiting: Int) -> ArchiveDate? {
        guard left > 0 else { return reset }
        guard let reset, let lastStart, waiting > left / 2 else { return ArchiveDate(microseconds: .min) }
        let span = Double(reset.microseconds - lastStart.microseconds) / 1e6
        return lastStart.adding(seconds: max(0, span) / Double(left + 1))
    }

    /// Begins a new window when the old one is over; `underWay` requests may count in it.
    mutating func renew(now: ArchiveDate, underWay: Int, sequence: Int) {
        guard let reset, reset <= now else { return }
        self.reset = nil
        self.sequence = sequence
        // Without a word about a whole window: one request to ask with.
        left = max(underWay == 0 ? 1 : 0, (limit ?? 1) - underWay)
    }
}

extension RateLimitNotice.Quota {
    /// The budget that follows from it for a group that started `unseen` other requests that it may not have counted.
    func budget(now: ArchiveDate, sequence: Int, unseen: Int) -> RateBudget? {
        guard let remaining else { return nil }
        return RateBudget(
            name: name, limit: limit, left: max(0, remaining - unseen),
            reset: now.adding(seconds: (reset ?? RateBudget.unsaidWindow) + RateBudget.slack), sequence: sequence)
    }
}
