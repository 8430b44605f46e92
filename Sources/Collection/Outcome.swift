// SPDX-License-Identifier: EUPL-1.2

/// How the attempt on one URL ended: a closed list, so that a report can count and nothing hides under "other".
///
/// Written as `captured`, `refused:robots`, `failed:dns`. A free detail text goes beside it, never inside.
package struct Outcome: Sendable, Hashable, CustomStringConvertible {
    /// What happened, in the words of design.md §4 rule 7.
    package enum Kind: String, Sendable, CaseIterable {
        case captured, revisit, redirected, gone, refused, walled, throttled, empty, truncated, failed
        case notModified = "not-modified"
        case notFound = "not-found"
    }

    /// Why, for the three kinds that have a why.
    package enum Reason: String, Sendable, CaseIterable {
        // refused
        case robots, scope, limit, address
        // walled
        case login, consent, captcha, challenge
        // failed
        case dns, connect, tls, timeout, `protocol`
    }

    package let kind: Kind
    package let reason: Reason?

    private init(_ kind: Kind, _ reason: Reason? = nil) { (self.kind, self.reason) = (kind, reason) }

    package static let captured = Outcome(.captured)
    package static let revisit = Outcome(.revisit)
    package static let notModified = Outcome(.notModified)
    package static let redirected = Outcome(.redirected)
    package static let notFound = Outcome(.notFound)
    package static let gone = Outcome(.gone)
    package static let throttled = Outcome(.throttled)
    package static let empty = Outcome(.empty)
    package static let truncated = Outcome(.truncated)

    /// Kabinet did not ask: robots, scope, limit or address.
    package static func refused(_ reason: Reason) -> Outcome { Outcome(.refused, reason) }
    /// The answer was a wall and not the page: login, consent, captcha or challenge.
    package static func walled(_ reason: Reason) -> Outcome { Outcome(.walled, reason) }
    /// There was no usable answer: dns, connect, tls, timeout or protocol.
    package static func failed(_ reason: Reason) -> Outcome { Outcome(.failed, reason) }

    /// Reads what `description` wrote; nil for a word that is not on the list.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let kind = Kind(rawValue: String(first)) else { return nil }
        var reason: Reason?
        if parts.count == 2 {
            guard let known = Reason(rawValue: String(parts[1])) else { return nil }
            reason = known
        }
        switch (Self.reasons(of: kind), reason) {
        case (nil, nil): break
        case (let known?, let reason?) where known.contains(reason): break
        default: return nil
        }
        self.init(kind, reason)
    }

    /// The reasons of which a kind needs one; nil for a kind that has none.
    private static func reasons(of kind: Kind) -> Set<Reason>? {
        switch kind {
        case .refused: [.robots, .scope, .limit, .address]
        case .walled: [.login, .consent, .captcha, .challenge]
        case .failed: [.dns, .connect, .tls, .timeout, .protocol]
        case .captured, .revisit, .redirected, .gone, .throttled, .empty, .truncated, .notModified, .notFound: nil
        }
    }

    package var description: String { reason.map { "\(kind.rawValue):\($0.rawValue)" } ?? kind.rawValue }

    /// True when what the URL stands for is in the archive: what a completeness count may count.
    package var isSuccess: Bool {
        switch kind {
        case .captured, .revisit, .notModified, .redirected: true
        case .notFound, .gone, .refused, .walled, .throttled, .empty, .truncated, .failed: false
        }
    }

    /// True when the record holds the thing itself, or stands for a record that does: such pages and media are counted.
    package var isHeld: Bool { kind == .captured || kind == .revisit || kind == .notModified }

    /// The outcomes that are held, as a list in SQL.
    static let held = "('captured', 'revisit', 'not-modified')"

    /// True for an end that leaves a hole which the user should know of; what the scope or robots.txt keep out is not one.
    package var isGap: Bool {
        switch kind {
        case .walled, .throttled, .empty, .truncated, .failed: true
        case .refused: reason == .limit || reason == .address
        case .captured, .revisit, .notModified, .redirected, .notFound, .gone: false
        }
    }
}
