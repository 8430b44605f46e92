// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Fetch
import HTTPMessage
import Testing

/// HTTP/2 and TLS against nghttpd, a server that is not ours.
@Suite(.enabled(if: TLSServer.isInstalled, "the HTTP/2 tests need nghttpd (nghttp2-server) and openssl"))
struct HTTP2Tests {
    let server: TLSServer

    init() async throws { server = try await TLSServer(.nghttpd) }

    private func options() -> EngineOptions {
        EngineOptions(caFile: server.certificate, connectTo: ["social.test:443:127.0.0.1:\(server.port)"])
    }

    @Test func `an answer over HTTP 2 is stored in the form of HTTP 1`() async throws {
        let fixture = try FetchFixture(options())
        let result = try await fixture.fetch("https://social.test/page.html?a=b")
        #expect(result.failure == nil && result.truncated == nil && result.text == TLSServer.page)
        #expect(result.protocols.first == "h2")
        #expect(["tls/1.3", "tls/1.2"].contains(result.protocols.last ?? "") && result.protocols.count == 2)
        #expect(result.tlsCipher?.hasPrefix("TLS_") == true)
        #expect(result.peer == "127.0.0.1")
        #expect(result.head.hasPrefix("HTTP/1.1 200 \r\n") && result.head.hasSuffix("\r\n\r\n"))
        #expect(result.responseHead?.fields.allSatisfy { !$0.name.hasPrefix(":") } == true)
        // The trailer is sent, but libcurl 7.88 does not read behind the last byte of a known length.
        #expect(result.responseHead?.fields["x-checked"] == nil)
        let sent = String(decoding: result.requestHead, as: UTF8.self)
        #expect(sent.hasPrefix("GET /page.html?a=b HTTP/1.1\r\nHost: social.test\r\n") && sent.hasSuffix("\r\n\r\n"))
        let missing = try await fixture.fetch("https://social.test/missing")
        #expect(missing.failure == nil && missing.responseHead?.status == 404 && missing.body.count > 0)
    }

    @Test func `an answer over TLS 1 point 2 and HTTP 1 says so`() async throws {
        let old = try await TLSServer(.openssl)
        let fixture = try FetchFixture(
            EngineOptions(caFile: old.certificate, connectTo: ["social.test:443:127.0.0.1:\(old.port)"]))
        let result = try await fixture.fetch("https://social.test/")
        #expect(result.responseHead?.status == 200 && result.body.count > 0)
        #expect(result.protocols == ["http/1.0", "tls/1.2"])
        #expect(result.tlsCipher == "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
    }

    @Test func `many requests share one connection`() async throws {
        let fixture = try FetchFixture(options())
        _ = try await fixture.fetch("https://social.test/page.html")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let result = try await Self.fetchPatiently(fixture, "https://social.test/large.bin")
                    #expect(result.failure?.description == nil)
                    #expect(result.body.count == UInt64(TLSServer.largeCount))
                    #expect(result.tlsCipher != nil && result.protocols.count == 2)
                }
            }
            try await group.waitForAll()
        }
    }

    /// libcurl 7.88 now and then leaves the end of one of many streams unread until its time is up; the crawler then asks again.
    private static func fetchPatiently(_ fixture: FetchFixture, _ url: String) async throws -> FetchResult {
        for _ in 0..<3 {
            let result = try await fixture.fetch(url) { $0.timeouts.lowSpeedSeconds = 5 }
            guard result.failure?.kind == .timeout else { return result }
        }
        return try await fixture.fetch(url)
    }

    @Test func `a body over HTTP 2 is cut at its limit, and the connection goes on`() async throws {
        let fixture = try FetchFixture(options())
        let cut = try await fixture.fetch("https://social.test/large.bin") { $0.maxBytes = 1000 }
        #expect(cut.body.count == 1000 && cut.truncated == .length && cut.failure == nil)
        #expect(try await fixture.fetch("https://social.test/page.html").text == TLSServer.page)
    }

    @Test func `a certificate of nobody, or for another name, is a TLS failure`() async throws {
        let stranger = try await FetchFixture(EngineOptions()).fetch("https://127.0.0.1:\(server.port)/")
        #expect(stranger.failure?.kind == .tls && stranger.responseHead == nil && stranger.requestHead.isEmpty)
        let other = EngineOptions(
            caFile: server.certificate, connectTo: ["other.test:443:127.0.0.1:\(server.port)"])
        #expect(try await FetchFixture(other).fetch("https://other.test/").failure?.kind == .tls)
    }
}
