// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Quotas in three fields each: limit, remaining, reset.
enum QuotaFields {
    /// What stands before `Limit`, `Remaining` and `Reset`. X has more than one allowance per answer.
    private static let prefixes = [
        "X-RateLimit-", "X-Rate-Limit-", "RateLimit-", "X-App-Limit-24Hour-", "X-User-Limit-24Hour-",
    ]

    static func read(_ fields: HTTPFields, clock: ArchiveDate) -> [RateLimitNotice.Quota] {
        prefixes.compactMap { prefix in
            // Of several values the most careful counts.
            let quota = RateLimitNotice.Quota(
                name: String(prefix.lowercased().dropLast()),
                limit: numbers(fields.all(prefix + "Limit")).filter { $0 >= 1 }.min().map(count),
                remaining: numbers(fields.all(prefix + "Remaining")).min().map(count),
                reset: (fields.all(prefix + "Reset") + fields.all(prefix + "Reset-After"))
                    .compactMap { reset($0, clock: clock) }.max())
            return quota.remaining == nil && quota.reset == nil ? nil : quota
        }
    }

    /// The numbers of a list such as `100, 100;w=60`, without what stands behind a semicolon.
    private static func numbers(_ values: [String]) -> [Double] {
        values.flatMap { $0.split(separator: ",") }.compactMap { item in
            item.split(separator: ";", omittingEmptySubsequences: false).first.flatMap { Numeral.value($0) }
        }
    }

    private static func count(_ number: Double) -> Int {
        Int(min(max(number, 0), Double(RateLimitNotice.largestCount)))
    }

    /// Seconds until a reset: a number is seconds, seconds since 1970 or, when that would be far away, milliseconds since 1970.
    private static func reset(_ value: String, clock: ArchiveDate) -> Double? {
        let now = Double(clock.microseconds) / 1e6
        let text = value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        let seconds: Double
        if let number = Numeral.value(text) ?? numbers([text]).max() {
            seconds =
                switch number {
                case 1e11...: number / 1000 - now
                case 1e9...: number - now
                default: number
                }
        } else if let date = moment(text, now: clock) {
            seconds = Double(date.microseconds) / 1e6 - now
        } else {
            return nil
        }
        return min(max(seconds, 0), RateLimitNotice.longestReset)
    }

    /// A moment as ISO 8601, with `Z` or an offset such as `+02:00`, or as an HTTP date.
    private static func moment(_ text: String, now: ArchiveDate) -> ArchiveDate? {
        if let date = ArchiveDate(iso8601: text) { return date }
        if let date = HTTPDate.parse(text, now: now) { return ArchiveDate(seconds: date) }
        let body = text.dropLast(6)
        let offset = Array(text.utf8.suffix(6))
        guard offset.count == 6, offset[0] == 43 || offset[0] == 45, offset[3] == 58,
            let hours = Int(text.suffix(5).prefix(2)), let minutes = Int(text.suffix(2)),
            (0...23).contains(hours), (0...59).contains(minutes), let date = ArchiveDate(iso8601: body + "Z")
        else { return nil }
        let seconds = Double(hours * 3600 + minutes * 60)
        return date.adding(seconds: offset[0] == 43 ? -seconds : seconds)
    }
}

/// Numbers as servers write them: a sign, digits, and perhaps a fraction; no exponents, no names such as `inf`.
enum Numeral {
    static func value(_ text: some StringProtocol) -> Double? {
        let bytes = Array(text.utf8.drop { $0 == 32 || $0 == 9 })
        var digits = bytes[...]
        if digits.first == 45 || digits.first == 43 { digits = digits.dropFirst() }
        while digits.last == 32 || digits.last == 9 { digits = digits.dropLast() }
        guard let first = digits.first, (48...57).contains(first), digits.count <= 40,
            digits.allSatisfy({ (48...57).contains($0) || $0 == 46 })
        else { return nil }
        return Double(String(decoding: digits, as: UTF8.self)).map { bytes.first == 45 ? -$0 : $0 }
    }
}
