// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Scope

@Suite struct AddressPolicyTests {
    private func refusal(_ text: String, allow: [String] = []) throws -> String? {
        let address = try #require(IPAddress(text))
        return AddressPolicy(allow: try allow.map { try #require(CIDR($0)) }).refusal(for: address.bytes)
    }

    @Test(arguments: [
        ("0.0.0.0", "this host"), ("0.1.2.3", "this network"), ("10.255.255.255", "private"),
        ("100.64.0.1", "carriers"),
        ("100.127.255.255", "carriers"), ("127.0.0.1", "loopback"), ("127.255.255.254", "loopback"),
        ("169.254.1.1", "link-local"), ("169.254.169.254", "metadata"), ("168.63.129.16", "metadata"),
        ("172.16.0.1", "private"), ("172.31.255.255", "private"), ("192.0.0.1", "continuity"),
        ("192.0.0.11", "protocol"),
        ("192.0.2.1", "documentation"), ("192.88.99.1", "6to4"), ("192.168.1.1", "private"),
        ("198.18.0.1", "benchmarking"), ("198.19.255.255", "benchmarking"), ("198.51.100.1", "documentation"),
        ("203.0.113.1", "documentation"), ("224.0.0.1", "multicast"), ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"), ("255.255.255.255", "broadcast"), ("::", "unspecified"), ("::1", "loopback"),
        ("::ffff:8.8.8.8", "IPv4-mapped"), ("::ffff:127.0.0.1", "IPv4-mapped"), ("::8.8.8.8", "IPv4-compatible"),
        ("64:ff9b::7f00:1", "NAT64"), ("64:ff9b:1::1", "NAT64"), ("100::1", "discard"), ("100:0:0:1::1", "dummy"),
        ("2001::1", "Teredo"), ("2001:2::1", "benchmarking"), ("2001:20::1", "identifiers"),
        ("2001:1ff::1", "protocol"), ("2001:db8::1", "documentation"), ("2002:7f00:1::", "6to4"),
        ("3fff::1", "documentation"), ("3fff:fff:ffff::1", "documentation"), ("5f00::1", "segment"),
        ("fc00::1", "unique local"), ("fd12::1", "unique local"), ("fd00:ec2::254", "metadata"),
        ("fe80::1", "link-local"), ("febf::1", "link-local"), ("fec0::1", "site-local"), ("ff02::1", "multicast"),
        ("4000::1", "2000::/3"), ("200::1", "2000::/3"), ("2620:4f:8000::1", "AS112"), ("192.31.196.1", "AS112"),
    ])
    func `an address that is no public host is refused with the block it is in`(text: String, reason: String) throws {
        let found = try #require(try refusal(text))
        #expect(found.contains(reason))
    }

    /// The registries as IANA publishes them, one line each, with the first and the last address of the block.
    @Test(arguments: IANARegistries.lines)
    func `every line of the special-purpose registries is refused, from its first to its last address`(
        line: IANARegistries.Line
    ) throws {
        let block = try #require(CIDR(line.block))
        #expect(block.description == line.block)
        for address in [block.network.description, IANARegistries.last(of: block).description] {
            #expect(try refusal(address) != nil, "\(address)")
        }
        // The document that reserves the block is named where it is written down.
        #expect(SpecialAddresses.blocks.contains { $0.reason.contains("RFC \(line.document)") }, "\(line.document)")
    }

    @Test(arguments: [
        ("::ffff:a00:1", "IPv4-mapped"), ("::a00:1", "IPv4-compatible"), ("::ffff:0:10.0.0.1", "IPv4-translated"),
        ("64:ff9b::10.0.0.1", "NAT64"), ("64:ff9b:1:a00:0:100::", "NAT64"), ("64:ff9b:1:ffff::10.0.0.1", "NAT64"),
        ("2002:a00:1::1", "6to4"), ("2001:0:a00:1::", "Teredo"), ("2001:0:808:808:0:0:f5ff:fffe", "Teredo"),
        ("2a00:1:2:3:0:5efe:10.0.0.1", "10.0.0.0/8"), ("2a00:1:2:3:200:5efe:127.0.0.1", "loopback"),
        ("2a00:1:2:3:0:5efe:169.254.169.254", "metadata"), ("fe80::5efe:8.8.8.8", "link-local"),
    ])
    func `an address that leads to another is judged by both`(text: String, reason: String) throws {
        #expect(try #require(try refusal(text)).contains(reason))
    }

    @Test func `tunnels are opened by what is behind them`() throws {
        #expect(try refusal("2a00:1:2:3:0:5efe:8.8.8.8") == nil)
        #expect(try refusal("2a00:1:2:3:0:5efe:10.0.0.1", allow: ["10.0.0.0/8"]) == nil)
        #expect(try refusal("2a00:1:2:3:0:5efe:10.0.0.1", allow: ["2a00:1::/32"]) != nil)
        #expect(try refusal("::ffff:0:10.0.0.1", allow: ["10.0.0.0/8"]) == nil)
        #expect(try refusal("::10.0.0.1", allow: ["10.0.0.0/8"]) == nil)
        // Teredo: server 8.8.8.8, client 10.0.0.1.
        #expect(try refusal("2001:0:808:808:0:0:f5ff:fffe", allow: ["2001::/32"])?.contains("10.0.0.0/8") == true)
        #expect(try refusal("2001:0:808:808:0:0:f7f7:f7f7", allow: ["2001::/32"]) == nil)
        #expect(try refusal("64:ff9b:1::808:808", allow: ["64:ff9b:1::/48"]) == nil)
        #expect(try refusal("64:ff9b:1::a00:1", allow: ["64:ff9b:1::/48"])?.contains("10.0.0.0/8") == true)
        #expect(try refusal("64:ff9b:1:a00:0:100::", allow: ["64:ff9b:1::/48"])?.contains("10.0.0.0/8") == true)
        #expect(try refusal("::1", allow: ["0.0.0.1/32"]) != nil)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2000::1", "2001:200::1", "2001:4860:4860::8888",
        "2a00::1", "3ffe::1", "3fff:1000::1",
    ])
    func `a public address is allowed`(text: String) throws {
        #expect(try refusal(text) == nil)
    }

    @Test func `an exception opens its block and nothing beside it`() throws {
        #expect(try refusal("127.0.0.1", allow: ["127.0.0.0/8"]) == nil)
        #expect(try refusal("127.0.0.1", allow: ["127.0.0.1"]) == nil)
        #expect(try refusal("127.0.0.2", allow: ["127.0.0.1"]) != nil)
        #expect(try refusal("::1", allow: ["127.0.0.0/8"]) != nil)
        #expect(try refusal("::1", allow: ["::1"]) == nil)
        #expect(try refusal("10.1.2.3", allow: ["192.168.0.0/16", "10.1.0.0/16"]) == nil)
    }

    @Test func `an exception for a translation does not open the private network behind it`() throws {
        #expect(try refusal("64:ff9b::808:808", allow: ["64:ff9b::/96"]) == nil)
        #expect(try refusal("64:ff9b::a00:1", allow: ["64:ff9b::/96"])?.contains("10.0.0.0/8") == true)
        #expect(try refusal("64:ff9b::a00:1", allow: ["::/0"])?.contains("10.0.0.0/8") == true)
        #expect(try refusal("2002:a00:1::1", allow: ["2002::/16"])?.contains("10.0.0.0/8") == true)
        #expect(try refusal("::ffff:10.0.0.1", allow: ["::ffff:10.0.0.1"]) == nil)
        #expect(try refusal("::ffff:10.0.0.1", allow: ["10.0.0.0/8"]) == nil)
    }

    @Test func `bytes that are no address are refused`() throws {
        for count in [0, 1, 3, 5, 15, 17] {
            #expect(AddressPolicy().refusal(for: [UInt8](repeating: 8, count: count)) != nil)
        }
        #expect(AddressPolicy().verdict(for: try #require(IPAddress("8.8.8.8"))) == .allowed)
    }

    @Test func `every block of the table is well formed`() {
        #expect(SpecialAddresses.blocks.count == SpecialAddresses.lineCount)
    }
}
