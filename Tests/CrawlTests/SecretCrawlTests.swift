// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Crawl
import DemoSite
import HTTPMessage
import TestSupport
import Testing
import Verification
import WARC

/// Secrets that a crawl sends and gets back are found nowhere in its folder.
@Suite struct SecretCrawlTests {
    /// Every spelling of each has one of the marks in it.
    private static let token = "s3cretMarker99/+&x=\"é' <y>"
    private static let cookie = "c00kieMarker77abcdef"

    /// Where a secret is planted, as other programs write it.
    private static let spellings = [
        token, "s3cretMarker99%2F%2B%26x%3D%22%C3%A9%27%20%3Cy%3E", "s3cretMarker99%2F%2B%26x%3D%22%C3%A9%27+%3Cy%3E",
        "s3cretMarker99\\/+&x=\\\"é' <y>", "s3cretMarker99/+&amp;x=&quot;é&#39; &lt;y&gt;",
        Base64Text.encode(Array(token.utf8)), Base64Text.encode(Array("Bearer:\(token)".utf8)),
        Base64Text.encode(Array("u:\(token):x".utf8)), Base64Text.encode(Array("ab\(token)".utf8)),
        Hex.encode(Array(token.utf8)), Hex.encode(Array(token.utf8)).uppercased(),
        token.utf8.map { "%" + Hex.encode([$0]) }.joined(), token.utf8.map { "&#\($0);" }.joined(),
    ]

    /// Bytes that must not be anywhere: the marks, and what they are in base 16 and base 64.
    private static let forbidden: [[UInt8]] = {
        var all: [[UInt8]] = []
        for mark in ["s3cretMarker99", "c00kieMarker77"] {
            all.append(Array(mark.utf8))
            all.append(Array(Hex.encode(Array(mark.utf8)).utf8))
            all.append(Array(Hex.encode(Array(mark.utf8)).uppercased().utf8))
            all.append(mark.utf8.flatMap { Array("%\(Hex.encode([$0]))".utf8) })
            all.append(mark.utf8.flatMap { Array("&#\($0);".utf8) })
            all.append(mark.utf8.flatMap { [$0, 0] })
            for before in 0..<3 {
                // The characters in the middle are the mark's alone.
                let text = Base64Text.encode(Array((String(repeating: "-", count: before) + mark).utf8))
                all.append(Array(text.utf8.dropFirst(before == 0 ? 0 : 4).prefix(12)))
            }
        }
        return all
    }()

    private static let page: String = {
        let percent = spellings[1]
        return """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>Welkom \(spellings[4])</title>
            <link rel="next" href="/lijst?pagina=2&amp;access_token=\(percent)"></head>
            <body>\(spellings.map { "<p>\($0)</p>" }.joined(separator: "\n"))
            <img src="/assets/img/pattern.svg?t=\(percent)"> <a href="http://elders.test/?t=\(percent)">weg</a>
            <a href="http://elders.test/?t=kabinet-secret-token">kaal</a> <img src="/kabinet-secret-token.png?q=\(percent)">
            <script>var t="\(spellings[3])"</script></body></html>
            """
    }()

    private static func html(_ body: [DemoPiece], _ more: [DemoField] = [], status: Int = 200) -> DemoBehaviour {
        .answer(
            DemoResponse(
                status: status, fields: [DemoField("Content-Type", "text/html; charset=utf-8")] + more, body: body))
    }

