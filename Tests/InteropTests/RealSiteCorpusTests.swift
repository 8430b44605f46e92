// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage
import TestSupport
import Testing
import WARC
import WebURL

/// A real site, recorded in 2014 and served again by a small server that knows nothing of Kabinet.
@Suite(.needsInterop, .needsCorpus) struct RealSiteCorpusTests {
    @Test func `every answer of iana.org that links lead to is captured with the same payload`() async throws {
        let corpus = try #require(Tier.corpus)
        let recorded = corpus + "/warc/pywb/iana.warc.gz"
        let port = try LoopbackPort.free()
        let origin = try ToolProcess(
            Tier.judge("python"), [corpus + "/../tools/origin.py", "--port", "\(port)", recorded])
        defer { origin.stop() }
        try await origin.listens(on: port)

        let home = try TemporaryDirectory()
        let start = "http://www.iana.org/"
        let result = try await Kabinet.crawl(
            [start], into: home.appending("iana"), ["--connect-to", "::127.0.0.1:\(port)"])
        // 5: the recording lacks most pages of the site, which answers 404 for them.
        #expect(result.status == 5, "\(result.output)\(result.errors)")

        let folder = CollectionFolder(path: home.appending("iana"))
        var stored: [String: (status: Int, digest: String)] = [:]
        try folder.forEachRecord { record in
            guard record.header.type == .response, let url = record.header.targetURI,
                let head = try record.http
            else {
                return
            }
            stored[url] = (head.status, try Self.sha256(record))
        }
        let reachable = try await Tier.script("reachable.py", [recorded, start]).lines.map { line in
            line.split(separator: "\t").map(String.init)
        }
        #expect(reachable.count { $0[0] == "200" } == 29)
        for row in reachable {
            let (status, digest, url) = (row[0], row[1], row[2])
            let capture = stored[url]
            #expect(
                capture?.status == Int(status) && capture?.digest == digest, "\(url): \(String(describing: capture))")
        }

        let outcomes = Dictionary(try folder.log().map { ($0.url, $0) }) { _, last in last }
        for url in reachable.map({ $0[2] }) { #expect(outcomes[url] != nil, "\(url) is in the log") }
        let known: Set = ["captured", "empty", "redirected", "not-found", "refused:scope"]
        for entry in outcomes.values { #expect(known.contains(entry.outcome), "\(entry)") }
        for (url, capture) in stored { #expect(outcomes[url]?.status == "\(capture.status)", "\(url)") }
    }

    private static func sha256(_ record: WARCRecord) throws -> String {
        let digest = DigestStream(.sha256)
        try record.forEachStoredPayloadChunk { digest.update($0) }
        return Hex.encode(digest.finish().bytes)
    }
}
