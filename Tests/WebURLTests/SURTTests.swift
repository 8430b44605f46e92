// SPDX-License-Identifier: EUPL-1.2

import Testing
import WebURL

@Suite struct SURTTests {
    @Test(arguments: [
        ("https://www.minbzk.example/Nieuws/", "example,minbzk)/nieuws"),
        ("http://WWW12.Minbzk.Example:80/?", "example,minbzk)/"),
        ("https://minbzk.example:8443/a?z&b=2&b=10&b", "example,minbzk:8443)/a?b&b=10&b=2&z"),
        ("http://user:pass@minbzk.example/a#top", "example,minbzk)/a"),
        ("minbzk.example/a", "example,minbzk)/a"),
        ("http:/minbzk.example/a", "example,minbzk)/a"),
        ("http://https://minbzk.example/a", "example,minbzk)/a"),
        ("http://minbzk.example/a/./b/../c//d/", "example,minbzk)/a/c/d"),
        ("http://minbzk.example/../a", "example,minbzk)/../a"),
        ("http://minbzk.example/%2541%2Fb%20c%23é", "example,minbzk)/a/b%20c%23%c3%a9"),
        ("http://minbzk.example/zoek?q=R%26D", "example,minbzk)/zoek?d&q=r"),
        ("http://[2001:DB8::1]:8080/", "2001:db8::1:8080)/"),
        ("http://3232235777/", "1,1,168,192)/"),
        ("http://0300.0250.1.1/", "1,1,168,192)/"),
        ("https://straße.example/", "example,strasse)/"),
        ("https://bücher.example/", "example,xn--bcher-kva)/"),
        ("http://\u{200D}.example/", "example,%e2%80%8d)/"),
        ("dns:www.Minbzk.Example", "dns:www.minbzk.example"),
        ("dns://www.minbzk.example", "example,minbzk,www)/"),
        ("urn:pageinfo:https://Minbzk.example/A/", "urn:pageinfo:https://minbzk.example/a"),
        ("mailto:Info@Minbzk.example", "mailto:info@minbzk.example"),
    ])
    func `an address becomes the key surt gives it`(url: String, key: String) {
        #expect(SURT.urlkey(url) == key)
    }

    @Test(arguments: [
        ("http://a.example/x?PHPSESSID=abcdefghijklmnopqrstuvwxyz012345&b", "example,a)/x?b"),
        ("http://a.example/x?b&jsessionid=abcdefghijklmnopqrstuvwxyz012345", "example,a)/x?&b"),
        ("http://a.example/x?sid=abcdefghijklmnopqrstuvwxyz01234", "example,a)/x?sid=abcdefghijklmnopqrstuvwxyz01234"),
        ("http://a.example/x?sid=", "example,a)/x?sid="),
        ("http://a.example/x?ASPSESSIONIDABCDEFGH=ABCDEFGHIJKLMNOPQRSTUVWX&y", "example,a)/x?y"),
        ("http://a.example/x?c&CFID=7&CFTOKEN=8&b", "example,a)/x?b&c"),
        ("http://a.example/x?CFID=&CFTOKEN=8", "example,a)/x?cfid=&cftoken=8"),
        ("http://a.example/(S(abcdefghijklmnopqrstuvwx))/p.aspx", "example,a)/p.aspx"),
        ("http://a.example/(abcdefghijklmnopqrstuvwx)/p.ASPX?q", "example,a)/p.aspx?q"),
        ("http://a.example/(abcdefghijklmnopqrstuvwx)/p.html", "example,a)/(abcdefghijklmnopqrstuvwx)/p.html"),
    ])
    func `session identifiers are left out of the key`(url: String, key: String) {
        #expect(SURT.urlkey(url) == key)
    }