    private static func behaviours() throws -> [PathPattern: DemoBehaviour] {
        let bytes = Array(page.utf8)
        let echo = bytes + Array("<script>document.cookie='sid=\(cookie)'</script>".utf8)
        let echoes =
            spellings.enumerated().map { DemoField("X-Echo-\($0)", $1) }
            + [
                DemoField("Set-Cookie", "sid=\(cookie); HttpOnly; Path=/"),
                DemoField("Link", "</n?t=\(spellings[1])>; rel=next"),
            ]
        let gzip = try GzipCompressor().member(bytes)
        let half = 1_500_000 - UInt64(token.utf8.count / 2)
        let large: [DemoPiece] = [
            .repeated(Array("vulling ".utf8), count: half), .bytes(bytes), .repeated([32], count: 1 << 18),
            .bytes(bytes),
        ]
        let wire =
            "HTTP/1.1 200 Hoi \(token)\r\nContent-Type: text/html\r\nContent-Length: 90000\r\nGeen veld \(token)\r\n\r\n"
        let cut = Array(wire.utf8) + bytes + Array("nog \(token.prefix(20))".utf8)
        return [
            "/robots.txt": html([.bytes(Array("User-agent: *\nDisallow: /x\n# \(token)\n".utf8))]),
            "/pagina": html([.bytes(echo)], echoes), "/lijst": html([.bytes(echo)], echoes),
            "/gzip": html([.bytes(gzip)], [DemoField("Content-Encoding", "gzip")]),
            "/kapot": html([.bytes(Array(gzip.prefix(gzip.count - 9)))], [DemoField("Content-Encoding", "gzip")]),
            "/leugen": html([.bytes(bytes)], [DemoField("Content-Encoding", "br")]),
            "/groot": html(large), "/fout": html([.bytes(echo)], echoes, status: 500),
            "/weg": .redirect(to: "/doel?access_token=\(spellings[1])", status: 302),
            "/buiten": .redirect(to: "http://elders.test/?access_token=\(spellings[1])", status: 302),
            "/doel": html([.bytes(echo)], echoes),
            "/json": .answer(
                DemoResponse(
                    fields: [DemoField("Content-Type", "application/json")],
                    body: [.bytes(Array("{\"next\":\"/lijst?t=\(spellings[1])\",\"t\":\"\(spellings[3])\"}".utf8))])),
            "/knip": .answer(DemoResponse(body: [.bytes(cut)], framing: .wire(.close))),
            "/wachtwoord": .answer(
                DemoResponse(status: 401, fields: [DemoField("WWW-Authenticate", "Basic realm=\"\(token)\"")])),
        ]
    }

    private static let paths = [
        "/pagina", "/lijst", "/gzip", "/kapot", "/leugen", "/groot", "/fout", "/weg", "/buiten", "/json", "/knip",
        "/wachtwoord",
    ]

    @Test func `secrets planted everywhere are found nowhere`() async throws {
        var options = DemoWorld.Options()
        options.behaviours = try Self.behaviours()
        try await CrawlStage.with(options) { stage in
            let seeds = Self.paths.map { "\($0)?access_token=kabinet-secret-token" }
            let settings = stage.settings(seeds) { $0.network.connectTo = ["elders.test:80:127.0.0.1:\(stage.port)"] }
            let source = SecretSource(environment: ["KABINET_CREDENTIAL_TOKEN=\(Self.token)"])
            let log = LoggedProgress()
            let end = try await CrawlSession.begin(
                settings, in: stage.layout, software: "kabinet test", secrets: source
            )
            .run(stops: StopSwitch(), observer: log.observer)
            #expect(end.cause == .finished)
            // The server did get it, and nobody else would have.
            for path in Self.paths {
                #expect(stage.server.count(of: "\(path)?access_token=\(Self.spellings[1])") >= 1, "\(path)")
            }
            #expect(stage.server.log.contains { $0.target == "/doel?access_token=\(Self.spellings[1])" })
            let contents = try stage.contents()
            try contents.agree()
            #expect(contents.url("\(stage.base)/doel?access_token=kabinet-secret-token")?.state == "stored")
            let away = contents.urls.filter {
                $0.url.hasPrefix("http://elders.test/?") && $0.outcome != "refused:scope"
            }
            #expect(away.map(\.detail) == ["the credential token is not for http://elders.test"])
            #expect(stage.server.log.allSatisfy { !$0.host.contains("elders") || $0.target == "/robots.txt" })
            #expect(contents.captures.contains { $0.title == "Welkom kabinet-secret-token" })
            try Self.search(stage.layout.root)
            #expect(Self.found(in: Array(log.text.utf8)) == nil)
            try Self.verify(contents)
            try checkNotes(contents, stage)
        }
    }

