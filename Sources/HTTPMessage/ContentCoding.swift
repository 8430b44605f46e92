// SPDX-License-Identifier: EUPL-1.2

/// How a body was compressed for its way over the net.
/// - SeeAlso: RFC 9110 §8.4.1; RFC 7932 (br); RFC 8878 and RFC 9659 (zstd)
public enum ContentCoding: String, Sendable, CaseIterable {
    case gzip, deflate, br, zstd, identity

    /// A name in either case, also `x-gzip`, `x-deflate` and the `none` that some servers write; nil for others.
    public init?(name: some StringProtocol) {
        let name = name.lowercased()
        switch name {
        case "x-gzip": self = .gzip
        case "x-deflate": self = .deflate
        case "none", "": self = .identity
        default: self.init(rawValue: name)
        }
    }

    /// The codings of all `Content-Encoding` fields in the order they were applied, without `identity`.
    ///
    /// Nil when one of them is unknown; browsers then show the bytes as they are.
    public static func applied(in fields: HTTPFields) -> [ContentCoding]? {
        var codings: [ContentCoding] = []
        for value in fields.all("Content-Encoding") {
            for name in value.split(separator: ",") {
                let bare = name.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
                guard let coding = ContentCoding(name: bare) else { return nil }
                if coding != .identity { codings.append(coding) }
            }
        }
        return codings
    }
}
