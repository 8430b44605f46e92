// SPDX-License-Identifier: EUPL-1.2

import Extract
import Testing

/// Elements by name, and feeds as lists of posts.
@Suite struct ElementAndFeedTests {
    private func elements(_ html: String, _ names: Set<String>) throws -> [String] {
        try HTMLElements.read(Array(html.utf8), contentType: "text/html", url: "u", named: names).map { element in
            let attributes = element.attributes.map { "\($0.name)=\($0.value)" }
            return ([element.name] + attributes).joined(separator: " ")
        }
    }

    @Test(
        arguments: [
            (#"<A HREF="x?a&amp;b" rel=next>"#, ["a href=x?a&b rel=next"]), ("<a href='x y'>", ["a href=x y"]),
            ("<a\nhref = x/y >", ["a href=x/y"]), ("<a hidden href=x>", ["a hidden= href=x"]),
            ("<!-- <a href=x> --><a href=y>", ["a href=y"]),
            ("<script>'<a href=x>'</script><a href=y>", ["a href=y"]), ("< a href=x>", []), ("<!-- open", []),
            ("<a title='>' href=x>", ["a title=> href=x"]), ("<a href=&#x2F;&#47;>", ["a href=//"]),
        ])
    func `start tags and their attributes`(_ html: String, _ expected: [String]) throws {
        #expect(try elements(html, ["a"]) == expected)
    }

    @Test func `a script comes with its text, whatever is in it`() throws {
        let html = #"<script id=a>{"x":"</p><b>&amp;"}</script><script>2</script><p>no</p><script src=c></script>"#
        let found = try HTMLElements.read(Array(html.utf8), contentType: nil, url: "u", named: ["script"])
        #expect(found.map { String(decoding: $0.text, as: UTF8.self) } == [#"{"x":"</p><b>&amp;"}"#, "2", ""])
        #expect(found.first?.attribute("id") == "a")
        #expect(found.last?.attribute("src") == "c")
        #expect(found[1].attribute("id") == nil)
    }

    @Test func `any bytes end`() throws {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("<>a=\"'/-! &;#x\u{0}script".utf8)
        for _ in 0..<500 {
            let bytes = (0..<60).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            let found = try HTMLElements.read(bytes, contentType: nil, url: "u", named: ["a", "x", "script"])
            #expect(found.count <= 60)
            _ = try FeedReader.read(Array("<rss>".utf8) + bytes, contentType: nil, url: "u")
        }
    }

    @Test func `a document has a bounded number of elements`() throws {
        let html = String(repeating: "<a b>", count: HTMLElements.most + 10)
        #expect(try elements(html, ["a"]).count == HTMLElements.most)
    }

    private func feed(_ text: String, type: String? = nil) throws -> Feed? {
        try FeedReader.read(Array(text.utf8), contentType: type, url: "u")
    }

    @Test func `all of an entry`() throws {
        let found = try feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:yt="y">
            <title> Channel </title><link rel="next" href="/2"/><entry><id>yt:video:1</id><title>T</title>
            <link rel="alternate" href="/watch?v=1"/><published>2025-01-01T00:00:00Z</published><updated>2025-01-02T00:00:00Z</updated>
            <author><name>A</name><uri>/a</uri></author><media:group><media:title>M</media:title><media:content url="/v.swf"/>
            <media:thumbnail url="/t.jpg"/></media:group></entry></feed>
            """)
        var entry = Feed.Entry()
        entry.id = "yt:video:1"
        entry.link = "/watch?v=1"
        entry.published = "2025-01-01T00:00:00Z"
        entry.updated = "2025-01-02T00:00:00Z"
        entry.title = "T"
        entry.author = "A"
        entry.media = ["/v.swf", "/t.jpg"]
        #expect(found == Feed(title: "Channel", next: "/2", entries: [entry]))
    }

    @Test(
        arguments: [
            "\n\n  <?xml version=\"1.0\"?><rss><channel><item><guid>1</guid></item></channel></rss>",
            "<Rss><Channel><Item><Guid>1</Guid></Item></Channel></Rss>",
            "<rss><channel><item><guid>1</guid><title>a & b &nbsp; &bogus;</title></item>",
            "<rss><channel><item><guid><![CDATA[1]]></guid></item><item></item",
            "\u{FEFF}<rss><channel><item><guid>1</guid><x:y/></item></channel></rss>",
        ])
    func `a feed that is slightly broken`(_ text: String) throws {
        #expect(try feed(text)?.entries.first?.id == "1")
    }

    @Test(arguments: ["", "<html>", "{}", "<", "no feed", "<!DOCTYPE html><rss>"])
    func `what is no feed is none`(_ text: String) throws {
        #expect(try feed(text)?.entries.isEmpty ?? true)
    }

    @Test func `a hostile feed is bounded`() throws {
        let entries = String(repeating: "<item><guid>1</guid></item>", count: FeedReader.mostEntries + 10)
        #expect(try feed("<rss>" + entries)?.entries.count == FeedReader.mostEntries)
        let media = String(repeating: "<enclosure url='/m'/>", count: 1000)
        #expect(try feed("<rss><item>" + media + "</item></rss>")?.entries.first?.media.count == FeedReader.mostMedia)
        let long = String(repeating: "x", count: 1 << 20)
        #expect(try feed("<rss><item><guid>\(long)</guid></item></rss>")?.entries.first?.id?.utf8.count == 64 << 10)
        _ = try feed(String(repeating: "<rss>", count: 100_000))
    }
}
