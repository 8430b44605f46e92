// SPDX-License-Identifier: EUPL-1.2

/// One `Allow` or `Disallow` line.
struct RobotsRule: Sendable, CustomStringConvertible {
    let allows: Bool
    /// The number of the line, from 1.
    let line: Int
    /// The path as it was written, cut to a length that can be printed.
    let path: String
    /// Octets of the normalised pattern, by which rules are ranked (RFC 9309, 2.2.2).
    let length: Int
    private let pattern: WildcardPattern

    /// A rule for a path that is not empty.
    init(allows: Bool, path: ArraySlice<UInt8>, line: Int) {
        self.allows = allows
        self.line = line
        self.path = String(decoding: path.prefix(200).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        let isAnchored = path.last == UInt8(ascii: "$")
        let written = isAnchored ? path.dropLast() : path
        var bytes = RobotsPath.normalized(Array(written), isPattern: true)
        if let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "*") {
            bytes.insert(UInt8(ascii: "/"), at: 0)
        }
        length = bytes.count + (isAnchored ? 1 : 0)
        pattern = WildcardPattern(bytes, isAnchored: isAnchored)
    }

    func matches(_ target: [UInt8]) -> Bool {
        pattern.matches(target[...])
    }

    /// True if this rule decides where both match.
    func outranks(_ other: RobotsRule?) -> Bool {
        guard let other else { return true }
        return length == other.length ? allows && !other.allows : length > other.length
    }

    var description: String {
        "line \(line): \(allows ? "Allow" : "Disallow"): \(path)"
    }
}
