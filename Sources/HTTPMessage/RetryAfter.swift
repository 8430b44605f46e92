// SPDX-License-Identifier: EUPL-1.2

internal import ArchiveTime

/// The value of a `Retry-After` field.
/// - SeeAlso: RFC 9110 §10.2.3
public struct RetryAfter {
    /// Seconds to wait from `now` (seconds since 1970), at least 0; nil when the value is neither seconds nor a date.
    ///
    /// The caller sets a sensible bound: the largest answer is `Int.max`. Fractions of a second, which some servers send, are
    /// rounded up.
    public static func delay(value: String, now: Int64) -> Int? {
        let text = value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if let whole = parts.first, !whole.isEmpty, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        {
            guard let seconds = Int(whole) else { return Int.max }
            let hasFraction = parts.count == 2 && parts[1].utf8.contains { $0 != 48 }
            return hasFraction && seconds < Int.max ? seconds + 1 : seconds
        }
        guard let date = HTTPDate.parse(text, now: ArchiveDate(seconds: now)) else { return nil }
        let (wait, overflow) = date.subtractingReportingOverflow(now)
        return overflow ? Int.max : Int(max(0, wait))
    }
}
