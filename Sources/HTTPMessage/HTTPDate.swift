// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime

/// The dates of HTTP header fields.
/// - SeeAlso: RFC 9110 §5.6.7
public struct HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// Seconds since 1970 of a date in one of the three forms: `Sun, 06 Nov 1994 08:49:37 GMT`,
    /// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    ///
    /// Read leniently: the day of the week is not looked at, case does not count, and all zones are taken as UTC but for numeric
    /// ones, which are refused unless zero. A year of two digits that would lie more than 50 years after `now` is one of the
    /// century before.
    public static func parse(_ text: String, now: ArchiveDate = .now()) -> Int64? {
        guard text.utf8.count <= 64 else { return nil }
        let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" || $0 == "\t" }.map(String.init)
        var numbers: [(value: Int, width: Int)] = []
        var month: Int?
        var time: (hour: Int, minute: Int, second: Int)?
        for word in words {
            if word.utf8.contains(58) {
                guard time == nil, let clock = clock(word) else { return nil }
                time = clock
            } else if word.utf8.allSatisfy({ (48...57).contains($0) }) {
                guard word.utf8.count <= 4, let value = Int(word) else { return nil }
                numbers.append((value, word.utf8.count))
            } else if month == nil, let index = months.firstIndex(of: String(word.prefix(3))) {
                month = index + 1
            } else if word.first == "+", word != "+0000" {
                return nil
            }
        }
        guard let month, let time, numbers.count >= 2, numbers[0].width <= 2 else { return nil }
        // A zone of "-0000" has lost its sign in the split.
        guard numbers.count == 2 || (numbers.count == 3 && numbers[2] == (0, 4)) else { return nil }
        let year = numbers[1].width == 4 ? numbers[1].value : century(of: numbers[1].value, now: now)
        let leap = time.second == 60 ? 1 : 0
        guard
            let civil = CivilTime(
                year: year, month: month, day: numbers[0].value, hour: time.hour, minute: time.minute,
                second: time.second - leap)
        else { return nil }
        return civil.date.seconds + Int64(leap)
    }

    /// The preferred form, `Sun, 06 Nov 1994 08:49:37 GMT`; held within the years 0 to 9999.
    public static func format(_ seconds: Int64) -> String {
        let date = ArchiveDate(seconds: seconds)
        let civil = CivilTime(date)
        let day = (date.seconds - (date.seconds % 86_400 + 86_400) % 86_400) / 86_400
        let name = days[Int(((day + 4) % 7 + 7) % 7)]
        let month = months[civil.month - 1]
        return
            "\(name), \(pad(civil.day, 2)) \(month.prefix(1).uppercased())\(month.dropFirst()) \(pad(civil.year, 4)) "
            + "\(pad(civil.hour, 2)):\(pad(civil.minute, 2)):\(pad(civil.second, 2)) GMT"
    }

    private static func clock(_ word: String) -> (Int, Int, Int)? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { part in
            (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
        }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2] else { return nil }
        return (hour, minute, second)
    }

    private static func century(of year: Int, now: ArchiveDate) -> Int {
        let thisYear = CivilTime(now).year
        let guess = thisYear / 100 * 100 + year
        return guess > thisYear + 50 ? guess - 100 : guess
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
