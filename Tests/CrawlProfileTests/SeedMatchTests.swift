// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

@Suite struct SeedMatchTests {
    private static let text = """
        profile: x
        version: 1
        title: X
        match:
          - kind: post
            url: [ "{scheme}://{host}/{user:word}/status/{id:digits}**", "{scheme}://{host}/{user:word}/statuses/{id:digits}" ]
            hosts: &hosts [ x.com, "*.x.com", twitter.com ]
            canonical: "https://x.com/{user|lower}/status/{id}"
          - kind: profile
            url: "{scheme}://{host}/{user:word}"
            hosts: *hosts
            not: { user: [ i, Home, search, watch ] }
            canonical: "https://x.com/{user|lower}"
          - kind: search
            url: "{scheme}://{host}/search"
            hosts: *hosts
            query: { q: "{words}" }
            supported: false
          - kind: post
            url: "{scheme}://{host}/watch"
            hosts: *hosts
            query: { v: "{id:word}", list: "{list:word}" }
            canonical: "https://x.com/i/status/{id}"
          - url: "{scheme}://l.x.com/**"
            hosts: l.x.com
            unwrap: u
        seed:
          - { url: "{scheme}://api.x.com/by/{user}", as: api, for: profile, lane: api,
              body: '{"u":"{user}","v":{"{user}":1}}' }
          - { url: "{scheme}://api.x.com/by/{user}", as: api, for: profile, lane: page }
          - { url: "{scheme}://t.x.com/r?id={id}&token={id|syndication-token}", as: api, for: post }
        lanes:
          - { name: page, about: pages }
          - { name: api, about: api, credential: key }
        """

    private func profile() throws -> Profile {
        let reading = Profile.parse(Self.text, file: "x.yaml")
        return try #require(reading.profile, "\(reading.findings)")
    }

    @Test(
        arguments: [
            (
                "https://twitter.com/MinPres/status/20?s=09#x", SeedKind.post, "https://x.com/minpres/status/20",
                "minpres@x.com"
            ),
            ("mobile.x.com/MinPres/statuses/20", .post, "https://x.com/minpres/status/20", "minpres@x.com"),
            ("http://x.com/MinPres/status/20/photo/1", .post, "https://x.com/minpres/status/20", "minpres@x.com"),
            ("x.com/MinPres/", .profile, "https://x.com/minpres", "minpres@x.com"),
            ("https://x.com/watch?a=1&list=L&v=4", .post, "https://x.com/i/status/4", "i@x.com"),
            (
                "https://l.x.com/l.php?h=1&u=https%3A%2F%2Ftwitter.com%2FMinPres%2Fstatus%2F20%3Fx", .post,
                "https://x.com/minpres/status/20", "minpres@x.com"
            ),
            (
                "https://l.x.com/l.php?u=https%3A%2F%2Fl.x.com%2F%3Fu%3Dhttps%253A%252F%252Fx.com%252Fa", .profile,
                "https://x.com/a", "a@x.com"
            ),
        ])
    func `a seed has one form, whatever it was written as`(
        _ seed: String, _ kind: SeedKind, _ canonical: String, _ account: String
    ) throws {
        let profile = try profile()
        let found = try #require(profile.canonical(of: seed))
        #expect(found.canonical == canonical)
        #expect(found.match.kind == kind)
        #expect(found.match.account == account)
        #expect(found.match.seed == seed)
        #expect(profile.canonical(of: canonical)?.canonical == canonical)
    }

    @Test(
        arguments: [
            "https://x.com/home", "https://x.com/I", "https://x.com/watch?v=1", "https://l.x.com/?h=1",
            "https://l.x.com/?u=https%3A%2F%2Felsewhere.example%2Fa%2Fb%2Fc", "https://l.x.com/?u=",
            "https://l.x.com/?u=l.x.com",
        ])
    func `what the platform does not mean is none of its seeds`(_ seed: String) throws {
        #expect(try profile().match(seed: seed) == nil)
    }

    @Test func `a redirector that leads to itself for ever is none`() throws {
        var url = "https://x.com/a"
        for _ in 0..<5 {
            url =
                "https://l.x.com/?u="
                + url.replacing("%", with: "%25").replacing(":", with: "%3A").replacing("/", with: "%2F")
                .replacing("?", with: "%3F").replacing("=", with: "%3D")
        }
        #expect(try profile().match(seed: url) == nil)
    }

    @Test func `what is known but not captured says so`() throws {
        let match = try #require(try profile().match(seed: "https://x.com/search?q=a%20b&f=live"))
        #expect(!match.isSupported)
        #expect(match.kind == .search)
        #expect(match.bindings["words"] == "a%20b")
    }

    @Test func `a redirector of one platform leads to a seed of another`() throws {
        let other = LanguageSample.head
        let profiles = [try profile(), try #require(Profile.parse(other, file: "coo.yaml").profile)]
        let best = try #require(
            ProfileLibrary.best(for: "https://l.x.com/?u=https%3A%2F%2Fcoo.example%2Fanna", among: profiles))
        #expect(best.profile.name == "coo")
        #expect(best.match.account == "anna@coo.example")
    }

    @Test func `seeds have lanes, methods and bodies`() throws {
        let profile = try profile()
        let match = try #require(profile.match(seed: "http://x.com/MinPres"))
        let planned = profile.expansion(of: match)
        #expect(planned.map(\.url) == ["http://api.x.com/by/MinPres", "http://api.x.com/by/MinPres"])
        #expect(planned.map(\.lane) == ["api", "page"])
        #expect(
            planned[0].request
                == RequestContent(
                    body: Array(#"{"u":"MinPres","v":{"MinPres":1}}"#.utf8), type: "application/json"))
        #expect(planned[1].request == nil)
    }

    @Test func `a template counts what a service wants to be counted`() throws {
        let profile = try profile()
        let match = try #require(profile.match(seed: "https://x.com/a/status/1445138063169458179"))
        #expect(
            profile.expansion(of: match).map(\.url) == [
                "https://t.x.com/r?id=1445138063169458179&token=3i419iolx1h"
            ])
    }
}
