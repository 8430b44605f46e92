// SPDX-License-Identifier: EUPL-1.2

import DemoSite
import Testing

@Suite struct TruthTests {
    static let base = "http://demo.test"

    @Test(arguments: [DemoWorld.Paging.query, .path], [1, 2])
    func `every link on every page is answered, and the pages are those of the truth`(
        paging: DemoWorld.Paging, edition: Int
    ) {
        var options = DemoWorld.Options()
        options.paging = paging
        options.edition = edition
        let world = DemoWorld(options, sharingMediaOf: .shared)
        let walk = SiteWalk(world, from: ["/"])
        #expect(walk.broken == [])
        let truth = world.truth(.site, base: Self.base)
        #expect(walk.pages == truth.pages)
        #expect(walk.media == Dictionary(truth.media.map { ($0.url, $0.sha256) }) { first, _ in first })
        let redirects = walk.answers.filter { $0.value.status == 302 }.mapValues { Self.base + ($0["Location"] ?? "") }
        #expect(redirects == truth.redirects)
        for post in truth.posts where post.kind != "boost" { #expect(walk.answers[post.permalink]?.status == 200) }
    }

    @Test(arguments: ["noorveldkamp", "samiroosterlaan", "dijkenendaglicht", "fietser_fleur"])
    func `a walk of one profile finds what the truth of that profile says`(handle: String) {
        let world = DemoWorld.shared
        let walk = SiteWalk(world, from: ["/@\(handle)"], below: "/@\(handle)")
        let truth = world.truth(.profile(handle), base: Self.base)
        #expect(walk.broken == [])
        #expect(walk.pages == truth.pages)
        #expect(Set(walk.media.keys) == Set(truth.media.map(\.url)))
        let text = walk.answers.filter { truth.pages.contains($0.key) }.map {
            String(decoding: $0.value.bytes(), as: UTF8.self)
        }
        for post in truth.posts {
            #expect(text.contains { $0.contains(post.permalink.dropFirst(Self.base.count)) }, "\(post.permalink)")
        }
    }

    @Test func `an unknown account has an empty truth`() {
        let truth = DemoWorld.shared.truth(.profile("niemand"), base: Self.base)
        #expect(truth.posts.isEmpty)
        #expect(truth.media.isEmpty)
        #expect(truth.pages.isEmpty)
    }

    @Test func `the API leads to the posts and media of its truth`() throws {
        let world = DemoWorld.shared
        let truth = world.truth(.api("noorveldkamp"), base: Self.base)
        var target = "/api/v1/accounts/1001/statuses?limit=15"
        var texts: [String] = []
        var seen: Set<String> = []
        while true {
            let answer = world.response(for: DemoRequest(target))
            #expect(answer.status == 200)
            let text = String(decoding: answer.bytes(), as: UTF8.self)
            texts.append(text)
            for post in truth.posts where post.author == "noorveldkamp" && text.contains("\"id\":\"\(post.id)\"") {
                seen.insert(post.id)
                let context = world.response(for: DemoRequest("/api/v1/statuses/\(post.id)/context"))
                texts.append(String(decoding: context.bytes(), as: UTF8.self))
            }
            let links = (answer["Link"] ?? "").split(separator: ", ").filter { $0.hasSuffix("rel=\"next\"") }
            guard let next = links.first?.dropFirst(1 + Self.base.count).prefix(while: { $0 != ">" }) else { break }
            target = String(next)
        }
        #expect(seen == Set(truth.posts.filter { $0.author == "noorveldkamp" }.map(\.id)))
        let all = texts.joined()
        for post in truth.posts { #expect(all.contains("\"id\":\"\(post.id)\"")) }
        for medium in truth.media { #expect(all.contains("\"\(medium.url)\"")) }
        var found = Set<String>()
        for part in all.split(separator: "\"") where part.hasPrefix(Self.base + "/media/") {
            found.insert(String(part))
        }
        #expect(found == Set(truth.media.map(\.url)))
    }

    @Test func `the cursor leads through the whole feed and ends with null`() throws {
        let world = DemoWorld.shared
        let account = try #require(world.account("dijkenendaglicht"))
        var cursor: String?
        var ids: [String] = []
        repeat {
            let target = "/api/cursor/feed?account=dijkenendaglicht" + (cursor.map { "&cursor=\($0)" } ?? "")
            let text = String(decoding: world.response(for: DemoRequest(target)).bytes(), as: UTF8.self)
            ids += text.components(between: "{\"id\":\"", and: "\"").filter { world.post($0)?.author == account.handle }
            cursor =
                text.hasSuffix("\"cursor\":null}") ? nil : text.components(between: "\"cursor\":\"", and: "\"").first
        } while cursor != nil && ids.count < 1000
        #expect(ids == world.timeline(of: account).map(\.id))
    }

    @Test func `portraits have two addresses and one digest`() {
        let truth = DemoWorld.shared.truth(.site, base: Self.base)
        #expect(truth.media.count - truth.distinctMedia >= 13)
    }

    @Test func `media can live on a host of their own`() {
        var options = DemoWorld.Options()
        options.mediaBase = "http://media.test:81"
        let world = DemoWorld(options, sharingMediaOf: .shared)
        let page = String(decoding: world.response(for: DemoRequest("/@noorveldkamp")).bytes(), as: UTF8.self)
        #expect(page.contains("src=\"http://media.test:81/media/avatars/noorveldkamp.png\""))
        #expect(!page.contains("\"/media/"))
        #expect(
            world.truth(.profile("noorveldkamp"), base: Self.base).media.contains {
                $0.url.hasPrefix("http://media.test:81/")
            })
    }
}

extension String {
    /// The texts between two marks.
    func components(between start: String, and end: String) -> [String] {
        var result: [String] = []
        var rest = Substring(self)
        while let from = rest.firstRange(of: start), let to = rest[from.upperBound...].firstRange(of: end) {
            result.append(String(rest[from.upperBound..<to.lowerBound]))
            rest = rest[to.upperBound...]
        }
        return result
    }
}
