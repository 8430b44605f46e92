// SPDX-License-Identifier: EUPL-1.2

/// A URL as the WHATWG URL Standard parses and serialises it, always in its ASCII serialised form.
///
/// A value is one string plus the places of its components, so copying and hashing are cheap. Two addresses are
/// equal when their serialisations are, fragment included. Addresses longer than ``byteLimit`` do not exist.
///
/// Source: WHATWG URL Standard (https://url.spec.whatwg.org), §4.4 (parsing) and §4.5 (serialising).
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    /// The longest input and the longest result in bytes: 64 KiB. Longer ones are refused by the initialisers.
    public static let byteLimit = 65_536

    /// The whole address with its fragment, in ASCII.
    public let serialized: String

    let layout: Layout

    init(serialized: String, layout: Layout) {
        self.serialized = serialized
        self.layout = layout
    }

    /// Parses an absolute URL.
    ///
    /// Returns nil for what the standard calls failure (a relative reference among others) and for anything longer
    /// than ``byteLimit``. Never traps, whatever the input.
    public init?(_ string: String) {
        self.init(string, relativeTo: nil)
    }

    /// Parses a URL or a relative reference against `base`.
    ///
    /// Leading and trailing controls and spaces are dropped, tabs and newlines are removed wherever they stand, as
    /// in browsers. Returns nil for what the standard calls failure and for anything longer than ``byteLimit``.
    public init?(_ string: String, relativeTo base: WebAddress?) {
        guard let address = AddressParser.parse(string, base: base) else { return nil }
        self = address
    }

    /// The same text as ``serialized``.
    public var description: String { serialized }

    /// Compares the serialisations.
    public static func == (left: WebAddress, right: WebAddress) -> Bool {
        left.serialized == right.serialized
    }

    /// Hashes the serialisation.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(serialized)
    }
}
