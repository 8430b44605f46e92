// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HTTPMessage
import TestSupport
import Testing
import WARC

/// HTTP/2 over TLS with nghttp2's server.
@Suite(.needsInterop, .enabled(if: Nghttpd.path != nil, "HTTP/2 tests need nghttpd (Debian: nghttp2-server)"))
struct HTTP2Tests {
    @Test func `answers over HTTP 2 are stored as HTTP 1_1 text that says what was spoken`() async throws {
        try await withServer { site, home in
            let folder = CollectionFolder(path: home.appending("trusted"))
            let result = try await Kabinet.crawl([site], into: folder.path, ["--cacert", home.appending("cert.pem")])
            #expect(result.status == 0, "\(result.output)\(result.errors)")
            var answers: [String: [UInt8]] = [:]
            try folder.forEachRecord { record in
                guard let type = record.header.type, type == .response || type == .request else { return }
                let url = try #require(record.header.targetURI)
                let protocols = record.header.all("WARC-Protocol")
                #expect(protocols.count == 2 && protocols.contains("h2"), "\(url): \(protocols)")
                #expect(protocols.contains { $0 == "tls/1.2" || $0 == "tls/1.3" }, "\(url): \(protocols)")
                #expect(["127.0.0.1", "::1"].contains(record.header.ipAddress))
                let head = try #require(try record.httpHead())
                #expect(!String(decoding: head, as: UTF8.self).contains("HTTP/2"))
                if type == .request {
                    let request = try #require(try record.httpRequest)
                    #expect(request.version == "HTTP/1.1")
                    #expect(request.fields["Host"] != nil)
                    #expect(!request.fields.contains { $0.name.hasPrefix(":") })
                } else {
                    #expect(try record.http?.version == "HTTP/1.1")
                    answers[url] = try record.readPayload(limit: 1 << 20)
                }
            }
            #expect(answers[site + "style.css"] == Self.files["style.css"])
            #expect(answers[site + "second.html"] == Self.files["second.html"])
            #expect(answers[site + "picture.png"] == Self.files["picture.png"])
            for archive in try folder.archives {
                let check = try await ToolProcess.run(Tier.judge("warcio"), ["check", archive])
                #expect(check.status == 0, "\(check.output)\(check.errors)")
            }
        }
    }

    @Test func `a certificate that nobody vouches for is a failure of TLS, and nothing is fetched`() async throws {
        try await withServer { site, home in
            let folder = CollectionFolder(path: home.appending("untrusted"))
            let result = try await Kabinet.crawl([site], into: folder.path)
            #expect(result.status == 5, "\(result.output)\(result.errors)")
            let last = try folder.log().last { $0.url == site }
            #expect(last?.outcome == "failed:tls")
            #expect(try folder.log().allSatisfy { $0.outcome == "failed:tls" }, "asking again would not help")
            #expect(try folder.index().isEmpty)
        }
    }

    private static let files: [String: [UInt8]] = [
        "index.html": Array(
            "<!doctype html><title>h2</title><link rel=stylesheet href=/style.css><a href=second.html>2</a><img src=picture.png>"
                .utf8),
        "style.css": Array("body { color: #222 }".utf8),
        "second.html": Array("<!doctype html><title>second</title>".utf8),
        "picture.png": (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) },
    ]

    private func withServer(_ body: (String, TemporaryDirectory) async throws -> Void) async throws {
        let home = try TemporaryDirectory()
        for (name, bytes) in Self.files { try home.write(bytes, to: "files/" + name) }
        let (certificate, key) = (home.appending("cert.pem"), home.appending("key.pem"))
        _ = try await Tier.script("certificate.py", [certificate, key])
        let port = try LoopbackPort.free()
        let server = try ToolProcess(
            #require(Nghttpd.path), ["-a", "127.0.0.1", "-d", home.appending("files"), "\(port)", key, certificate])
        defer { server.stop() }
        try await server.listens(on: port)
        try await body("https://localhost:\(port)/", home)
    }
}

/// nghttp2's server.
private enum Nghttpd {
    static let path: String? = ["/usr/bin/nghttpd", "/usr/sbin/nghttpd"].first { access($0, X_OK) == 0 }
}
