// SPDX-License-Identifier: EUPL-1.2

import CIDN
import Glibc

/// Domains to ASCII: UTS #46 non-transitional processing by libidn2, STD3 rules off.
///
/// Source: WHATWG URL §3.3 (domain to ASCII with beStrict false; an ASCII domain is only lowered). Where libidn2 is
/// stricter than the standard it is stricter here too: a label over 63 or a domain over 253 bytes with non-ASCII in
/// it is refused, and so is one over ``inputLimit`` bytes before mapping.
enum DomainName {
    /// More than any name needs that maps to 253 bytes; keeps the work of libidn2 bounded.
    static let inputLimit = 2048

    /// The domain in lower-case ASCII, nil if it is empty, cannot be mapped or holds a forbidden code point.
    static func ascii(_ domain: [UInt8]) -> [UInt8]? {
        let result = domain.contains { $0 >= 128 } ? mapped(domain) : domain.map(ASCII.lower)
        guard let result, !result.isEmpty, !result.contains(where: HostParser.isForbiddenInDomain) else { return nil }
        return result
    }

    private static func mapped(_ domain: [UInt8]) -> [UInt8]? {
        // libidn2 reads up to the first zero byte, which is a forbidden code point anyway.
        guard domain.count <= inputLimit, !domain.contains(0),
            let text = String(validating: domain, as: UTF8.self)
        else { return nil }
        var scalars = String.UnicodeScalarView()
        // The tables of libidn2 are older than the mapping of the capital sharp s to the small one.
        for scalar in text.unicodeScalars { scalars.append(scalar == "\u{1E9E}" ? "\u{DF}" : scalar) }
        let input = Array(String(scalars).utf8)
        let (name, status) = lookup(input, IDN2_NONTRANSITIONAL)
        if status == IDN2_DISALLOWED.rawValue, !scalars.contains(where: isDeviation) {
            // Non-transitional libidn2 refuses symbols such as emoji, which UTS #46 allows; transitional takes
            // them, and without a deviation character the two map alike.
            return lookup(input, IDN2_TRANSITIONAL).name
        }
        return name
    }

    /// The domain in ASCII as index keys have it: mapped transitionally, as IDNA 2003 did (`straße` is `strasse`).
    ///
    /// Bytes that are no UTF-8 are skipped. Nil if a label is empty or cannot be mapped, or nothing is left.
    static func indexed(_ domain: [UInt8]) -> [UInt8]? {
        guard domain.count <= inputLimit else { return nil }
        var scalars = String.UnicodeScalarView()
        var iterator = domain.makeIterator()
        var decoder = UTF8()
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): scalars.append(scalar)
            case .error: continue
            case .emptyInput: break decoding
            }
        }
        let labels = scalars.split(omittingEmptySubsequences: false, whereSeparator: isDot)
        guard !labels.dropLast().contains(where: \.isEmpty) else { return nil }
        let input = Array(String(scalars).utf8)
        guard input.contains(where: { $0 >= 128 }) else {
            return labels.contains { $0.count > 63 } ? nil : input
        }
        guard !input.contains(0) else { return nil }
        guard let name = lookup(input, IDN2_TRANSITIONAL).name, !name.isEmpty else { return nil }
        // A label of joiners alone maps to nothing; without it the host would be another one.
        let mapped = name.split(separator: ASCII.dot, omittingEmptySubsequences: false)
        return mapped.dropLast().contains(where: \.isEmpty) ? nil : name
    }

    /// The full stops of IDNA 2003 (RFC 3490, 3.1).
    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E, 0x3002, 0xFF0E, 0xFF61: true
        default: false
        }
    }

    /// The characters transitional processing maps and non-transitional keeps (UTS #46, table 1).
    private static func isDeviation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xDF, 0x3C2, 0x200C, 0x200D: true
        default: false
        }
    }

    private static func lookup(_ domain: [UInt8], _ processing: idn2_flags) -> (name: [UInt8]?, status: CInt) {
        let flags = CInt(bitPattern: IDN2_NFC_INPUT.rawValue | processing.rawValue)
        var output: UnsafeMutablePointer<UInt8>?
        let status = (domain + [0]).withUnsafeBufferPointer { input in
            idn2_lookup_u8(input.baseAddress, &output, flags)
        }
        defer { if let output { idn2_free(output) } }
        guard status == IDN2_OK.rawValue, let output else { return (nil, status) }
        let length = output.withMemoryRebound(to: CChar.self, capacity: 1) { strlen($0) }
        return (UnsafeBufferPointer(start: output, count: length).map(ASCII.lower), status)
    }
}
