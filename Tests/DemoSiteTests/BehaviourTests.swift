// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import DemoSite
import Testing

@testable import DemoSite

@Suite struct BehaviourTests {
    private let world = DemoWorld.shared

    @Test(arguments: DemoBehaviour.names)
    func `every named behaviour answers, the same each time`(name: String) {
        let request = DemoRequest("/behaviour/" + name)
        let (first, second) = (world.response(for: request), world.response(for: request))
        #expect(first.status != 404 || name == "404")
        #expect(first.bytes() == second.bytes())
        #expect(
            String(decoding: world.response(for: DemoRequest("/behaviour/")).bytes(), as: UTF8.self).contains(
                "/behaviour/"))
    }

    @Test func `a refusal ends after so many visits`() {
        let (first, second) = (
            world.response(for: DemoRequest("/behaviour/429?times=2&after=7", visit: 1)),
            world.response(for: DemoRequest("/behaviour/429?times=2&after=7", visit: 2))
        )
        #expect((first.status, first["Retry-After"]) == (429, "7"))
        #expect((second.status, second["Retry-After"]) == (200, nil))
        let time = ArchiveDate(iso8601: "2026-11-22T12:00:00.5Z") ?? ArchiveDate(seconds: 0)
        let dated = world.response(for: DemoRequest("/behaviour/429-date?after=2", time: time))
        #expect(dated["Retry-After"] == "Sun, 22 Nov 2026 12:00:03 GMT")
    }

    @Test func `the longest pattern that fits decides, and a named host goes first`() {
        var options = DemoWorld.Options()
        options.behaviours = [
            "/@": .status(500), "/@noorveldkamp": .instead(.login), PathPattern("/@", host: "other.test"): .status(410),
        ]
        let world = DemoWorld(options, sharingMediaOf: .shared)
        #expect(world.response(for: DemoRequest("/")).status == 200)
        #expect(world.response(for: DemoRequest("/@samiroosterlaan")).status == 500)
        #expect(world.response(for: DemoRequest("/@samiroosterlaan", host: "other.test:80")).status == 410)
        let wall = world.response(for: DemoRequest("/@noorveldkamp?page=2"))
        #expect(wall.status == 200)
        #expect(String(decoding: wall.bytes(), as: UTF8.self).contains("type=\"password\""))
    }

    @Test func `a behaviour changes the page that the site would have given`() {
        var options = DemoWorld.Options()
        options.behaviours = ["/about": .drip(bytes: 100, milliseconds: 5), "/tags": .truncated(after: 50, .close)]
        let world = DemoWorld(options, sharingMediaOf: .shared)
        #expect(
            world.response(for: DemoRequest("/about")).bytes()
                == self.world.response(for: DemoRequest("/about")).bytes())
        let cut = world.response(for: DemoRequest("/tags"))
        let whole = self.world.response(for: DemoRequest("/tags"))
        #expect(cut["Content-Length"] == String(whole.count))
        #expect(cut.framing == .wire(.close))
        #expect(cut.bytes().suffix(50) == whole.bytes().prefix(50))
    }

    @Test func `redirects loop, or end after so many`() {
        let first = world.response(for: DemoRequest("/behaviour/redirect-loop"))["Location"] ?? ""
        #expect(world.response(for: DemoRequest(first))["Location"] == "/behaviour/redirect-loop")
        var target = "/behaviour/redirect-chain?count=5"
        var hops = 0
        while let next = world.response(for: DemoRequest(target))["Location"], hops < 100 {
            (target, hops) = (next, hops + 1)
        }
        #expect(hops == 5)
        #expect(world.response(for: DemoRequest(target)).status == 200)
    }

    @Test func `an endless list never ends`() {
        var target = "/behaviour/endless"
        for _ in 0..<300 {
            let page = String(decoding: world.response(for: DemoRequest(target)).bytes(), as: UTF8.self)
            target = page.components(between: "rel=\"next\" href=\"", and: "\"").first ?? ""
        }
        #expect(target == "/behaviour/endless?page=301")
    }

    @Test func `a big body is the same in one piece, in parts and by ranges`() {
        let answer = world.response(for: DemoRequest("/behaviour/big?bytes=300000&seed=5"))
        let whole = answer.bytes()
        #expect(whole.count == 300_000)
        #expect(whole == Noise(seed: 5).bytes(from: 0, count: 300_000))
        let part = world.response(
            for: DemoRequest("/behaviour/big?bytes=300000&seed=5", fields: [DemoField("Range", "bytes=65530-131080")]))
        #expect(part.status == 206)
        #expect(part.bytes() == Array(whole[65_530...131_080]))
        let huge = world.response(for: DemoRequest("/behaviour/big?bytes=2147483648"))
        #expect(huge.count == 2_147_483_648)
        #expect(huge.body.count == 1)
    }

    @Test(
        arguments: [
            ("bytes=0-0", DemoRange.part(first: 0, last: 0)), ("bytes=5-", .part(first: 5, last: 9)),
            ("bytes=-3", .part(first: 7, last: 9)), ("bytes=-30", .part(first: 0, last: 9)),
            ("bytes=3-99", .part(first: 3, last: 9)), ("bytes=10-", .none), ("bytes=-0", .none), ("bytes=5-3", .whole),
            ("bytes=0-1,3-4", .whole), ("lines=1-2", .whole), ("bytes=x-y", .whole), ("bytes=", .whole),
            ("bytes=-", .whole), ("bytes=99999999999999999999-", .whole),
        ])
    func `ranges are read as RFC 9110 says`(field: String, range: DemoRange) {
        #expect(DemoRange.parse(field, size: 10) == range)
    }

    @Test func `files and pages have validators`() {
        for target in ["/", "/media/avatars/noorveldkamp.png", "/assets/css/site.css", "/favicon.ico"] {
            let tag = world.response(for: DemoRequest(target))["ETag"] ?? ""
            let again = world.response(for: DemoRequest(target, fields: [DemoField("If-None-Match", tag)]))
            #expect(again.status == 304)
            #expect(again.count == 0)
        }
    }

    @Test(
        arguments: [
            "/@niemand", "/@noorveldkamp/1", "/@noorveldkamp?page=99", "/@noorveldkamp?page=0", "/@noorveldkamp?page=x",
            "/tags/nietbestaand", "/behaviour/nietbestaand", "/api/v1/statuses/1", "/api/v1/accounts/lookup", "/api/v1",
            "/api/v1/x/y/z", "/media/", "/%", "/%ff%fe", "/..", "//", "/users/x",
        ])
    func `what is not there is 404`(target: String) {
        #expect(world.response(for: DemoRequest(target)).status == (target == "//" ? 200 : 404))
    }

    @Test(
        arguments: [
            "429", "429-date", "slow", "drip", "chunked", "truncated", "redirect-chain", "endless", "big", "status",
        ],
        ["-1", "0", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "x"])
    func `no parameter of a behaviour traps`(name: String, value: String) {
        let names = ["times", "after", "ms", "bytes", "seed", "count", "left", "page", "code"]
        let query = names.map { "\($0)=\(value)" }.joined(separator: "&")
        let answer = world.response(for: DemoRequest("/behaviour/\(name)?\(query)"))
        #expect((200..<600).contains(answer.status))
        #expect(answer.bytes(limit: 1000).count < 1_000_000)
    }

    @Test func `other methods are refused`() {
        #expect(world.response(for: DemoRequest("/", method: "POST")).status == 405)
    }
}
