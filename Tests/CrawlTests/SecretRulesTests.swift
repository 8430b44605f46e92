// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CrawlProfile
import DemoSite
import Fetch
import HTTPMessage
import TestSupport
import Testing
import WebURL

@testable import Crawl

/// What a profile calls secret is taken out of answers of anonymous requests too, and is there again for the requests that need it.
@Suite struct SecretRulesTests {
    private static let rules: SecretRules = {
        var rules = SecretRules()
        rules.headers = ["x-guest-token"]
        rules.cookies = ["ct0"]
        rules.parameters = ["access_token"]
        rules.json = [JSONPointer("/guest_token"), JSONPointer("/deep/*/key")].compactMap(\.self)
        return rules
    }()

    private static let answer = DemoResponse(
        fields: [
            DemoField("Content-Type", "application/json"), DemoField("X-Guest-Token", "header-value-1"),
            DemoField("Set-Cookie", "ct0=cookie-value-2; Path=/"), DemoField("Set-Cookie", "plain=cookie-value-3"),
        ],
        body: [
            .bytes(
                Array(
                    """
                    {"guest_token":"json-value-4","deep":[{"key":"json-value-5"}],"next":"/a?x=1&access_token=par%2Fameter-6&y=2",
                    "again":["header-value-1","cookie-value-2","cookie-value-3","json-value-4","par/ameter-6","abc"],
                    "outer":"/b?u=%2Fc%3Faccess_token%3Dinner-value-7%26z%3D1"}
                    """.utf8))
        ])

    private static func with(_ body: (DiscreetEngine, DemoServer, Int, String) async throws -> Void) async throws {
        var options = DemoWorld.Options()
        options.behaviours = ["/a": .answer(answer), "/post": .status(404)]
        let server = DemoServer(world: DemoWorld(options))
        let port = try await server.start()
        let folder = try TemporaryDirectory()
        var vault = SecretVault()
        try vault.add("bearer", "bearer\"value&9")
        let keeper = SecretKeeper(vault: vault, origins: ["bearer": ["http://127.0.0.1:\(port)"]])
        let engine = DiscreetEngine(CurlEngine(), keeper: keeper)
        do { try await body(engine, server, port, folder.path) } catch {
            await server.stop()
            throw error
        }
        await engine.shutdown()
        await server.stop()
    }

    @Test func `what the rules name is replaced everywhere in the answer`() async throws {
        try await Self.with { engine, server, port, folder in
            let url = try #require(WebAddress("http://127.0.0.1:\(port)/a"))
            let result = await engine.fetch(FetchRequest(url, spoolDirectory: folder), Self.rules)
            let head = String(decoding: try #require(result.responseHead).serialized(), as: UTF8.self)
            let text = String(decoding: try result.body.prefix(10_000), as: UTF8.self)
            for value in [
                "header-value-1", "cookie-value-2", "json-value-4", "json-value-5", "par%2Fameter-6", "par/ameter-6",
            ] {
                #expect(!head.contains(value) && !text.contains(value), "\(value)")
            }
            #expect(!text.contains("inner-value-7"))
            #expect(
                text.contains("cookie-value-3") && head.contains("plain=cookie-value-3") && text.contains("\"abc\""))
            #expect(head.contains("ct0=[redacted by Kabinet]; Path=/"))
            #expect(result.redactions.response == ["X-Guest-Token", "Set-Cookie", "(body)"])
            #expect(result.body.digest != nil)
            // The link in the answer leads on with the value that the server gave out.
            let next = try #require(
                text.firstRange(of: "access_token=").map { text[$0.upperBound...].prefix { $0 != "&" } })
            let second = try #require(WebAddress("http://127.0.0.1:\(port)/a?access_token=\(next)"))
            let again = await engine.fetch(FetchRequest(second, spoolDirectory: folder), Self.rules)
            #expect(server.count(of: "/a?access_token=par%2Fameter-6") == 1)
            #expect(!String(decoding: again.requestHead, as: UTF8.self).contains("ameter-6"))
            // Nobody asked for it without rules.
            let plain = await engine.fetch(FetchRequest(url, spoolDirectory: folder))
            #expect(String(decoding: try plain.body.prefix(10_000), as: UTF8.self).contains("json-value-4"))
        }
    }

    @Test func `a value from before a restart is missed by name, and sent nowhere`() async throws {
        try await Self.with { engine, server, port, folder in
            let url = try #require(WebAddress("http://127.0.0.1:\(port)/a?t=kabinet-secret-session-0011223344556677"))
            let result = await engine.fetch(FetchRequest(url, spoolDirectory: folder))
            #expect(result.failure?.kind == .protocol && result.failure?.detail.contains("not known any more") == true)
            #expect(server.log.isEmpty)
        }
    }

    @Test func `a credential is put into fields, bodies and URLs as each needs it, and only for its origin`()
        async throws
    {
        try await Self.with { engine, server, port, folder in
            let url = try #require(WebAddress("http://127.0.0.1:\(port)/post?t=kabinet-secret-bearer"))
            let result = await engine.fetch(
                FetchRequest(
                    url, method: "POST", body: Array("{\"t\":\"kabinet-secret-bearer\"}".utf8),
                    fields: [
                        HTTPField(name: "Authorization", value: "Bearer kabinet-secret-bearer"),
                        HTTPField(name: "X-Key", value: "kabinet-secret-bearer"),
                        HTTPField(name: "Content-Type", value: "application/json"),
                    ], spoolDirectory: folder))
            let seen = try #require(server.log.first)
            #expect(seen.target == "/post?t=bearer%22value%269")
            #expect(seen["Authorization"] == "Bearer bearer\"value&9" && seen["X-Key"] == "bearer\"value&9")
            #expect(seen["Content-Length"] == String("{\"t\":\"bearer\\\"value&9\"}".utf8.count))
            let head = String(decoding: result.requestHead, as: UTF8.self)
            #expect(head.contains("POST /post?t=kabinet-secret-bearer HTTP/1.1\r\n") && !head.contains("value"))
            #expect(head.contains("Content-Length: 29\r\n") && head.contains("X-Key: kabinet-secret-bearer\r\n"))
            #expect(Set(result.redactions.request).isSuperset(of: ["(start line)", "Authorization", "X-Key"]))
            for other in [
                "http://localhost:\(port)/?t=kabinet-secret-bearer", "http://kabinet-secret-bearer.test/",
                "http://127.0.0.1:1/?t=kabinet-secret-bearer", "https://127.0.0.1:\(port)/?t=kabinet-secret-bearer",
            ] {
                let url = try #require(WebAddress(other))
                let refused = await engine.fetch(FetchRequest(url, spoolDirectory: folder))
                #expect(refused.failure?.detail.contains("is not for") == true, "\(other)")
                #expect(refused.requestHead.isEmpty)
            }
            #expect(server.log.count == 1)
        }
    }
}
