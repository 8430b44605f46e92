// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

/// A server with Mastodon's API, written by others: the profile `mastodon` pages it to the end.
@Suite(.needsInterop) struct MastodonTests {
    @Test func `an account is captured to its last page with its media, and nothing that is not public`() async throws {
        let home = try TemporaryDirectory()
        let mock = try Tier.judge("mastodon_mock")
        let database = home.appending("posts.sqlite")
        let made = try await ToolProcess.run(
            mock,
            [
                "gen-data", "--accounts", "4", "--statuses-per-account", "130", "--seed", "42", "--database", database,
                "--yes",
            ],
            in: home.path)
        try #require(made.status == 0, "\(made.errors)")
        try home.write(Array("[database]\npath=\"\(database)\"\n".utf8), to: "mock.toml")
        let port = try LoopbackPort.free()
        let base = "http://127.0.0.1:\(port)"
        let server = try ToolProcess(
            mock,
            [
                "serve", "--config", "mock.toml", "--host", "127.0.0.1", "--port", "\(port)", "--domain",
                "127.0.0.1:\(port)",
            ],
            in: home.path)
        defer { server.stop() }
        try await server.listens(on: port)

        var facts: [Substring: [[Substring]]] = [:]
        for line in try await Tier.script("mastodon_posts.py", [base, database]).lines {
            let words = line.split(separator: " ")
            facts[words[0], default: []].append(Array(words.dropFirst()))
        }
        let user = try #require(facts["user"]?.first?.first)
        let wanted = Set((facts["status"] ?? []).compactMap { $0.first })
        #expect(wanted.count > 130)

        let folder = CollectionFolder(path: home.appending("collection"))
        let result = try await Kabinet.crawl(["\(base)/@\(user)"], into: folder.path, ["--profile", "mastodon"])
        // The server has no pages, only an API: the profile calls them optional, so they are no gaps.
        #expect(result.status == 0, "\(result.output)\(result.errors)")

        var pages = 0
        var texts = ""
        var media: [String: String] = [:]
        try folder.forEachRecord { record in
            guard record.header.type == .response, let url = record.header.targetURI else { return }
            if url.contains("/statuses?") {
                if url.contains("limit=40") { pages += 1 }
                texts += String(decoding: try record.readPayload(limit: 1 << 24), as: UTF8.self)
            } else if url.contains("/media/attachments/") {
                let digest = DigestStream(.sha256)
                try record.forEachStoredPayloadChunk { digest.update($0) }
                media[url] = Hex.encode(digest.finish().bytes)
            }
        }
        #expect(pages >= (wanted.count + 39) / 40, "40 posts a page")
        let found = try await Tier.script("found_posts.py", [folder.path]).lines.map { $0.split(separator: " ") }
        let mine = Set(found.filter { $0[0] == "own" || $0[0] == "repost" }.map { $0[1] })
        #expect(mine == wanted, "the posts that were found are those that the server has")
        let missing = wanted.filter { !texts.contains("\"id\":\"\($0)\"") && !texts.contains("\"id\": \"\($0)\"") }
        #expect(missing.isEmpty, "\(missing.count) of \(wanted.count) posts")
        for medium in facts["media"] ?? [] {
            #expect(media[String(medium[0])] == String(medium[1]), "\(medium[0])")
        }
        #expect(media.count == facts["media"]?.count)
        for hidden in facts["private"] ?? [] { #expect(media[String(hidden[0])] == nil) }
        let gaps = try folder.log().filter { $0.outcome != "captured" && $0.outcome != "revisit" }
        #expect(gaps.allSatisfy { $0.outcome == "not-found" && !$0.url.contains("/api/") }, "\(gaps)")
    }
}
