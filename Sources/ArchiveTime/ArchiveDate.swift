// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A moment in UTC with microsecond precision, in the two spellings that web archives use.
///
/// WARC headers write it as RFC 3339 with a `Z` (ISO 28500:2017 §5.4), indexes as `yyyyMMddHHmmss`.
/// Years 0 to 9999; no leap seconds, as in POSIX time.
public struct ArchiveDate: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// A moment that many microseconds after 1970-01-01T00:00:00Z, held within the years 0 to 9999.
    public init(microseconds: Int64) {
        self.microseconds = min(max(microseconds, Self.earliest), Self.latest)
    }

    /// A moment that many whole seconds after 1970-01-01T00:00:00Z, held within the years 0 to 9999.
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        self.init(microseconds: overflow ? (seconds < 0 ? Int64.min : Int64.max) : product)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public var seconds: Int64 { Self.floorDivide(microseconds, 1_000_000) }

    /// The moment of the call by the machine's wall clock.
    public static func now() -> ArchiveDate {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return ArchiveDate(microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)
    }

    /// The moment `seconds` later (or earlier, when negative).
    public func adding(seconds: Double) -> ArchiveDate {
        let sum = Double(microseconds) + seconds * 1_000_000
        guard sum < Double(Self.latest), sum > Double(Self.earliest) else {
            return ArchiveDate(microseconds: sum > 0 ? Self.latest : Self.earliest)
        }
        return ArchiveDate(microseconds: Int64(sum))
    }

    /// Earlier comes first.
    public static func < (left: ArchiveDate, right: ArchiveDate) -> Bool { left.microseconds < right.microseconds }

    /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z.
    private static let earliest: Int64 = -62_167_219_200_000_000
    private static let latest: Int64 = 253_402_300_799_999_999

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
