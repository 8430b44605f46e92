// SPDX-License-Identifier: EUPL-1.2

/// Answers of a server that means harm, or knows no better: each has a name, and is a pure function of the request.
///
/// Those that never end are described and not held: they end when the client goes away.
package enum HostileAnswers {
    typealias Answer = @Sendable (DemoRequest) -> DemoResponse

    /// All of them; the names stand below `/behaviour/` behind `hostile-`.
    static let all: [String: Answer] = framing.merging(heads) { first, _ in first }
        .merging(codings) { first, _ in first }.merging(contents) { first, _ in first }
        .merging(redirects) { first, _ in first }

    /// The names, sorted.
    package static let names: [String] = all.keys.sorted()

    /// Bytes of what never ends.
    static let endless: UInt64 = 1 << 50

    static let page = Array(WireOddity.page.utf8)
    static let html = "Content-Type: text/html; charset=utf-8"
    static let chunked = "Transfer-Encoding: chunked"
    static let length = "Content-Length: \(page.count)"

    /// A head and what follows, byte for byte; then the connection ends.
    static func wire(
        _ fields: [String], _ body: [DemoPiece] = [.bytes(page)], line: String = "HTTP/1.1 200 OK",
        ending: DemoResponse.Ending = .close
    ) -> DemoResponse {
        let head = Array(([line] + fields).joined(separator: "\r\n").utf8) + [13, 10, 13, 10]
        return DemoResponse(status: 200, body: [.bytes(head)] + body, framing: .wire(ending))
    }

    static func text(_ text: String) -> DemoPiece { .bytes(Array(text.utf8)) }

    static func chunk(_ bytes: [UInt8], end: String = "\r\n") -> [UInt8] {
        Array((String(bytes.count, radix: 16) + end).utf8) + bytes + Array(end.utf8)
    }

    // MARK: Framing

    private static let framing: [String: Answer] = [
        "chunk-overflow": { _ in wire([html, chunked], [text("ffffffffffffffffff\r\n"), .bytes(page)]) },
        "chunk-negative": { _ in wire([html, chunked], [text("-5\r\n"), .bytes(page)]) },
        "chunk-prefix": { _ in wire([html, chunked], [text("0x50\r\n"), .bytes(page)]) },
        "chunk-runs-on": { _ in wire([html, chunked], [text("5\r\n"), .bytes(page), text("\r\n0\r\n\r\n")]) },
        "chunk-lf": { _ in wire([html, chunked], [.bytes(chunk(page, end: "\n")), text("0\n\n")]) },
        "chunk-huge": { _ in wire([html, chunked], [text("7fffffffffffffff\r\n"), .bytes(page)]) },
        "chunk-extension-endless": { _ in
            wire([html, chunked], [text("5;"), .repeated([97], count: endless)])
        },
        "chunk-size-endless": { _ in wire([html, chunked], [.repeated([48], count: endless)]) },
        "chunks-endless": { _ in
            wire([html, chunked], [.repeated(Array("1\r\na\r\n".utf8), count: endless)])
        },
        "trailers-endless": { _ in
            wire(
                [html, chunked],
                [.bytes(chunk(page)), text("0\r\n"), .repeated(Array("X-Na: ja\r\n".utf8), count: endless)])
        },
        "trailers-forbidden": { _ in
            wire(
                [html, chunked],
                [
                    .bytes(chunk(page)),
                    text("0\r\nContent-Length: 1\r\nTransfer-Encoding: gzip\r\nSet-Cookie: a=b\r\n\r\n"),
                ])
        },
        "transfer-gzip": { _ in
            wire(
                [html, "Transfer-Encoding: gzip, chunked"], [.bytes(chunk(CodedBodies.gzip(page))), text("0\r\n\r\n")])
        },
        "transfer-unknown": { _ in wire([html, "Transfer-Encoding: banaan"]) },
        "transfer-identity": { _ in wire([html, "Transfer-Encoding: identity", length]) },
        "transfer-twice": { _ in wire([html, chunked, chunked], [.bytes(chunk(page)), text("0\r\n\r\n")]) },
        "transfer-in-http10": { _ in
            wire([html, chunked], [.bytes(chunk(page)), text("0\r\n\r\n")], line: "HTTP/1.0 200 OK")
        },
        "length-list": { _ in wire([html, "Content-Length: \(page.count), \(page.count)"]) },
        "length-twice": { _ in wire([html, length, length]) },
        "length-plus": { _ in wire([html, "Content-Length: +\(page.count)"]) },
        "length-text": { _ in wire([html, "Content-Length: veel"]) },
        "length-hex": { _ in wire([html, "Content-Length: 0x20"]) },
        "length-missing-bytes": { _ in wire([html, "Content-Length: 5000"]) },
        "length-largest": { _ in wire([html, "Content-Length: 9223372036854775807"]) },
        "length-zero": { _ in wire([html, "Content-Length: 0"]) },
        "second-answer": { _ in
            wire([html, length], [.bytes(page), text("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nGIFTIG")])
        },
        "body-endless": { _ in wire([html], [.repeated(Array("<p>nog meer</p>\n".utf8), count: endless)]) },
        "body-endless-sized": { _ in
            wire([html, "Content-Length: \(endless)"], [.repeated(Array("<p>nog meer</p>\n".utf8), count: endless)])
        },
        "multipart-endless": { _ in
            wire(
                ["Content-Type: multipart/x-mixed-replace; boundary=grens"],
                [.repeated(Array("--grens\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n".utf8), count: endless)])
        },
        "closed-behind-head": { _ in wire([html, length], []) },
        "reset-behind-head": { _ in wire([html, length], [.pause(milliseconds: 50)], ending: .reset) },
        "head-drip": { _ in
            let pieces = Array("HTTP/1.1 200 OK\r\n\(length)\r\nX-Lang: ja\r\n\r\n".utf8).flatMap {
                [DemoPiece.bytes([$0]), .pause(milliseconds: 5)]
            }
            return DemoResponse(status: 200, body: pieces + [.bytes(page)], framing: .wire(.close))
        },
        "head-stalls": { _ in
            DemoResponse(
                status: 0, body: [text("HTTP/1.1 200 OK\r\n"), .pause(milliseconds: 20_000)], framing: .wire(.close))
        },
        "body-stalls": { _ in wire([html, "Content-Length: 5000"], [.bytes(page), .pause(milliseconds: 20_000)]) },
        "body-drips": { _ in
            wire(
                [html],
                (0..<400).flatMap { _ in [DemoPiece.bytes([97]), .pause(milliseconds: 50)] })
        },
    ]
}
