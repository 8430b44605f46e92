// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import Replay
import WebURL

/// The one who reads a page: their language, and where they are. Writes what all pages have in common.
struct Reader {
    let language: Language
    /// Path and query of the page, so that the other language can be chosen on it.
    let location: String

    func callAsFunction(_ phrase: Phrase) -> String { phrase.text(language) }

    /// `30 March 2021 14:07:11 UTC` as a `<time>`.
    func time(_ date: ArchiveDate) -> HTML {
        let civil = CivilTime(date)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let text =
            "\(civil.day) \(language.month(civil.month)) \(civil.year) "
            + "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second)) UTC"
        return "<time datetime=\"\(date.iso8601Seconds)\">\(text)</time>"
    }

    /// `30 March 2021` as a `<time>`.
    func day(_ date: ArchiveDate) -> HTML {
        let civil = CivilTime(date)
        let text = "\(civil.day) \(language.month(civil.month)) \(civil.year)"
        return "<time datetime=\"\(date.iso8601.prefix(10))\">\(text)</time>"
    }

    /// The word for an outcome with its sign.
    func outcome(_ outcome: Outcome) -> HTML {
        let words = OutcomeWords(outcome: outcome)
        return "<span class=\"\(words.cssClass)\">\(words.text(language))</span>"
    }

    /// The path that shows a capture with its banner, or with a modifier alone; nil when its URL is none.
    func path(_ capture: CatalogCapture, in collection: String, _ modifier: ReplayModifier = .none) -> String? {
        path(capture.cdx.url, capture.date, in: collection, modifier)
    }

    /// The same for the URL and the time of a capture.
    func path(_ url: String, _ date: ArchiveDate, in collection: String, _ modifier: ReplayModifier) -> String? {
        guard let url = WebAddress(url), url.isHTTP else { return nil }
        // Milliseconds tell apart what was captured within one second.
        let digits = date.digits17
        let timestamp = digits.hasSuffix("000") ? date.digits14 : digits
        return ReplayTarget(collection: collection, timestamp: timestamp, modifier: modifier, url: url).path
    }

    /// A link to a capture, its title or address as text.
    func link(_ capture: CatalogCapture, in collection: String, _ modifier: ReplayModifier = .none) -> HTML {
        let text = capture.title.flatMap { $0.isEmpty ? nil : $0 } ?? capture.cdx.url
        guard let path = path(capture, in: collection, modifier) else { return "\(text)" }
        return "<a href=\"\(path)\">\(text)</a>"
    }
}
