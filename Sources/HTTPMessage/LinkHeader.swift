// SPDX-License-Identifier: EUPL-1.2

/// One link of a `Link` field, as APIs page with and pages name their canonical address in.
/// - SeeAlso: RFC 8288 §3
public struct LinkHeader: Sendable, Hashable {
    /// The most links that are read from one value.
    public static let limit = 1000

    /// The address between the angle brackets, mostly relative to the resource; not checked.
    public var target: String
    /// The relation types in lower case, as `next` or `canonical`; empty when there is none.
    public var rel: [String]
    /// All parameters by their names in lower case; the first of a name counts (RFC 8288 §3.3).
    public var parameters: [String: String]

    /// Reads a field value with any number of links; what is not a link is stepped over.
    public static func parse(_ value: String) -> [LinkHeader] {
        var reader = ParameterReader(value)
        var links: [LinkHeader] = []
        while links.count < limit {
            while let byte = reader.next, byte != 60 { reader.skip() }
            guard reader.next == 60 else { break }
            reader.skip()
            let target = reader.upTo([62])
            guard reader.next == 62 else { break }
            reader.skip()
            var parameters: [String: String] = [:]
            while let (name, value) = reader.nextParameter() {
                if parameters[name] == nil { parameters[name] = value ?? "" }
            }
            let relations = parameters["rel"]?.lowercased().split { $0 == " " || $0 == "\t" }.map(String.init) ?? []
            links.append(LinkHeader(target: target, rel: relations, parameters: parameters))
        }
        return links
    }
}
