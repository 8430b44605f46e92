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

    /// The type that the bytes name, as above; no `String` is made for the types of the standard.
    public init(_ bytes: UnsafeRawBufferPointer) {
        let candidate: (WARCRecordType, StaticString)? =
            switch bytes.first.map({ $0 | 0x20 }) {
            case 0x77: (.warcinfo, "warcinfo")
            case 0x6D: (.metadata, "metadata")
            case 0x63: bytes.count == 10 ? (.conversion, "conversion") : (.continuation, "continuation")
            case 0x72:
                switch bytes.count {
                case 7: bytes[2] | 0x20 == 0x71 ? (.request, "request") : (.revisit, "revisit")
                case 8: bytes[3] | 0x20 == 0x70 ? (.response, "response") : (.resource, "resource")
                default: nil
                }
            default: nil
            }
        if let (type, name) = candidate, WARCHeader.isSame(bytes, name) {
            self = type
        } else {
            self = .unknown(WARCHeader.text(bytes))
        }
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
