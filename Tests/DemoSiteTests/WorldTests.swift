// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import DemoSite
import Testing

@Suite struct WorldTests {
    @Test func `the whole world has the same bytes at each run and on each machine`() {
        let world = DemoWorld.shared
        let truth = world.truth(.site, base: "http://demo.test")
        let digest = DigestStream(.sha256)
        for medium in truth.media { digest.update(Array("\(medium.url) \(medium.sha256)\n".utf8)) }
        for page in truth.pages {
            digest.update(world.response(for: DemoRequest(String(page.dropFirst("http://demo.test".count)))).bytes())
        }
        #expect(Hex.encode(digest.finish().bytes) == "e79b4e6aec1e0625e83f1843e4c9ecbb3c4ce77f5d49451f738e5938085f87d2")
    }

    @Test func `two worlds of one seed are equal and those of two seeds are not`() {
        var options = DemoWorld.Options()
        let (first, second) = (DemoWorld(options, sharingMediaOf: .shared), DemoWorld(options, sharingMediaOf: .shared))
        #expect(first.posts == second.posts)
        options.seed = 7
        #expect(DemoWorld(options, sharingMediaOf: .shared).posts != first.posts)
        #expect(DemoWorld(options, sharingMediaOf: .shared).posts.count(where: { $0.kind.name == "post" }) == 50)
    }

    @Test func `ids differ, follow time, and keep their value in the second edition`() {
        let first = DemoWorld.shared
        #expect(Set(first.posts.map(\.id)).count == first.posts.count)
        let ids = first.posts.map { UInt64($0.id) ?? 0 }
        #expect(ids.first.map { $0 >> 16 } == first.posts.first.map { UInt64($0.created.microseconds / 1000) })
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 >= $1 })
        var options = DemoWorld.Options()
        options.edition = 2
        let second = DemoWorld(options, sharingMediaOf: .shared)
        let (before, after) = (Set(first.posts.map(\.id)), Set(second.posts.map(\.id)))
        let gone = before.subtracting(after).compactMap { first.post($0) }
        #expect(gone.filter { $0.kind == .post }.map { $0.text.prefix(8) } == ["Vacature"])
        let new = after.subtracting(before).compactMap { second.post($0) }
        #expect(new.filter { $0.kind == .post }.map { $0.text.prefix(7) } == ["Vandaag"])
        let changed = before.intersection(after).filter { first.post($0)?.text != second.post($0)?.text }
        #expect(changed.count == 1)
    }

    @Test func `a deleted post is gone and a changed one shows its versions`() throws {
        var options = DemoWorld.Options()
        options.edition = 2
        let (first, second) = (DemoWorld.shared, DemoWorld(options, sharingMediaOf: .shared))
        let vacancy = try #require(first.posts.first { $0.text.hasPrefix("Vacature") })
        #expect(first.response(for: DemoRequest(vacancy.permalink)).status == 200)
        #expect(second.response(for: DemoRequest(vacancy.permalink)).status == 404)
        let boxes = try #require(second.posts.first { $0.text.contains("begroting van 2024") })
        #expect(boxes.edited != nil)
        #expect(first.response(for: DemoRequest(boxes.permalink + "/history")).status == 404)
        #expect(second.response(for: DemoRequest(boxes.permalink + "/history")).status == 200)
    }

    @Test func `every sort of post is there`() {
        let world = DemoWorld.shared
        for kind in ["post", "reply", "boost", "quote"] { #expect(world.posts.contains { $0.kind.name == kind }) }
        #expect(world.posts.contains { $0.isPinned })
        #expect(world.posts.contains { $0.film != nil })
        #expect(world.posts.contains { $0.images.count == 4 })
        #expect(world.posts.contains { $0.edited != nil })
        #expect(world.posts.contains { $0.language == "en" })
        #expect(world.allTags.contains { $0.name == "coöperatie" })
        #expect(world.officials.count == 3)
        #expect(world.posts.allSatisfy { $0.created.digits14 > "2025" })
    }

    @Test func `a crawl of the whole site weighs 30 to 40 MB`() {
        let truth = DemoWorld.shared.truth(.site, base: "http://demo.test")
        let bytes = truth.media.reduce(0) { $0 + $1.byteCount }
        #expect(
            (30_000_000...40_000_000).contains(bytes),
            "\(bytes) bytes, \(truth.media.count) files, \(truth.pages.count) pages")
    }
}
