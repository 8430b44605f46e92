// SPDX-License-Identifier: EUPL-1.2

/// The value of WARC-Type (ISO 28500:2017 §6).
public enum WARCRecordType: Sendable, Hashable, CustomStringConvertible {
    case warcinfo, response, request, metadata, revisit, resource, conversion, continuation
    /// A type that the standard does not name, as it was written; readers skip such records (§5.5).
    case unknown(String)

    /// The type of that name; letter case does not matter in the names of the standard.
    public init(_ text: String) {
        self = Self.named.first { $0.text == text.lowercased() } ?? .unknown(text)
    }

    /// The name as it is written.
    public var text: String {
        switch self {
        case .warcinfo: "warcinfo"
        case .response: "response"
        case .request: "request"
        case .metadata: "metadata"
        case .revisit: "revisit"
        case .resource: "resource"
        case .conversion: "conversion"
        case .continuation: "continuation"
        case .unknown(let text): text
        }
    }

    /// The name as it is written.
    public var description: String { text }

    /// The eight types of the standard.
    public static let named: [WARCRecordType] = [
        .warcinfo, .response, .request, .metadata, .revisit, .resource, .conversion, .continuation,
    ]
}
