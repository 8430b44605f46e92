// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import TestSupport
import Testing

@Suite struct BuiltInProfileTests {
    private let library = ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")])

    @Test func `every profile of the project is without findings and named like its file`() {
        let (profiles, findings) = library.all()
        #expect(findings.map(\.description) == [])
        #expect(profiles.map(\.name) == library.names())
        #expect(Set(library.names()).isSuperset(of: ["generic", "mastodon"]))
        for profile in profiles {
            #expect(profile.about.utf8.count > 80, "\(profile.name) says what it can and cannot get")
        }
    }

    @Test(
        arguments: [
            ("@minpres@social.overheid.nl", "mastodon", "minpres@social.overheid.nl"),
            ("https://social.overheid.nl/@minpres", "mastodon", "minpres@social.overheid.nl"),
            ("mastodon.social/@a_b/", "mastodon", "a_b@mastodon.social"),
            ("https://mastodon.social/users/a", "mastodon", "a@mastodon.social"),
            ("https://www.example.org/x/@y", "generic", "www.example.org"),
            ("http://127.0.0.1:8123", "generic", "127.0.0.1:8123"),
            ("example.org", "generic", "example.org"),
            // The form alone is not enough: other platforms have it too.
            ("https://elsewhere.example/@a", "generic", "elsewhere.example"),
        ])
    func `a seed finds its profile`(_ seed: String, _ profile: String, _ account: String) throws {
        let best = try #require(ProfileLibrary.best(for: seed, among: library.all().profiles))
        #expect(best.profile.name == profile)
        #expect(best.match.account == account)
    }

    @Test(arguments: ["", "@", "@a", "@a@", "mailto:a@example.org", "word", "ftp://example.org/", "http://"])
    func `what is no seed finds none`(_ seed: String) {
        #expect(ProfileLibrary.best(for: seed, among: library.all().profiles) == nil)
    }

    @Test func `an unknown profile is answered with the nearest name and the places`() {
        let reading = library.profile("mastadon")
        #expect(
            reading.findings.map(\.description) == [
                "error: no profile \"mastadon\"; looked in \(PackageRoot.appending("crawl-profiles")) (did you mean \"mastodon\"?)"
            ])
        #expect(
            ProfileLibrary(directories: ["/nowhere"]).profile("zz").findings.first?.description.contains("/nowhere")
                == true)
    }

    @Test func `the first folder wins, and a path is read as it is`() throws {
        let folder = try TemporaryDirectory()
        let text = ProfileFindingsTests.good.replacing("profile: x", with: "profile: generic")
        let file = try folder.write(Array(text.utf8), to: "generic.yaml")
        let both = ProfileLibrary(directories: [folder.path] + library.directories)
        #expect(both.profile("generic").profile?.title == "X")
        #expect(both.profile(file).profile?.title == "X")
        #expect(
            both.profile(folder.appending("none.yaml")).findings.first?.description.contains("cannot be read") == true)
    }
}
