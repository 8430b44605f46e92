// SPDX-License-Identifier: EUPL-1.2

/// The identifier of a record: a URI that no other record has (ISO 28500:2017 §5.2).
public struct WARCRecordID: Sendable, Hashable, CustomStringConvertible {
    /// Without angle brackets: `urn:uuid:ea07dfdd-e452-4b7d-b43f-75e8d61d57eb`.
    public let uri: String

    /// A given URI; angle brackets around it are taken away.
    public init(uri: String) { self.uri = WARCHeader.withoutBrackets(uri) }

    /// A new version 4 UUID (RFC 9562 §5.4), its 122 random bits from the generator.
    public init(using generator: inout some RandomNumberGenerator) {
        let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = Array((Self.hex(high) + Self.hex(low)).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        uri = "urn:uuid:" + groups.joined(separator: "-")
    }

    /// A new version 4 UUID from the system's generator.
    public static func random() -> WARCRecordID {
        var generator = SystemRandomNumberGenerator()
        return WARCRecordID(using: &generator)
    }

    /// As fields of a header want it: `<urn:uuid:…>`.
    public var bracketed: String { "<\(uri)>" }

    /// The URI.
    public var description: String { uri }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
