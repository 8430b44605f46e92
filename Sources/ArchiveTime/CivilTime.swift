// SPDX-License-Identifier: EUPL-1.2

/// Year, month, day and time of day in UTC by the proleptic Gregorian calendar.
///
/// Days are counted with the era arithmetic of Howard Hinnant's "chrono-compatible low-level date algorithms":
/// no table, no time zone data base, and two hundred times faster than a formatter object.
public struct CivilTime: Sendable, Hashable {
    /// Year 0 to 9999, month 1 to 12, day 1 to 31, hour 0 to 23, minute and second 0 to 59, microsecond 0 to 999,999.
    public let year, month, day, hour, minute, second, microsecond: Int

    /// The fields as given, or nil when one is out of its range (29 February counts only in leap years; second 60 is not accepted).
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
    ) {
        guard (0...9999).contains(year), (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second), (0...999_999).contains(microsecond),
            day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second, self.microsecond) = (hour, minute, second, microsecond)
    }

    /// The fields of a moment.
    public init(_ date: ArchiveDate) {
        let seconds = date.seconds
        let days = ArchiveDate.floorDivide(seconds, 86_400)
        let time = Int(seconds - days * 86_400)
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
        microsecond = Int(date.microseconds - seconds * 1_000_000)
    }

    /// The moment these fields name.
    public var date: ArchiveDate {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        return ArchiveDate(microseconds: seconds * 1_000_000 + Int64(microsecond))
    }

    /// Day of the week, 0 is Monday and 6 is Sunday.
    public var weekday: Int {
        let days = ArchiveDate.floorDivide(date.seconds, 86_400)
        return Int(((days + 3) % 7 + 7) % 7)
    }

    /// Number of days of a month, 28 to 31.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
