// SPDX-License-Identifier: EUPL-1.2

/// The value of a `Content-Type` field (RFC 9110 §8.3.1), read leniently.
public struct MediaType: Sendable, Hashable {
    /// The part before the slash, in lower case.
    public let type: String
    /// The part after the slash, in lower case.
    public let subtype: String
    /// The parameters by their names in lower case; the first of a name counts.
    public let parameters: [String: String]

    /// Reads a field value; nil when there is no `type/subtype` in it.
    ///
    /// Where several values were joined with commas the first one counts.
    public init?(_ contentType: String) {
        var reader = ParameterReader(contentType)
        let essence = reader.upTo([59, 44])
        let parts = essence.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isToken(parts[0]), Self.isToken(parts[1]) else { return nil }
        type = parts[0].lowercased()
        subtype = parts[1].lowercased()
        var found: [String: String] = [:]
        while let (name, value) = reader.nextParameter() {
            if found[name] == nil, let value { found[name] = value }
        }
        parameters = found
    }

    /// `text/html`: the type without its parameters, in lower case.
    public var essence: String { type + "/" + subtype }

    /// The `charset` parameter in lower case.
    public var charset: String? { parameters["charset"].map { $0.lowercased() } }

    /// RFC 9110 §5.6.2, without its distinction between punctuation characters.
    private static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && ![34, 40, 41, 44, 59, 60, 61, 62, 92].contains($0) }
    }
}
