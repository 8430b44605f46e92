// SPDX-License-Identifier: EUPL-1.2

/// How the posts of an answer are found.
package struct PostRule: Sendable, Hashable {
    /// The posts; the other pointers start from them.
    package let each: JSONPointer
    package let id: [JSONPointer]
    /// What of the text at `id` is the id, as `{id}`; its other placeholders fill templates.
    package let take: URLPattern?
    package let date: [JSONPointer]
    package let dateFormats: [PlatformDate]
    /// The permalink.
    package let url: URLTemplate?
    /// Other values for the template, by name.
    package let with: [String: JSONPointer]
    package let conditions: ElementConditions
    /// Where one of these is truthy the post is kept at the top.
    package let pinned: [JSONPointer]
    /// Where one of these is truthy the post is passed on from elsewhere.
    package let repost: [JSONPointer]
    package let own: Owner?
    /// Whether all of them are posts of others.
    package let isContext: Bool
    /// Its media: they are fetched, and counted as its own.
    package let media: [MediaPick]

    /// Whose posts are the account's own.
    package struct Owner: Sendable, Hashable {
        /// Where the author is.
        package let author: [JSONPointer]
        /// Who the author has to be; ASCII case does not count.
        package let accepted: [URLTemplate]
    }
}

/// Where the platform says how much of something exists.
package struct CounterRule: Sendable, Hashable {
    /// `posts`, `media`, or what the profile calls it.
    package let name: String
    /// The first of these places that has a number counts.
    package let pointers: [JSONPointer]
}

/// How a post's id carries the time at which it was made: `number(base) >> shift + epoch`, in `unit`.
package struct IDRule: Sendable, Hashable {
    /// What the number counts.
    package enum Unit: String, Sendable, CaseIterable {
        case seconds = "s"
        case milliseconds = "ms"
        case microseconds = "us"

        var inMicroseconds: Int64 {
            switch self {
            case .seconds: 1_000_000
            case .milliseconds: 1000
            case .microseconds: 1
            }
        }
    }

    package let base: NumeralSystem
    package let shift: Int
    /// Added to the number, in its unit.
    package let epoch: Int64
    package let unit: Unit
    /// Only numbers greater than this carry a time.
    package let above: UInt64?
    /// Only numbers less than this carry a time.
    package let below: UInt64?
    /// Only so many characters from the start are read.
    package let digits: Int?

    /// The moment in microseconds since 1970 UTC, nil when the id is not of this kind or the moment lies in no sane year.
    func time(of id: String) -> Int64? {
        guard digits.map({ id.utf8.count >= $0 }) ?? true else { return nil }
        guard let number = base.number(digits.map { String(id.prefix($0)) } ?? id),
            above.map({ number > $0 }) ?? true, below.map({ number < $0 }) ?? true,
            let units = Int64(exactly: number >> UInt64(shift))
        else { return nil }
        let (sum, overflows) = units.addingReportingOverflow(epoch)
        let (time, grows) = sum.multipliedReportingOverflow(by: unit.inMicroseconds)
        guard !overflows, !grows, PlatformDate.saneTimes.contains(time) else { return nil }
        return time
    }
}
