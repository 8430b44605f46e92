// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime

/// What an answer says about how much more may be asked, in whichever of the usual spellings.
///
/// Read: `Retry-After`; `X-RateLimit-*`, `X-Rate-Limit-*` and `RateLimit-*` with a limit, a remaining number and a reset as
/// seconds, as seconds since 1970 or as a date; the structured `RateLimit` and `RateLimit-Policy`; and the percentages of
/// `X-App-Usage` and its like. All numbers are bounded, whatever the server wrote; what can't be read is not there.
/// - SeeAlso: RFC 9110 §10.2.3; draft-ietf-httpapi-ratelimit-headers-10 and, for the older forms, -07
public struct RateLimitNotice: Sendable, Hashable {
    /// One quota: so many requests until a moment.
    public struct Quota: Sendable, Hashable {
        /// Tells the quotas of one server apart: the policy's name, or the fields that it came in.
        public var name: String
        /// Requests in a whole window, at least 1.
        public var limit: Int?
        /// Requests that are left, at least 0.
        public var remaining: Int?
        /// Seconds from now until the quota is whole again, 0 to ``RateLimitNotice/longestReset``.
        public var reset: Double?

        /// A quota.
        public init(name: String, limit: Int? = nil, remaining: Int? = nil, reset: Double? = nil) {
            (self.name, self.limit, self.remaining, self.reset) = (name, limit, remaining, reset)
        }
    }

    /// No reset is further away than this, in seconds: 31 days.
    public static let longestReset: Double = 31 * 86_400
    /// No number of requests is larger than this.
    public static let largestCount = 1_000_000_000
    /// The most quotas that are read from one answer.
    public static let mostQuotas = 8

    /// The quotas that say how much is left, or when they are whole again.
    public var quotas: [Quota] = []
    /// Seconds to stay away, from `Retry-After`.
    public var retryAfter: Double?
    /// The used share of the fullest allowance in percent, 0 to 1000; 100 means that it is used up.
    public var usage: Double?
    /// Seconds until a used-up allowance can be used again, as far as the server says.
    public var regain: Double?

    /// A notice that says nothing.
    public init() {}

    /// Reads an answer's fields.
    ///
    /// An answer that comes out of a shared cache (`Age`) has the quotas of whoever asked first, so they are left out.
    public init(_ fields: HTTPFields, now: ArchiveDate) {
        let retries = fields.all("Retry-After").compactMap { RetryAfter.delay(value: $0, now: now.seconds) }
        retryAfter = retries.max().map { min(Double($0), Self.longestReset) }
        (usage, regain) = UsageFields.read(fields)
        guard !fields.all("Age").contains(where: { Int($0).map { $0 > 0 } ?? false }) else { return }
        let clock = Self.serverClock(fields, now: now)
        quotas = Array(
            (QuotaFields.read(fields, clock: clock) + QuotaPolicies.read(fields)).prefix(Self.mostQuotas))
    }

    /// True when the answer says nothing.
    public var isEmpty: Bool { self == RateLimitNotice() }

    /// A reset as a date is one of the server's clock, which `Date` tells; one that is a day off is no clock.
    private static func serverClock(_ fields: HTTPFields, now: ArchiveDate) -> ArchiveDate {
        guard let date = fields["Date"].flatMap({ HTTPDate.parse($0, now: now) }),
            abs(date - now.seconds) <= 86_400
        else { return now }
        return ArchiveDate(seconds: date)
    }
}
