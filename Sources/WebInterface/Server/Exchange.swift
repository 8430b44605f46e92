// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import HTTPTypes
import Hummingbird
import NIOCore
import Replay
import Threads

/// One request as the responders see it, and the way its answer takes to the server's types.
struct Exchange: Sendable {
    /// Path and query as they were sent.
    let target: String
    let method: HTTPRequest.Method
    /// The Host field.
    let authority: String?
    let fields: HTTPMessage.HTTPFields

    init(_ request: Request) {
        var fields: HTTPMessage.HTTPFields = []
        for field in request.headers { fields.append(field.name.rawName, field.value) }
        self.init(
            target: request.head.path ?? "/", method: request.method, authority: request.head.authority, fields: fields)
    }

    init(
        target: String, method: HTTPRequest.Method = .get, authority: String?, fields: HTTPMessage.HTTPFields = []
    ) {
        (self.target, self.method, self.authority, self.fields) = (target, method, authority, fields)
    }

    var isHead: Bool { method == .head }

    /// The path without its query.
    var path: String { String(target.prefix { $0 != "?" }) }

    /// The decoded value of a parameter of the query; the first one of its name counts.
    func parameter(_ name: String) -> String? {
        guard let query = target.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
        for pair in query.split(separator: "&").prefix(100) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.first.map(String.init) == name { return parts.dropFirst().first.map(Self.decoded) ?? "" }
        }
        return nil
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let pair = rest.prefix(2)
            if byte == UInt8(ascii: "%"), pair.count == 2, let value = UInt8(String(Substring(pair)), radix: 16),
                pair.first != UInt8(ascii: "+"), pair.first != UInt8(ascii: "-")
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The language: chosen once (a cookie), else what the browser asks for.
    var language: Language {
        for cookie in fields.all("Cookie").joined(separator: ";").split(separator: ";").prefix(100) {
            let parts = cookie.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            if parts.count == 2, parts[0] == Language.cookie, let language = Language(rawValue: parts[1]) {
                return language
            }
        }
        return .preferred(fields["Accept-Language"])
    }

    /// A response of whole text.
    func response(
        _ status: HTTPResponse.Status, _ text: String, type: String, fields: [HTTPMessage.HTTPField]
    ) -> Response {
        let buffer = ByteBuffer(string: text)
        var headers = Self.headers(fields)
        headers[.contentType] = type
        headers[.contentLength] = String(buffer.readableBytes)
        return Response(
            status: status, headers: headers, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: buffer))
    }

    /// The response of the replay engine; a notice has become a page before.
    func response(_ answer: ReplayResponse, pool: BlockingPool) -> Response {
        let status = HTTPResponse.Status(code: answer.status)
        var headers = Self.headers(answer.fields)
        switch answer.body {
        case .none, .notice:
            if answer.status != 204, answer.status != 304 { headers[.contentLength] = "0" }
            return Response(status: status, headers: headers)
        case .omitted(let length):
            if let length { headers[.contentLength] = String(length) }
            var response = Response(status: status, headers: headers)
            // The server would say 0, which is the length of what it sends and not of what GET would send.
            response.headers[.contentLength] = length.map { String($0) }
            return response
        case .bytes(let bytes):
            headers[.contentLength] = String(bytes.count)
            let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            return Response(status: status, headers: headers, body: body)
        case .stream(let stream):
            let body = ResponseBody(contentLength: stream.length.flatMap { Int(exactly: $0) }) { writer in
                // One piece is asked for when the one before has left: a slow client holds no thread and no memory.
                while let piece = try await pool.run({ try stream.next() }) {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            }
            return Response(status: status, headers: headers, body: body)
        }
    }

    /// Fields in the server's type; a name or value that it does not take is left out.
    private static func headers(_ fields: [HTTPMessage.HTTPField]) -> HTTPTypes.HTTPFields {
        var headers = HTTPTypes.HTTPFields()
        for field in fields {
            guard let name = HTTPTypes.HTTPField.Name(field.name), HTTPTypes.HTTPField.isValidValue(field.value) else {
                continue
            }
            headers.append(HTTPTypes.HTTPField(name: name, value: field.value))
        }
        return headers
    }
}

extension Language {
    /// The cookie that remembers a choice. Archived pages share the host and may change it; all they gain is a language.
    static let cookie = "kabinet-language"
}