    /// What was replaced is said in the record, and digests and lengths are of what is stored.
    private func checkNotes(_ contents: CollectionContents, _ stage: CrawlStage) throws {
        for name in ["pagina", "gzip", "groot"] {
            let url = "\(stage.base)/\(name)?access_token=kabinet-secret-token"
            let records = try contents.records().filter { $0.header.targetURI == url }
            let answer = try #require(records.first { $0.header.type == .response || $0.header.type == .revisit })
            let note = try #require(answer.header["WARC-Redacted-Fields"])
            #expect(note.contains("(body)"))
            #expect(
                name != "pagina" || note.contains("Set-Cookie") && note.contains("X-Echo-0") && note.contains("Link"))
            let request = try #require(records.first { $0.header.type == .request })
            #expect(request.header["WARC-Redacted-Fields"] == "(start line)")
        }
    }

    @Test func `a run goes on only with the credentials that it began with`() async throws {
        var options = DemoWorld.Options()
        options.behaviours = try Self.behaviours()
        try await CrawlStage.with(options) { stage in
            let path = stage.folder.appending("credentials")
            try FileSystem.writeAtomically(
                path, Array("token: '\(Self.token.split(separator: "'").joined(separator: "''"))'\n".utf8))
            #expect(TestFile.makePrivate(path))
            let settings = stage.settings(["/pagina?access_token=kabinet-secret-token"]) { $0.limits.pages = 1 }
            let begun = try await CrawlSession.begin(
                settings, in: stage.layout, software: "t", secrets: SecretSource(file: path)
            ).run(stops: StopSwitch())
            #expect(begun.cause != .finished)
            try FileSystem.remove(path)
            await #expect(throws: (any Error).self) {
                try await CrawlSession.resume(stage.layout, software: "t", limits: .init(pages: 5))
            }
            // From the environment it is as good.
            let source = SecretSource(file: nil, environment: ["KABINET_CREDENTIAL_TOKEN=\(Self.token)"])
            await #expect(throws: (any Error).self) {
                // The file that the settings name is gone.
                try await CrawlSession.resume(stage.layout, software: "t", secrets: source)
            }
            try FileSystem.writeAtomically(path, Array("# moved to the environment\n".utf8))
            #expect(TestFile.makePrivate(path))
            let session = try await CrawlSession.resume(
                stage.layout, software: "t", limits: .init(pages: 50), secrets: source)
            #expect(try await session?.run(stops: StopSwitch()).cause == .finished)
            try Self.search(stage.layout.root)
        }
    }

    // MARK: Search

    /// Where one of the marks is, with what is around it.
    private static func found(in bytes: [UInt8]) -> String? {
        bytes.withUnsafeBytes { buffer in
            forbidden.lazy.compactMap { ByteSearch.first($0, in: buffer) }.first.map { place in
                String(decoding: buffer[max(0, place - 60)..<min(buffer.count, place + 60)], as: UTF8.self)
            }
        }
    }

    /// Looks into every file, as it is and unpacked, and into the bodies of records unpacked once more.
    private static func search(_ folder: String) throws {
        var searched = 0
        for path in try TestFile.tree(folder) {
            let bytes = try #require(TestFile.bytes(path))
            #expect(found(in: bytes) == nil, "\(path)")
            searched += 1
            guard path.hasSuffix(".gz") || path.hasSuffix(".open") else { continue }
            var unpacked: [UInt8] = []
            let decoder = ContentDecoder([.gzip], outputLimit: 1 << 30)
            try decoder.decode(bytes) { unpacked.append(contentsOf: $0) }
            #expect(found(in: unpacked) == nil, "\(path) unpacked")
            #expect(unpacked.count > 500)
            let reader = try WARCReader(path: path)
            while let record = try reader.next() {
                guard record.header.type == .response, let head = try record.httpHead() else { continue }
                let block = try record.readBlock(limit: 1 << 26)
                let fields = try HTTPResponseHead(parsing: block).fields
                let body = try ContentDecoder.decode(Array(block.dropFirst(head.count)), fields: fields, limit: 1 << 28)
                #expect(found(in: body) == nil, "\(path) \(record.header.targetURI ?? "")")
            }
        }
        #expect(searched >= 4)
    }

    private static func verify(_ contents: CollectionContents) throws {
        var verifier = Verifier()
        for name in try contents.files() {
            let verdict = try verifier.verify(path: contents.layout.archiveDirectory + "/" + name) { finding in
                #expect(finding.severity < .error, "\(finding.diagnostic)")
            }
            #expect(verdict.count(.error) == 0)
        }
        #expect(verifier.finish().filter { $0.severity == .error }.map(\.message) == [])
    }
}
