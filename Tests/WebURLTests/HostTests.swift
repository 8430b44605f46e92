// SPDX-License-Identifier: EUPL-1.2

import Testing
import WebURL

@Suite struct HostTests {
    @Test(arguments: [
        ("127.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("0177.0.0.01", "127.0.0.1"), ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"), ("1.2.3", "1.2.0.3"), ("1.2.3.4.", "1.2.3.4"), ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"), ("%31.2.3.4", "1.2.3.4"), ("１.2.3.4", "1.2.3.4"), ("4294967295", "255.255.255.255"),
    ])
    func `every spelling of an IPv4 address is seen through`(host: String, expected: String) {
        #expect(WebAddress("http://\(host)/")?.host == expected)
    }

    @Test(arguments: [
        "4294967296", "1.2.3.4.5", "1.2.3.256", "256.1.1.1", "1..2.3", "09", "a.1", "99999999999999999999",
    ])
    func `a host that ends in a number and is no IPv4 address is refused`(host: String) {
        #expect(WebAddress("http://\(host)/") == nil)
    }

    @Test(arguments: [
        ("[::1]", "[::1]"), ("[0:0:0:0:0:0:0:1]", "[::1]"), ("[2001:DB8:0:0:1:0:0:1]", "[2001:db8::1:0:0:1]"),
        ("[::ffff:1.2.3.4]", "[::ffff:102:304]"), ("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"), ("[::]", "[::]"),
        ("[1::8]", "[1::8]"), ("[0:1:0:1:0:1:0:1]", "[0:1:0:1:0:1:0:1]"), ("[1:0::]", "[1::]"),
        ("[1:2:3:4:5:6:255.0.0.1]", "[1:2:3:4:5:6:ff00:1]"),
    ])
    func `IPv6 addresses come out in their shortest form`(host: String, expected: String) {
        #expect(WebAddress("http://\(host)/")?.host == expected)
        #expect(WebAddress("foo://\(host)/")?.host == expected)
    }

    @Test(arguments: [
        "[]", "[:]", "[:1]", "[1:]", "[:::]", "[1::2::3]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7::8]",
        "[12345::]", "[::1.2.3]", "[::1.2.3.4.5]", "[::01.2.3.4]", "[::256.1.1.1]", "[1:2:3:4:5:6:7:1.2.3.4]",
        "[fe80::1%25eth0]", "[::1]x", "[g::]", "[1::1.2.3.4:1]",
    ])
    func `what is no IPv6 address is refused`(host: String) {
        #expect(WebAddress("http://\(host)/") == nil)
    }

    @Test(arguments: [
        ("Bücher.example", "xn--bcher-kva.example"), ("straße.example", "xn--strae-oqa.example"),
        ("STRAẞE.example", "xn--strae-oqa.example"), ("日本語。example", "xn--wgv71a119e.example"),
        ("☕.example", "xn--53h.example"), ("b%C3%BCcher.example", "xn--bcher-kva.example"),
        ("under_score.bücher.example", "under_score.xn--bcher-kva.example"),
        ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        ("a\u{AD}b.example", "ab.example"), ("ｅｘａｍｐｌｅ.nl", "example.nl"),
    ])
    func `international domains become ASCII`(host: String, expected: String) {
        #expect(WebAddress("https://\(host)/")?.host == expected)
    }

    @Test(arguments: ["\u{AD}", "ex%2Fample", "ex%5Bample", "ex\u{7F}ample", "a<b", "a|b", "a^b"])
    func `a domain that would change the meaning of the address is refused`(host: String) {
        #expect(WebAddress("https://\(host)/") == nil)
    }

    @Test func `a long domain with non-ASCII in it costs a bounded amount and is refused`() {
        #expect(WebAddress("https://" + String(repeating: "ü.", count: 15_000) + "nl/") == nil)
        #expect(WebAddress("https://" + String(repeating: "ü", count: 64) + ".nl/") == nil)
    }
}
