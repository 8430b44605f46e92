// SPDX-License-Identifier: EUPL-1.2

/// The head of an HTTP response.
///
/// A head that was read and not changed serialises to exactly the bytes it was read from.
public struct HTTPResponseHead: Sendable, Hashable {
    /// `HTTP/1.1`, `HTTP/1.0` or whatever stood there.
    public var version: String { didSet { source = nil } }
    /// The status code, 0 to 999.
    public var status: Int { didSet { source = nil } }
    /// The text behind the status code; may be empty.
    public var reason: String { didSet { source = nil } }
    /// The fields in their order.
    public var fields: HTTPFields { didSet { source = nil } }
    // The bytes it was read from, as long as nothing was changed.
    private var source: [UInt8]?

    /// A head made of its parts.
    public init(version: String = "HTTP/1.1", status: Int, reason: String = "", fields: HTTPFields = []) {
        self.version = version
        self.status = status
        self.reason = reason
        self.fields = fields
    }

    /// Reads the head at the start of `bytes`, leniently; what follows its blank line is ignored.
    ///
    /// Only a status line is needed: a version that begins with a letter, and a code of at most three digits.
    /// - Throws: `.badStartLine`, `.headTooLarge`, `.tooManyFields`.
    /// - SeeAlso: RFC 9112 §4 and §5
    public init(parsing bytes: [UInt8]) throws(HTTPMessageError) {
        let head = try HTTPMessageHead.parse(bytes)
        let parts = head.startLine.split(separator: " ", maxSplits: 2)
        let digits = parts.count > 1 ? parts[1] : ""
        guard let version = parts.first, version.uppercased().hasPrefix("HTTP/"),
            version.utf8.allSatisfy({ (33...126).contains($0) }), (1...3).contains(digits.utf8.count),
            let status = Int(digits),
            status >= 0
        else {
            throw HTTPMessageError(
                .badStartLine, "expected a status line as \"HTTP/1.1 200 OK\", found \"\(head.startLine.prefix(80))\"")
        }
        self.init(
            version: String(version), status: status,
            reason: parts.count > 2 ? String(parts[2].drop { $0 == " " }) : "",
            fields: head.fields)
        source = HTTPMessageHead.wholeHead(bytes)
    }

    /// The status line, the fields and the blank line.
    public func serialized() -> [UInt8] {
        if let source { return source }
        var bytes: [UInt8] = []
        FieldText.append("\(version) \(status) \(reason)", to: &bytes)
        bytes.append(contentsOf: [13, 10])
        fields.write(to: &bytes)
        bytes.append(contentsOf: [13, 10])
        return bytes
    }
}