    @Test func `each option turns its rule round`() {
        let cases: [(WritableKeyPath<SURT.Options, Bool>, String, String)] = [
            (\.keepsScheme, "https://www.a.example/x", "https://(example,a)/x"),
            (\.endsHostWithComma, "http://a.example:8080/", "example,a:8080,)/"),
            (\.reversesAddresses, "http://192.168.1.254/info/", "192.168.1.254)/info"),
            (\.stripsWWW, "http://www2.a.example/", "example,a,www2)/"),
            (\.stripsDefaultPort, "https://a.example:443/", "example,a:443)/"),
            (\.lowercasesPath, "http://A.example/B?C", "example,a)/B?c"),
            (
                \.stripsPathSession, "http://a.example/(abcdefghijklmnopqrstuvwx)/p.aspx",
                "example,a)/(abcdefghijklmnopqrstuvwx)/p.aspx"
            ),
            (\.stripsTrailingSlash, "http://a.example/b/", "example,a)/b/"),
            (\.lowercasesQuery, "http://A.example/B?C=%c3%a9", "example,a)/b?C=%C3%A9"),
            (
                \.stripsQuerySession, "http://a.example/?sid=abcdefghijklmnopqrstuvwxyz012345",
                "example,a)/?sid=abcdefghijklmnopqrstuvwxyz012345"
            ),
            (\.sortsQuery, "http://a.example/?b&a", "example,a)/?b&a"),
            (\.stripsEmptyQuery, "http://a.example/b?", "example,a)/b?"),
        ]
        for (option, url, key) in cases {
            var options = SURT.Options()
            options[keyPath: option].toggle()
            #expect(SURT.urlkey(url, options: options) == key)
            #expect(SURT.urlkey(url) != key)
        }
    }

    @Test func `the short way and the general one give the same key`() {
        // Options that differ in what no generated address has keep the general way.
        var general = SURT.Options()
        general.reversesAddresses = false
        let parts = [
            "http://", "https://", "www.", "WWW3.", "a.example", "B-c.example", ".", "..", "/", "//", "/x", "/Y.z",
            "/.", "?", "?b=1",
            "&a", "&A=2", "&", "=", "sid=", "id", "cfid", "(", "~", ":", ":80", "@", "#f", "%41", "%", "é", " ", "\t",
            "|", "\"",
        ]
        var state: UInt64 = 42
        func pick(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        for _ in 0..<20_000 {
            let url = parts[pick(2)] + (0..<pick(8)).map { _ in parts[2 + pick(parts.count - 2)] }.joined()
            #expect(SURT.urlkey(url) == SURT.urlkey(url, options: general), "\(url)")
        }
    }

    @Test func `what cannot be keyed keeps its own spelling without breaking an index line`() {
        #expect(SURT.urlkey("") == "-")
        #expect(SURT.urlkey("filedesc://Some.arc.gz") == "filedesc://Some.arc.gz")
        #expect(SURT.urlkey("filedesc a\nb") == "filedesc%20a%0Ab")
        #expect(SURT.urlkey("http://A.example:x/ y") == "http://A.example:x/%20y")
        #expect(SURT.urlkey("http://a.example:65536/") == "http://a.example:65536/")
    }

    @Test(arguments: [
        "%" + String(repeating: "25", count: 100_000), String(repeating: "/(abcdefghijklmnopqrstuvwx)", count: 8_000),
        "?" + String(repeating: "cfid=", count: 40_000), "?" + String(repeating: "&cftoken=", count: 20_000),
        "?" + String(repeating: "sid=", count: 50_000), String(repeating: "/..", count: 60_000),
        "?" + String(repeating: "&", count: 200_000), String(repeating: "https://", count: 20_000),
    ])
    func `long hostile addresses cost little more than long ones`(tail: String) {
        let key = SURT.urlkey("https://a.example/" + tail)
        #expect(key.utf8.count <= 3 * tail.utf8.count + 20)
    }

    @Test func `every address the parser takes has a key that a line of an index can hold`() throws {
        for text in ["https://a.example/ b?c d#e", "mailto:a b", "foo://h/\u{7F}?\u{1}", "https://a.example/\u{85}"] {
            let address = try #require(WebAddress(text))
            #expect(SURT.urlkey(address.serialized).utf8.allSatisfy { (0x21...0x7E).contains($0) })
        }
    }
}
