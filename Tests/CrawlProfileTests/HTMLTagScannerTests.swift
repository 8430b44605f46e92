// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import CrawlProfile

@Suite struct HTMLTagScannerTests {
    private func tags(_ html: String, _ names: Set<String>) -> [String] {
        var scanner = HTMLTagScanner(Array(html.utf8))
        var found: [String] = []
        while let tag = scanner.next(named: names) {
            found.append(([tag.name] + tag.attributes.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
        }
        return found
    }

    @Test(
        arguments: [
            (#"<A HREF="x?a&amp;b" rel=next>"#, ["a href=x?a&b rel=next"]), ("<a href='x y'>", ["a href=x y"]),
            ("<a\nhref = x/y >", ["a href=x/y"]), ("<a hidden href=x>", ["a hidden= href=x"]),
            ("<a href=x/>", ["a href=x/"]),
            ("<!-- <a href=x> --><a href=y>", ["a href=y"]), ("<script>'<a href=x>'</script><a href=y>", ["a href=y"]),
            ("<abbr><a>", ["a"]), ("< a href=x>", []), ("<a href=\"x", ["a href=x"]), ("<a", ["a"]),
            ("<a =x>", ["a =x"]),
            ("<a title='>' href=x>", ["a title=> href=x"]), ("<!-- open", []),
            ("<a href=&#x2F;&#47;&bogus;&#0;>", ["a href=//&bogus;&#0;"]),
        ])
    func `tags and attributes`(_ html: String, _ expected: [String]) {
        #expect(tags(html, ["a"]) == expected)
    }

    @Test func `any bytes end`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("<>a=\"'/-! &;#x\u{0}".utf8)
        for _ in 0..<2000 {
            let bytes = (0..<60).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            var scanner = HTMLTagScanner(bytes)
            var count = 0
            while scanner.next(named: ["a", "x"]) != nil { count += 1 }
            #expect(count <= 60)
        }
    }
}
