// SPDX-License-Identifier: EUPL-1.2

package import WebURL

/// What one Wayback URL asks for: a URL of one collection as it was at a time.
package struct ReplayTarget: Sendable, Hashable {
    /// The collection's name, decoded.
    package var collection: String
    /// The digits as requested, 0 to 17 of them; empty asks for the newest capture.
    package var timestamp: String
    package var modifier: ReplayModifier
    /// The archived URL, absolute http or https, without a fragment.
    package var url: WebAddress
    /// True when the requested URL had no path at all (`http://example.com`), so that relative links would go wrong.
    package var lacksPath: Bool

    package init(
        collection: String, timestamp: String = "", modifier: ReplayModifier = .none, url: WebAddress,
        lacksPath: Bool = false
    ) {
        (self.collection, self.timestamp, self.modifier) = (collection, timestamp, modifier)
        (self.url, self.lacksPath) = (url.droppingFragment, lacksPath)
    }

    /// The absolute path of this target: `/collection/20211122120000mp_/https://example.com/`.
    package var path: String {
        Self.prefix(collection: collection) + timestamp + modifier.rawValue + "/" + url.serialized
    }

    /// `/collection/`, percent-encoded.
    package static func prefix(collection: String) -> String { "/" + encodedSegment(collection) + "/" }

    /// A path segment in which everything but the unreserved characters of RFC 3986 §2.3 is percent-encoded.
    package static func encodedSegment(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
