// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// What is done to the value of a placeholder before it goes into a URL or a body: `{x|lower}`.
enum TemplateFilter: String, Sendable, CaseIterable {
    /// ASCII letters in lower case.
    case lower
    /// Percent-coding undone.
    case decode
    /// Percent-coded but for the unreserved characters of RFC 3986 §2.3.
    case encode
    /// A number in Flickr's base 58 in decimal.
    case base58
    /// An http URL as it is, where a value is a whole address and not a part of one.
    case url
    /// The scheme, host and port of an http URL, without a slash at the end.
    case origin
    /// The token that X's syndication service wants with the id of a post.
    case syndicationToken = "syndication-token"

    /// Whether what comes out is an address and must not be percent-coded as a part of one.
    var givesAddress: Bool { self == .url || self == .origin }

    private static func address(_ value: String) -> WebAddress? {
        guard let address = WebAddress(value), address.isHTTP, address.host?.isEmpty == false else { return nil }
        return address
    }

    /// The value after it, nil when it cannot be applied.
    func applied(to value: String) -> String? {
        switch self {
        case .lower: String(decoding: value.utf8.map(\.asciiLowercased), as: UTF8.self)
        case .decode: PercentCoding.decoded(value)
        case .encode: PercentCoding.encoded(value, keeping: "-._~")
        case .base58: NumeralSystem.base58.number(value).map(String.init)
        case .url: Self.address(value)?.withoutFragment
        case .origin: Self.address(value)?.origin
        case .syndicationToken: SyndicationToken.token(of: value)
        }
    }
}

/// Percent-coding of single values (RFC 3986 §2.1).
enum PercentCoding {
    /// ASCII letters, digits and `kept` stay; every other byte is coded.
    static func encoded(_ value: String, keeping kept: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(value.utf8.count)
        for byte in value.utf8 {
            if byte.isASCIILetter || byte.isASCIIDigit || kept.utf8.contains(byte) {
                result.append(byte)
            } else {
                result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Each `%XX` undone once; a `%` without two hexadecimal digits stays.
    static func decoded(_ value: String) -> String {
        let input = Array(value.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            if input[index] == 0x25, index + 2 < input.count, let high = hex(input[index + 1]),
                let low = hex(input[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(input[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte.asciiLowercased {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte.asciiLowercased - 0x61 + 10
        default: nil
        }
    }
}
