// SPDX-License-Identifier: EUPL-1.2

/// The head of an HTTP request.
///
/// A head that was read and not changed serialises to exactly the bytes it was read from.
public struct HTTPRequestHead: Sendable, Hashable {
    /// `GET`, `POST` and so on.
    public var method: String { didSet { source = nil } }
    /// The request target: a path with its query, or a whole URL towards a proxy (RFC 9112 §3.2).
    public var target: String { didSet { source = nil } }
    /// `HTTP/1.1`; empty when the line ends behind the target.
    public var version: String { didSet { source = nil } }
    /// The fields in their order.
    public var fields: HTTPFields { didSet { source = nil } }
    // The bytes it was read from, as long as nothing was changed.
    private var source: [UInt8]?

    /// A head made of its parts.
    public init(method: String, target: String, version: String = "HTTP/1.1", fields: HTTPFields = []) {
        self.method = method
        self.target = target
        self.version = version
        self.fields = fields
    }

    /// Reads the head at the start of `bytes`, leniently; what follows its blank line is ignored.
    /// - Throws: `.badStartLine`, `.headTooLarge`, `.tooManyFields`.
    /// - SeeAlso: RFC 9112 §3 and §5
    public init(parsing bytes: [UInt8]) throws(HTTPMessageError) {
        let head = try HTTPMessageHead.parse(bytes)
        guard let first = head.startLine.firstIndex(of: " "), first > head.startLine.startIndex else {
            throw HTTPMessageError(
                .badStartLine, "expected a request line as \"GET / HTTP/1.1\", found \"\(head.startLine.prefix(80))\"")
        }
        // The version is behind the last blank: targets with raw blanks in them were sent by real clients.
        let rest = head.startLine[head.startLine.index(after: first)...]
        let last = rest.lastIndex(of: " ")
        let version = last.map { rest[rest.index(after: $0)...] } ?? ""
        let isVersion = version.uppercased().hasPrefix("HTTP/")
        self.init(
            method: String(head.startLine[..<first]),
            target: String(isVersion ? rest[..<(last ?? rest.endIndex)] : rest),
            version: isVersion ? String(version) : "", fields: head.fields)
        source = HTTPMessageHead.wholeHead(bytes)
    }

    /// The request line, the fields and the blank line.
    public func serialized() -> [UInt8] {
        if let source { return source }
        var bytes: [UInt8] = []
        FieldText.append(method + " " + target + (version.isEmpty ? "" : " " + version), to: &bytes)
        bytes.append(contentsOf: [13, 10])
        fields.write(to: &bytes)
        bytes.append(contentsOf: [13, 10])
        return bytes
    }
}
