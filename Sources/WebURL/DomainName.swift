// SPDX-License-Identifier: EUPL-1.2

import CIDN
import Glibc

/// Domains to ASCII: UTS #46 non-transitional processing by libidn2, STD3 rules off.
///
/// Source: WHATWG URL §3.3 (domain to ASCII with beStrict false). Where libidn2 is stricter than the standard it
/// is stricter here too: a label over 63 or a domain over 253 bytes with non-ASCII in it is refused.
enum DomainName {
    /// The domain in lower-case ASCII, nil if it is empty, cannot be mapped or holds a forbidden code point.
    static func ascii(_ domain: [UInt8]) -> [UInt8]? {
        let result = needsMapping(domain) ? mapped(domain) : domain.map(ASCII.lower)
        guard let result, !result.isEmpty, !result.contains(where: HostParser.isForbiddenInDomain) else { return nil }
        return result
    }

    /// True for non-ASCII domains and for those with a punycode label, whose validity has to be checked.
    private static func needsMapping(_ domain: [UInt8]) -> Bool {
        if domain.contains(where: { $0 >= 128 }) { return true }
        return domain.split(separator: ASCII.dot).contains { label in
            label.count >= 4 && label.prefix(4).map(ASCII.lower).elementsEqual("xn--".utf8)
        }
    }

    private static func mapped(_ domain: [UInt8]) -> [UInt8]? {
        // libidn2 reads up to the first zero byte, which is a forbidden code point anyway.
        guard !domain.contains(0), String(validating: domain, as: UTF8.self) != nil else { return nil }
        let flags = CInt(bitPattern: IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        var output: UnsafeMutablePointer<UInt8>?
        let status = (domain + [0]).withUnsafeBufferPointer { input in
            idn2_lookup_u8(input.baseAddress, &output, flags)
        }
        defer { if let output { idn2_free(output) } }
        guard status == IDN2_OK.rawValue, let output else { return nil }
        let length = output.withMemoryRebound(to: CChar.self, capacity: 1) { strlen($0) }
        return Array(UnsafeBufferPointer(start: output, count: length)).map(ASCII.lower)
    }
}
