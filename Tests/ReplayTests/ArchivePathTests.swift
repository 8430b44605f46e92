// SPDX-License-Identifier: EUPL-1.2

import Testing
import WebURL

@testable import Replay

@Suite struct `The Wayback URL grammar` {
    @Test(arguments: [
        ("/kab/20211122120000mp_/https://example.org/a?b=c&d", "20211122120000", "mp_", "https://example.org/a?b=c&d"),
        ("/kab/2021/http://example.org/", "2021", "", "http://example.org/"),
        ("/kab/20211122120000123id_/http:/example.org/a", "20211122120000123", "id_", "http://example.org/a"),
        ("/kab/2021im_/example.org/a.png", "2021", "im_", "http://example.org/a.png"),
        ("/kab/mp_/https://example.org/", "", "mp_", "https://example.org/"),
        ("/kab/https://example.org/?x=/y", "", "", "https://example.org/?x=/y"),
        ("/kab/example.org", "", "", "http://example.org/"),
        ("/kab/2021mp_///example.org/", "2021", "mp_", "http://example.org/"),
        ("/kab/2021mp_/http%3A%2F%2Fexample.org%2Fa", "2021", "mp_", "http://example.org/a"),
        ("/kab/2021mp_/HTTPS://Example.ORG/A", "2021", "mp_", "https://example.org/A"),
        ("/kab/2021mp_/http://example.org:8080/a//b", "2021", "mp_", "http://example.org:8080/a//b"),
        ("/kab/2021dl_/http://[::1]/", "2021", "dl_", "http://[::1]/"),
        ("/kab/2021/http://museum/", "2021", "", "http://museum/"),
    ])
    func `names one capture`(path: String, timestamp: String, modifier: String, url: String) throws {
        guard case .capture(let target) = try #require(ArchivePath(requestTarget: path)) else {
            Issue.record("not a capture: \(path)")
            return
        }
        #expect(target.collection == "kab")
        #expect(target.timestamp == timestamp)
        #expect(target.modifier.rawValue == modifier)
        #expect(target.url.serialized == url)
    }

    @Test(arguments: [
        "", "kab", "/", "//x", "/kab/2021", "/kab/2021mp_/", "/kab/2021mp_/mailto:a@b",
        "/kab/2021mp_/javascript:alert(1)",
        "/kab/2021mp_/http://", "/kab/2021mp_/http:///", "/kab/robots", "/../2021/http://a.nl/", "/kab/2021mp_/?x",
        "/kab/*/", "/kab/2021mp_/ftp://a.nl/",
    ])
    func `anything else is not a capture`(path: String) {
        if case .capture? = ArchivePath(requestTarget: path) { Issue.record("took \(path)") }
    }

    @Test func `a star asks for all captures, two for all that begins so`() throws {
        let all = try #require(ArchivePath(requestTarget: "/kab/*/https://example.org/a?b"))
        let year = try #require(ArchivePath(requestTarget: "/kab/2021*/https://example.org/a"))
        let prefix = try #require(ArchivePath(requestTarget: "/kab/*/https://example.org/a*"))
        guard case .captures("kab", "", let url) = all, case .captures("kab", "2021", _) = year,
            case .prefix("kab", let start) = prefix
        else {
            Issue.record("\(all) \(year) \(prefix)")
            return
        }
        #expect(url.serialized == "https://example.org/a?b")
        #expect(start.serialized == "https://example.org/a")
    }

    @Test func `a collection is named alone, percent-encoded where it has to be`() {
        #expect(ArchivePath(requestTarget: "/mijn%20kabinet/") == .collection("mijn kabinet"))
        #expect(ArchivePath(requestTarget: "/kab?lang=nl") == .collection("kab"))
        #expect(ReplayTarget.prefix(collection: "mijn kabinet/é") == "/mijn%20kabinet%2F%C3%A9/")
    }

    @Test(arguments: [
        ("/kab/2021mp_/http://a.nl", true), ("/kab/2021mp_/http://a.nl/", false),
        ("/kab/2021mp_/http://a.nl?q=/", true),
    ])
    func `a URL without a path is noticed`(path: String, lacks: Bool) {
        guard case .capture(let target)? = ArchivePath(requestTarget: path) else {
            Issue.record("not a capture")
            return
        }
        #expect(target.lacksPath == lacks)
    }

    @Test func `a path is written as it was read`() {
        let path = "/kab/20211122120000mp_/https://example.org/a?b=c"
        guard case .capture(let target)? = ArchivePath(requestTarget: path) else {
            Issue.record("not a capture")
            return
        }
        #expect(target.path == path)
    }
}
