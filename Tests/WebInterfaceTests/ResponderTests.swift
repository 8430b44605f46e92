// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import HTTPTypes
import Testing

@testable import WebInterface

@Suite struct `What the two origins answer` {
    let collection: SmallCollection

    init() throws { collection = try SmallCollection() }

    @Test(arguments: [
        "/", "/kab/", "/kab/*/https://a.nl/", "/kab/*/https://a.nl/*", "/kab/2021/https://a.nl/",
        "/kab/2021/https://a.nl/x", "/nowhere/",
    ])
    func `every page of the interface runs no script but ours and is in no frame`(path: String) async throws {
        let answer = try await collection.ask(interface: path)
        let policy = try #require(answer.header("Content-Security-Policy"))
        #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!answer.text.contains("<Proef>"))
        #expect(!answer.text.contains(" style="))
        #expect(answer.text.contains("<main id=\"main\""))
    }

    @Test func `the overview counts and lists, in the reader's language`() async throws {
        let english = try await collection.ask(interface: "/")
        #expect(english.status == 200)
        #expect(english.text.contains("<dt>Captures</dt><dd>3</dd>"))
        #expect(english.text.contains("Kabinet-&lt;Proef&gt;"))
        let dutch = try await collection.ask(interface: "/", [.init(name: "Accept-Language", value: "nl")])
        #expect(dutch.text.contains("<html lang=\"nl\">"))
        #expect(dutch.text.contains("<dt>Vastleggingen</dt>"))
        let chosen = try await collection.ask(
            interface: "/",
            [.init(name: "Accept-Language", value: "nl"), .init(name: "Cookie", value: "x=y; kabinet-language=en")])
        #expect(chosen.text.contains("<html lang=\"en\">"))
    }

    @Test func `a capture is shown in a frame of the other origin with its time and neighbours`() async throws {
        let answer = try await collection.ask(interface: "/kab/2021/https://a.nl/")
        #expect(answer.status == 200)
        #expect(answer.text.contains("src=\"http://localhost:8081/kab/20210101000000mp_/https://a.nl/\""))
        #expect(
            answer.text.contains("sandbox=\"allow-scripts allow-same-origin allow-forms allow-popups allow-modals\""))
        #expect(answer.text.contains("1 January 2021 00:00:00 UTC"))
        #expect(answer.text.contains("href=\"/kab/20220101000000/https://a.nl/\""))
        #expect(answer.text.contains("1 part missing"))
        #expect(answer.header("Content-Security-Policy")?.contains("frame-src http://localhost:8081") == true)
    }

    @Test func `archived content never leaves under the interface's origin`() async throws {
        let answer = try await collection.ask(interface: "/kab/2021im_/https://a.nl/i.png?a=1")
        #expect(answer.status == 307)
        #expect(answer.header("Location") == "http://localhost:8081/kab/2021im_/https://a.nl/i.png?a=1")
    }

    @Test(arguments: ["2021mp_", "2021"])
    func `the replay origin serves content, to be framed by the interface only`(time: String) async throws {
        let answer = try await collection.ask(replay: "/kab/\(time)/https://a.nl/")
        #expect(answer.status == 200)
        #expect(answer.text.contains("<img src=\"/kab/2021im_/https://a.nl/i.png\">"))
        #expect(
            answer.header("Content-Security-Policy")?.contains("frame-ancestors 'self' http://localhost:8080") == true)
        #expect(answer.header("Content-Length") == "\(answer.text.utf8.count)")
    }

    @Test func `HEAD has the length and no body`() async throws {
        let answer = try await collection.ask(replay: "/kab/2021im_/https://a.nl/i.png", method: .head)
        #expect(answer.status == 200)
        #expect(answer.header("Content-Length") == "3")
        #expect(answer.text.isEmpty)
    }

    @Test(arguments: [
        "/kab/2021mp_/https://a.nl/%3Cscript%3E?\"><script>alert(1)</script>",
        "/kab/2021mp_/https://a.nl/</main><script>",
    ])
    func `what was asked for is never markup in the answer`(path: String) async throws {
        for answer in [try await collection.ask(replay: path), try await collection.ask(interface: path)] {
            #expect(!answer.text.contains("<script>"))
        }
        #expect(try await collection.ask(replay: path).status == 404)
    }

    @Test func `other names, other methods and other ways in are refused`() async throws {
        #expect(try await collection.ask(interface: "/", authority: "evil.example").status == 421)
        #expect(try await collection.ask(replay: "/kab/2021mp_/https://a.nl/", authority: "evil.example").status == 421)
        #expect(try await collection.ask(replay: "/kab/2021mp_/https://a.nl/", method: .post).status == 405)
        #expect(try await collection.ask(interface: "/nowhere/2021/https://a.nl/").status == 404)
        #expect(try await collection.ask(interface: "/healthz").text == "ok\n")
    }

    @Test func `a request that leaked to the root is sent back to its page's host`() async throws {
        let answer = try await collection.ask(
            replay: "/i.png", [.init(name: "Referer", value: "http://localhost:8081/kab/2021mp_/https://a.nl/")])
        #expect(answer.status == 307)
        #expect(answer.header("Location") == "/kab/2021mp_/https://a.nl/i.png")
    }

    @Test(arguments: [
        ("/kab/*/https://a.nl/", "/kab/*/https://a.nl/"), ("//evil.example/", "/"), ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
    ])
    func `choosing a language goes back to a page of ours`(to: String, place: String) async throws {
        let answer = try await collection.ask(interface: "/language?set=nl&to=\(to)")
        #expect(answer.status == 303)
        #expect(answer.header("Location") == place)
        #expect(answer.header("Set-Cookie")?.hasPrefix("kabinet-language=nl;") == true)
    }

    @Test func `the time map lists every capture`() async throws {
        let answer = try await collection.ask(replay: "/kab/timemap/link/https://a.nl/")
        #expect(answer.header("Content-Type") == "application/link-format")
        #expect(answer.text.contains("<http://localhost:8081/kab/20220101000000mp_/https://a.nl/>; rel=\"memento\""))
        #expect(try await collection.ask(replay: "/kab/timemap/foo/https://a.nl/").status == 400)
        #expect(try await collection.ask(replay: "/kab/timemap/link/https://b.nl/").status == 404)
    }
}
