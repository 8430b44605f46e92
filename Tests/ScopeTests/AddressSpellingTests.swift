// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WebURL

@testable import Scope

/// However an address is written, the policy sees the address.
@Suite struct AddressSpellingTests {
    private static let base = WebAddress("http://public.test/page")

    @Test func `there are enough spellings, and no two are the same`() {
        let refused = AddressSpelling.all.filter { if case .address = $0.target { true } else { false } }
        #expect(refused.count >= 100)
        #expect(Set(AddressSpelling.all.map(\.text)).count == AddressSpelling.all.count)
    }

    @Test(arguments: AddressSpelling.all)
    func `a spelling comes to the address that is judged`(spelling: AddressSpelling) throws {
        let url = WebAddress(spelling.url(port: 8123), relativeTo: Self.base)
        switch spelling.target {
        case .nothing: #expect(url?.isHTTP != true, "\(url?.serialized ?? "")")
        case .name(let name): #expect(url?.host == name)
        case .address(let text):
            let host = try #require(url?.host, "\(spelling.text)")
            let address = try #require(IPAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host))
            #expect(address == IPAddress(text), "\(spelling.text)")
            #expect(url?.effectivePort == 8123)
            #expect(AddressPolicy().refusal(for: address.bytes) != nil, "\(spelling.text)")
        }
    }
}
