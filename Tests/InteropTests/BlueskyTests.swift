// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

/// A server of accounts as Bluesky has them, written by others: the profile `bluesky` takes the repository and lists its records.
@Suite(.needsInterop) struct BlueskyTests {
    @Test func `an account is captured as its repository, and every record is found`() async throws {
        let home = try TemporaryDirectory()
        let port = try LoopbackPort.free()
        let script = PackageRoot.appending("Tests/Judges/arroba_server.py")
        let server = try ToolProcess(
            try Tier.judge("../bluesky/bin/python"), [script, "\(port)", "250"], in: home.path)
        defer { server.stop() }
        try await server.listens(on: port)

        let base = "http://127.0.0.1:\(port)/xrpc/"
        let repository = base + "com.atproto.sync.getRepo?did=did:web:127.0.0.1"
        let folder = CollectionFolder(path: home.appending("collection"))
        let result = try await Kabinet.crawl([repository], into: folder.path, ["--profile", "bluesky"])
        #expect(result.status == 0, "\(result.output)\(result.errors)")

        var isCAR = false
        var lists: Set<String> = []
        try folder.forEachRecord { record in
            guard record.header.type == .response, let url = record.header.targetURI else { return }
            if url == repository {
                // A CAR file begins with its header: a map of `roots` and `version` (it is sent as text/html).
                let head = try record.readPayload(limit: 1 << 24).prefix(24)
                isCAR = head.dropFirst().starts(with: [0xa2, 0x65] + Array("roots".utf8))
            } else if url.contains("collection=app.bsky.feed.post") {
                lists.insert(url)
            }
        }
        #expect(isCAR)
        // A hundred a page; the server begins each page with the last record of the one before.
        #expect(lists.count == 3)

        let found = try await Tier.script("found_posts.py", [folder.path]).lines.map { $0.split(separator: " ") }
        #expect(found.count == 250)
        #expect(found.allSatisfy { $0.first == "own" })
        let moments = found.compactMap { Int($0[2]) }.sorted()
        // 2026-01-01T00:00:00Z, and seven hours from each to the next.
        #expect(moments == (0..<250).map { 1_767_225_600 + $0 * 25_200 })
    }
}
