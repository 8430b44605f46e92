// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import WebInterface

@Suite struct `Names that the server answers to` {
    @Test(
        arguments: [
            ("localhost:8080", true), ("LOCALHOST", true), ("127.0.0.1:8080", true), ("[::1]:8080", true),
            ("archief.nl", true),
            ("evil.example", false), ("localhost.evil.example", false), ("localhost@evil.example", false), ("", false),
            (nil, false),
            ("localhost:80:80", false), ("localhost:x", false), ("127.0.0.1.evil.example", false), ("0.0.0.0", false),
            ("[::1", false),
        ] as [(String?, Bool)])
    func `only known names are let in`(authority: String?, isAllowed: Bool) {
        let origins = Origins(WebConfiguration(host: "0.0.0.0", names: ["Archief.nl"]))
        #expect(origins.isAllowed(authority) == isAllowed)
    }

    @Test func `both origins carry the name that the client used`() throws {
        let origins = Origins(WebConfiguration())
        #expect(origins.named(by: "localhost:1") == nil)
        #expect(origins.bound(interface: 1) == nil)
        let announced = try #require(origins.bound(replay: 2))
        #expect(announced == ("http://127.0.0.1:1", "http://127.0.0.1:2"))
        #expect(origins.bound(replay: 2) == nil)
        #expect(try #require(origins.named(by: "[::1]:1")) == ("http://[::1]:1", "http://[::1]:2"))
    }
}
