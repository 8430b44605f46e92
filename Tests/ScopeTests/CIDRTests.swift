// SPDX-License-Identifier: EUPL-1.2

import Scope
import Testing

@Suite struct CIDRTests {
    @Test(arguments: [
        ("10.1.2.3/8", "10.0.0.0/8"), ("10.1.2.3", "10.1.2.3/32"), ("0.0.0.0/0", "0.0.0.0/0"),
        ("192.168.1.255/31", "192.168.1.254/31"), ("FD00::1/8", "fd00::/8"), ("::1", "::1/128"),
        ("2001:db8:ffff::/33", "2001:db8:8000::/33"),
    ])
    func `a block is written with its first address`(text: String, expected: String) {
        #expect(CIDR(text)?.description == expected)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8", "010.0.0.1", "1.2.3.4.5",
        "::/129", "::1%lo", "[::1]", "example.nl", "10.0.0.0/ 8", "10.0.0.0/１", "1.2.3.4\u{0}",
        "10.0.0.0/99999999999999999999",
    ])
    func `what is no block is refused`(text: String) {
        #expect(CIDR(text) == nil)
    }

    @Test func `a block holds its first and last address and not the next ones`() throws {
        let block = try #require(CIDR("172.16.0.0/12"))
        #expect(block.contains(try #require(IPAddress("172.16.0.0"))))
        #expect(block.contains(try #require(IPAddress("172.31.255.255"))))
        #expect(!block.contains(try #require(IPAddress("172.15.255.255"))))
        #expect(!block.contains(try #require(IPAddress("172.32.0.0"))))
        #expect(!block.contains(try #require(IPAddress("::ac10:0"))))
        #expect(try #require(CIDR("::/0")).contains(try #require(IPAddress("ffff::"))))
    }

    @Test func `addresses come out in their shortest form`() {
        #expect(IPAddress("2001:0DB8:0:0::1")?.description == "2001:db8::1")
        #expect(IPAddress(bytes: [1, 2, 3, 4])?.description == "1.2.3.4")
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }
}
