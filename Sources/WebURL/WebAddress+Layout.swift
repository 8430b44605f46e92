// SPDX-License-Identifier: EUPL-1.2

extension WebAddress {
    /// Where the components of a serialised address stand; all numbers are byte offsets into the serialisation.
    ///
    /// Written once by ``AddressParts``; offsets are bounded by ``WebAddress/byteLimit``.
    struct Layout: Sendable {
        /// End of the scheme, the place of its colon.
        var schemeEnd = 0
        /// The user name, nil if there is no authority or no credentials.
        var username: Range<Int>?
        /// The password, nil if there is none.
        var password: Range<Int>?
        /// The host; an empty range is an empty host, nil is no host.
        var host: Range<Int>?
        /// The port as a number, nil if it is the scheme's default or absent.
        var port: UInt16?
        /// The path, starting at its slash unless it is opaque.
        var path = 0..<0
        /// The query without its question mark.
        var query: Range<Int>?
        /// The fragment without its number sign.
        var fragment: Range<Int>?
        /// The path is opaque: a `mailto:` or `data:` address, which no relative reference resolves against.
        var hasOpaquePath = false
    }

    func text(_ range: Range<Int>) -> String {
        let bytes = serialized.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        return String(serialized[start..<end])
    }

    func bytes(_ range: Range<Int>) -> [UInt8] {
        Array(serialized.utf8.dropFirst(range.lowerBound).prefix(range.count))
    }
}
