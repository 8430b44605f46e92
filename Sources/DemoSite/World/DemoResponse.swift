// SPDX-License-Identifier: EUPL-1.2

/// What the site answers, as data: also what a server does wrong is said here and only carried out by `DemoServer`.
package struct DemoResponse: Sendable {
    /// How the body is put on the wire.
    package enum Framing: Sendable, Equatable {
        /// `Content-Length` is the sum of the pieces.
        case sized
        /// `Transfer-Encoding: chunked`, one chunk per piece, with these trailer fields.
        case chunked(trailers: [DemoField])
        /// The pieces are the whole answer, head included, byte for byte; then the connection ends.
        case wire(Ending)
    }

    /// How a connection ends after an answer byte for byte.
    package enum Ending: Sendable, Equatable {
        /// An orderly end.
        case close
        /// A TCP reset.
        case reset
    }

    /// The status code; for `.wire` the one that the bytes hold, 0 if they hold none.
    package var status: Int
    package var fields: [DemoField]
    package var body: [DemoPiece]
    package var framing: Framing
    /// Milliseconds before the first byte of the head.
    package var delay: Int

    package init(
        status: Int = 200, fields: [DemoField] = [], body: [DemoPiece] = [], framing: Framing = .sized, delay: Int = 0
    ) {
        (self.status, self.fields, self.body) = (status, fields, body)
        (self.framing, self.delay) = (framing, delay)
    }

    /// The first field of that name, in any case.
    package subscript(field: String) -> String? {
        fields.first { $0.name.lowercased() == field.lowercased() }?.value
    }

    package mutating func add(_ name: String, _ value: String) { fields.append(DemoField(name, value)) }

    /// Replaces all fields of that name by one.
    package mutating func set(_ name: String, _ value: String) {
        fields.removeAll { $0.name.lowercased() == name.lowercased() }
        add(name, value)
    }

    /// Bytes of the body.
    package var count: UInt64 { body.reduce(0) { $0 + $1.count } }

    /// The first bytes of the body, `limit` at most.
    package func bytes(limit: Int = 1 << 26) -> [UInt8] {
        var result: [UInt8] = []
        for piece in body where result.count < limit {
            result += piece.bytes(from: 0, count: limit - result.count)
        }
        return result
    }
}

extension DemoResponse {
    static func html(_ text: String, status: Int = 200) -> DemoResponse {
        .text(text, "text/html; charset=utf-8", status: status)
    }

    static func json(_ value: JSONValue, status: Int = 200) -> DemoResponse {
        .text(value.text, "application/json; charset=utf-8", status: status)
    }

    static func text(_ text: String, _ type: String, status: Int = 200) -> DemoResponse {
        DemoResponse(status: status, fields: [DemoField("Content-Type", type)], body: [.bytes(Array(text.utf8))])
    }

    static func redirect(_ location: String, status: Int = 302) -> DemoResponse {
        DemoResponse(
            status: status, fields: [DemoField("Location", location), DemoField("Content-Type", "text/plain")])
    }

    /// The same answer written out, to be spoiled: its body is cut after `limit` bytes while the head tells the full length.
    func cut(after limit: UInt64, ending: Ending) -> DemoResponse {
        var head = fields.filter { $0.name.lowercased() != "content-length" }
        head.append(DemoField("Content-Length", String(count)))
        var pieces: [DemoPiece] = [.bytes(Self.head(status, head))]
        var room = limit
        for piece in body where room > 0 {
            let size = min(room, piece.count)
            pieces.append(piece.prefix(size))
            room -= size
        }
        return DemoResponse(status: status, fields: head, body: pieces, framing: .wire(ending), delay: delay)
    }

    /// A response head in bytes.
    static func head(_ status: Int, _ fields: [DemoField]) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status) Demo"] + fields.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
