// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import DemoSite
import Testing

/// The real crawler over the sites of X, Facebook, Instagram, Threads and LinkedIn, on loopback.
@Suite(.serialized) struct ProfilesACrawlTests {
    @Test(arguments: ProfilesAWalkTests.cases)
    func `a crawl finds what is there`(_ one: ProfilesAWalkTests.Case) async throws {
        try await PlatformStage.with([one.site]) { stage in
            let settings = try stage.settings(
                one.truth.seed, profile: one.site.name, credentials: one.truth.credentials)
            let end = try await stage.crawl(settings)
            // An account that is throttled again and again is left alone for hours, unless its addresses were given up before:
            // then the run stops, to be resumed.
            if one.truth.outcomes.values.contains("throttled"), case .limit = end.cause { return }
            #expect(end.cause == .finished)
            var truth = one.truth
            // A page is captured with the small pictures that it shows, so that it can be shown again.
            truth.excluded = []
            let gaps = try PlatformCheck(stage.layout).gaps(truth)
            #expect(gaps == [])
        }
    }

    @Test func `only posts of the period are fetched, and a pinned one does not end the list`() async throws {
        let site = XSite()
        let truth = try #require(site.truth.first { $0.kind == "listing" })
        // The days of the 11th to the 20th newest post.
        let wanted = Array(truth.posts[10..<20])
        let newest = try #require(wanted.first?.date), oldest = try #require(wanted.last?.date)
        try await PlatformStage.with([site]) { stage in
            let settings = try stage.settings(
                truth.seed, profile: "x", credentials: truth.credentials
            ) { settings in
                settings.since = Self.day(oldest)
                settings.until = Self.day(newest)
            }
            #expect(try await stage.crawl(settings).cause == .finished)
            let check = try PlatformCheck(stage.layout)
            let ids = Set(check.posts.map(\.id))
            #expect(wanted.filter { !ids.contains($0.id) }.map(\.id) == [])
            let missing = wanted.flatMap(\.media).filter { !check.media.contains($0) }
            #expect(missing == [])
            let outside = (truth.posts[..<9] + truth.posts[22...]).flatMap(\.media).filter { check.media.contains($0) }
            #expect(outside == [])
        }
    }

    private static func day(_ seconds: Int64) -> String {
        var days = seconds / 86_400
        // From days to a date of the Gregorian calendar (H. Hinnant, days_from_civil).
        days += 719_468
        let era = days / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
