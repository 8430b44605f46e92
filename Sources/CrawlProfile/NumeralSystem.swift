// SPDX-License-Identifier: EUPL-1.2

/// A way in which platforms write the numbers that are their ids.
package enum NumeralSystem: String, Sendable, CaseIterable {
    case decimal = "10"
    case base36 = "36"
    /// Bluesky's record keys: `234567abcdefghijklmnopqrstuvwxyz`.
    case base32Sortable = "base32-sortable"
    /// ULIDs; case does not count, O is 0, I and L are 1.
    case crockford
    /// RFC 4648 §5 without padding: Instagram's shortcodes.
    case base64url
    /// Flickr's short URLs; only as a filter of templates.
    case base58

    /// Those that `base:` may name.
    static let ofIDs: [NumeralSystem] = [.decimal, .base36, .base32Sortable, .crockford, .base64url]

    /// More digits than any id of 64 bits has, with zeros before it.
    private static let longest = 40

    /// The number, nil when a character is no digit of the system or the number does not fit 64 bits.
    func number(_ text: some StringProtocol) -> UInt64? {
        guard !text.isEmpty, text.utf8.count <= Self.longest else { return nil }
        let table = table
        let base = UInt64(table.count)
        var number: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = table.digits[byte] else { return nil }
            let (product, overflows) = number.multipliedReportingOverflow(by: base)
            let (sum, carries) = product.addingReportingOverflow(digit)
            if overflows || carries { return nil }
            number = sum
        }
        return number
    }

    private struct Table: Sendable {
        let count: Int
        var digits: [UInt8: UInt64]

        init(_ alphabet: String, ignoringCase: Bool = false, also: [Character: UInt64] = [:]) {
            count = alphabet.utf8.count
            digits = [:]
            for (value, byte) in alphabet.utf8.enumerated() { add(byte, UInt64(value), ignoringCase) }
            for (character, value) in also {
                if let byte = character.asciiValue { add(byte, value, ignoringCase) }
            }
        }

        private mutating func add(_ byte: UInt8, _ value: UInt64, _ ignoringCase: Bool) {
            digits[byte] = value
            if ignoringCase, byte.isASCIILetter { digits[byte ^ 0x20] = value }
        }
    }

    private var table: Table {
        switch self {
        case .decimal: Self.decimalTable
        case .base36: Self.base36Table
        case .base32Sortable: Self.sortableTable
        case .crockford: Self.crockfordTable
        case .base64url: Self.base64Table
        case .base58: Self.base58Table
        }
    }

    private static let decimalTable = Table("0123456789")
    private static let base36Table = Table("0123456789abcdefghijklmnopqrstuvwxyz", ignoringCase: true)
    private static let sortableTable = Table("234567abcdefghijklmnopqrstuvwxyz")
    private static let crockfordTable = Table(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ", ignoringCase: true, also: ["O": 0, "I": 1, "L": 1])
    private static let base64Table = Table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    private static let base58Table = Table("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ")
}
