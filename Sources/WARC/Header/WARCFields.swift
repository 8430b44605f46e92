// SPDX-License-Identifier: EUPL-1.2

/// The block of a `warcinfo` or `metadata` record: named fields, `application/warc-fields` (ISO 28500:2017 §6.2, §6.5, annex B).
public struct WARCFields: Sendable, Hashable {
    /// The media type of such a block.
    public static let mediaType = "application/warc-fields"

    /// The fields in order; names may repeat.
    public private(set) var fields: [WARCField]

    /// No fields yet.
    public init() { fields = [] }

    /// Reads a block; lenient like `WARCHeader`, and never an error: lines that are no field are passed over.
    public init(parsing bytes: [UInt8]) {
        // A header without its version line is exactly this format, so the one parser serves both.
        let header = try? WARCHeader(parsing: Array("WARC/1.1\r\n".utf8) + bytes)
        fields = header?.fields ?? []
    }

    /// Adds a field at the end. Control characters become spaces, as in `WARCHeader.append`; a field without a value is left out.
    public mutating func append(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        fields += WARCHeader(fields: [WARCField(name, value)]).fields
    }

    /// The value of the first field of that name, whatever its letter case.
    public subscript(name: String) -> String? { WARCHeader(fields: fields)[name] }

    /// The values of all fields of that name, in order.
    public func all(_ name: String) -> [String] { WARCHeader(fields: fields).all(name) }

    /// Each field as `name: value` and CR LF.
    public func serialized() -> [UInt8] { fields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) } }
}
