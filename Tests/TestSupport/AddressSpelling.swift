// SPDX-License-Identifier: EUPL-1.2

/// A way to write an address that a crawl must not go to, as hostile pages and redirects do.
package struct AddressSpelling: Sendable {
    /// What it comes to.
    package enum Target: Sendable, Hashable {
        /// An address that is no public host.
        case address(String)
        /// A host name; what it resolves to is judged when it is connected to.
        case name(String)
        /// Nothing that can be fetched.
        case nothing
    }

    /// As written; `PORT` stands for the port of the server that must not be reached.
    package let text: String
    package let target: Target

    private init(_ text: String, _ target: Target) { (self.text, self.target) = (text, target) }

    package func url(port: Int) -> String {
        text.split(separator: "PORT", omittingEmptySubsequences: false).joined(separator: String(port))
    }

    /// A name that tests resolve to a server that may be reached.
    package static let publicName = "public.test"
    /// A name that tests resolve to 127.0.0.1.
    package static let innerName = "inner.test"
    /// A name whose connections tests send to 127.0.0.1.
    package static let reroutedName = "rerouted.test"

    /// All of them.
    package static let all =
        loopback.map { AddressSpelling($0, .address("127.0.0.1")) }
        + others.map { AddressSpelling("http://\($0.0):PORT/", .address($0.1)) }
        + names.map { AddressSpelling($0.0, .name($0.1)) } + nothing.map { AddressSpelling($0, .nothing) }

    private static let loopback = [
        "http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://2130706433:PORT/",
        "http://0x7f000001:PORT/", "http://0X7F000001:PORT/", "http://0x7f.0.0.1:PORT/", "http://0x7f.1:PORT/",
        "http://0177.0.0.1:PORT/", "http://017700000001:PORT/", "http://0177.0.0.01:PORT/",
        "http://127.0x0.0.1:PORT/", "http://0x7f.0.0x0.01:PORT/", "http://0x0000000000007f000001:PORT/",
        "http://00000177.0.0.1:PORT/", "http://127.0.0.1.:PORT/", "http://127.1.:PORT/", "http://0x7f.1.:PORT/",
        // Digits and dots that are made ASCII on the way to an address.
        "http://１２７.０.０.１:PORT/", "http://①②⑦.⓪.⓪.①:PORT/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏:PORT/",
        "http://¹²⁷.⁰.⁰.¹:PORT/", "http://127。0。0。1:PORT/", "http://127．0．0．1:PORT/",
        "http://127｡0｡0｡1:PORT/", "http://０ｘ７ｆ.1:PORT/", "http://127.0.0.\u{AD}1:PORT/",
        "http://127.0.0.\u{200B}1:PORT/", "http://%31%32%37.0.0.1:PORT/", "http://127%2E0%2E0%2E1:PORT/",
        "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1:PORT/",
        // What parsers disagree about.
        "HTTP://127.0.0.1:PORT/", "http:///127.0.0.1:PORT/", "http:\\\\127.0.0.1:PORT/", "http:/\\127.0.0.1:PORT\\x",
        "//127.0.0.1:PORT/", "\\\\127.0.0.1:PORT\\x", "http://\t127.0.0.1:PORT/", "ht\ttp://127.0.\t0.1:PORT/",
        "http://127.0.0.1:00PORT/", "http://127.0.0.1:PORT?@public.test/", "http://127.0.0.1:PORT#@public.test/",
        "http://127.0.0.1:PORT\\@public.test/", "http://public.test@127.0.0.1:PORT/",
        "http://public.test:80@127.0.0.1:PORT/", "http://public.test%40x@127.0.0.1:PORT/",
        "http://a@public.test@127.0.0.1:PORT/", "http://public.test%2F@127.0.0.1:PORT/",
        "http://:@127.0.0.1:PORT/", "http://public.test;@127.0.0.1:PORT/",
    ]

    private static let others = [
        ("[::1]", "::1"), ("[0:0:0:0:0:0:0:1]", "::1"), ("[0000::0001]", "::1"), ("[::0.0.0.1]", "::1"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"), ("[::ffff:7f00:1]", "::ffff:127.0.0.1"),
        ("[0:0:0:0:0:FFFF:7F00:0001]", "::ffff:127.0.0.1"), ("[::127.0.0.1]", "::127.0.0.1"),
        ("[::ffff:0:127.0.0.1]", "::ffff:0:127.0.0.1"), ("[64:ff9b::127.0.0.1]", "64:ff9b::7f00:1"),
        ("[64:ff9b:1::127.0.0.1]", "64:ff9b:1::7f00:1"), ("[2002:7f00:1::]", "2002:7f00:1::"),
        ("[2001:0:7f00:1::]", "2001:0:7f00:1::"), ("[2a00:1::5efe:127.0.0.1]", "2a00:1::5efe:7f00:1"),
        ("[2a00:1::200:5efe:7f00:1]", "2a00:1::200:5efe:7f00:1"), ("[::]", "::"), ("0", "0.0.0.0"),
        ("0.0.0.0", "0.0.0.0"), ("00.0x0.0", "0.0.0.0"), ("10.0.0.1", "10.0.0.1"), ("167772161", "10.0.0.1"),
        ("0xc0a80101", "192.168.1.1"), ("192.168.257", "192.168.1.1"), ("172.16.0.1", "172.16.0.1"),
        ("169.254.169.254", "169.254.169.254"), ("2852039166", "169.254.169.254"),
        ("0xa9fea9fe", "169.254.169.254"), ("0251.0376.0251.0376", "169.254.169.254"),
        ("[::ffff:169.254.169.254]", "::ffff:169.254.169.254"), ("[fd00:ec2::254]", "fd00:ec2::254"),
        ("169.254.170.2", "169.254.170.2"), ("100.64.0.1", "100.64.0.1"), ("100.100.100.200", "100.100.100.200"),
        ("168.63.129.16", "168.63.129.16"), ("192.0.0.192", "192.0.0.192"), ("192.0.2.1", "192.0.2.1"),
        ("192.88.99.1", "192.88.99.1"), ("198.18.0.1", "198.18.0.1"), ("198.51.100.1", "198.51.100.1"),
        ("203.0.113.1", "203.0.113.1"), ("224.0.0.1", "224.0.0.1"), ("239.255.255.250", "239.255.255.250"),
        ("240.0.0.1", "240.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("4294967295", "255.255.255.255"),
        ("[fe80::1]", "fe80::1"), ("[fc00::1]", "fc00::1"), ("[fd12:3456::1]", "fd12:3456::1"),
        ("[fec0::1]", "fec0::1"), ("[ff02::1]", "ff02::1"), ("[100::1]", "100::1"),
        ("[2001:db8::1]", "2001:db8::1"), ("[3fff::1]", "3fff::1"), ("[5f00::1]", "5f00::1"),
    ]

    private static let names = [
        ("http://localhost:PORT/", "localhost"), ("http://LOCALHOST:PORT/", "localhost"),
        ("http://ｌｏｃａｌｈｏｓｔ:PORT/", "localhost"), ("http://%6cocalhost:PORT/", "localhost"),
        ("http://wiki.localhost:PORT/", "wiki.localhost"), ("http://inner.test:PORT/", innerName),
        ("http://INNER。test:PORT/", innerName), ("http://inner\u{AD}.test:PORT/", innerName),
        ("http://public.test@inner.test:PORT/", innerName), ("http://rerouted.test:PORT/", reroutedName),
    ]

    private static let nothing = [
        // Zones are not part of a URL's address.
        "http://[fe80::1%25lo]:PORT/", "http://[::1%25lo]:PORT/", "http://[::1%lo]:PORT/",
        "http://256.256.256.256/", "http://127.0.0.1.1:PORT/", "http://4294967296:PORT/", "http://0x17f000001:PORT/",
        "http://127.0.0.08:PORT/", "http://[::1:PORT/", "http://[127.0.0.1]:PORT/", "http://127.0.0.1:99999/",
        "http://[::ffff:127.0.0.1.]:PORT/", "http://[::ffff:0x7f.1]:PORT/", "http://127.0.0.1%00:PORT/",
        "http://127.0.0.1 public.test:PORT/", "http://inner.test%0d%0aHost:x:PORT/", "gopher://127.0.0.1:PORT/_x",
        "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:PORT/", "dict://127.0.0.1:PORT/x",
        "javascript:location='http://127.0.0.1:PORT/'", "data:text/html,<img src=http://127.0.0.1:PORT/>",
        "blob:http://127.0.0.1:PORT/1", "view-source:http://127.0.0.1:PORT/",
    ]
}
