// SPDX-License-Identifier: EUPL-1.2

/// Answers that break the rules of HTTP/1.1 (RFC 9112) or stretch them, byte for byte. After each the connection ends.
package enum WireOddity: String, Sendable, CaseIterable {
    /// Chunk extensions and trailer fields; correct, but rare.
    case chunkExtensions = "chunk-extensions"
    /// A chunk size that is no number.
    case chunkSizeNonsense = "chunk-size-nonsense"
    /// Chunks without the last, empty one.
    case chunksCut = "chunks-cut"
    /// A chunk shorter than it says.
    case chunkShort = "chunk-short"
    /// `Transfer-Encoding: chunked`, and no chunks.
    case notChunked = "not-chunked"
    /// Content-Length and chunks both.
    case lengthAndChunks = "length-and-chunks"
    /// More bytes than Content-Length says.
    case tooLong = "too-long"
    /// Two different Content-Length fields.
    case twoLengths = "two-lengths"
    /// A negative Content-Length.
    case negativeLength = "negative-length"
    /// Content-Length beyond 64 bits.
    case hugeLength = "huge-length"
    /// No length: the end of the connection ends the body.
    case untilClose = "until-close"
    /// HTTP/1.0 without fields.
    case oldVersion = "http10"
    /// No head at all.
    case noHead = "no-head"
    /// A status line without a reason.
    case noReason = "no-reason"
    /// Lines end with LF alone.
    case bareNewlines = "bare-newlines"
    /// A field over two lines.
    case foldedField = "folded-field"
    /// Lines that are no fields.
    case garbageFields = "garbage-fields"
    /// Field values with bytes beyond ASCII.
    case nonASCIIFields = "non-ascii-fields"
    /// A field of 200,000 bytes.
    case longField = "long-field"
    /// A thousand fields.
    case manyFields = "many-fields"
    /// The head breaks off.
    case headCut = "head-cut"
    /// Nothing at all.
    case nothing = "nothing"
    /// Random bytes.
    case noise
    /// 103 before 200.
    case earlyHints = "early-hints"
    /// A status beyond 599.
    case oddStatus = "odd-status"
    /// A 204 with a body.
    case bodyOnNoContent = "204-with-body"
    /// A redirect without Location.
    case noLocation = "no-location"
    /// A redirect to something that is no address.
    case badLocation = "bad-location"
    /// A Location beyond ASCII.
    case nonASCIILocation = "non-ascii-location"
    /// A cookie that must not reach an archive when a credential was used.
    case cookie
}

extension WireOddity {
    /// The page that comes when the oddity lets one through.
    package static let page = "<!DOCTYPE html><html lang=\"nl\"><title>Vreemd</title><p>Toch gelukt.</p></html>\n"

    var response: DemoResponse {
        let (status, pieces) = answer
        let bytes = pieces.reduce(into: [UInt8]()) { $0 += $1 }
        return DemoResponse(status: status, body: bytes.isEmpty ? [] : [.bytes(bytes)], framing: .wire(.close))
    }

    private var answer: (status: Int, bytes: [[UInt8]]) {
        let page = Array(Self.page.utf8)
        let length = "Content-Length: \(page.count)"
        switch self {
        case .chunkExtensions:
            let chunk = "\(String(page.count, radix: 16));naam=waarde;\"quoted\"\r\n"
            return (
                200,
                [Self.head("Transfer-Encoding: chunked", "Trailer: X-Na"), Array(chunk.utf8), page]
                    + [Array("\r\n0;laatste\r\nX-Na: afloop\r\n\r\n".utf8)]
            )
        case .chunkSizeNonsense: return (200, [Self.head("Transfer-Encoding: chunked"), Array("zes\r\n".utf8), page])
        case .chunksCut: return (200, [Self.head("Transfer-Encoding: chunked"), Self.chunk(page)])
        case .chunkShort: return (200, [Self.head("Transfer-Encoding: chunked"), Array("ffff\r\n".utf8), page])
        case .notChunked: return (200, [Self.head("Transfer-Encoding: chunked"), page])
        case .lengthAndChunks:
            return (
                200, [Self.head("Content-Length: 5", "Transfer-Encoding: chunked"), Self.chunk(page), Self.lastChunk]
            )
        case .tooLong: return (200, [Self.head(length), page, Array("te veel".utf8)])
        case .twoLengths: return (200, [Self.head(length, "Content-Length: 7"), page])
        case .negativeLength: return (200, [Self.head("Content-Length: -1"), page])
        case .hugeLength: return (200, [Self.head("Content-Length: 99999999999999999999999"), page])
        case .untilClose: return (200, [Self.head(), page])
        case .oldVersion: return (200, [Array("HTTP/1.0 200 OK\r\n\r\n".utf8), page])
        case .noHead: return (0, [page])
        case .noReason:
            return (200, [Array("HTTP/1.1 200\r\n\(length)\r\nContent-Type: text/html\r\n\r\n".utf8), page])
        case .bareNewlines: return (200, [Array("HTTP/1.1 200 OK\nContent-Type: text/html\n\(length)\n\n".utf8), page])
        default: return unusual(page, length)
        }
    }

    /// Unusual heads.
    private func unusual(_ page: [UInt8], _ length: String) -> (status: Int, bytes: [[UInt8]]) {
        switch self {
        case .foldedField: return (200, [Self.head(length, "X-Lang: eerste regel\r\n  tweede regel"), page])
        case .garbageFields:
            return (200, [Self.head(length, "geen veld", ": leeg", "X Spatie: ja", "X-Spatie : ja"), page])
        case .nonASCIIFields:
            let fields = Array("HTTP/1.1 200 Pr\u{e9}t\r\nContent-Type: text/html\r\n\(length)\r\nX-Naam: co".utf8)
            return (200, [fields, [0xf6], Array("peratie\r\nX-UTF8: coöperatie\r\n\r\n".utf8), page])
        case .longField: return (200, [Self.head(length, "X-Lang: " + String(repeating: "a", count: 200_000)), page])
        case .manyFields:
            return (
                200, [Self.head(([length] + (0..<1000).map { "X-Veld-\($0): \($0)" }).joined(separator: "\r\n")), page]
            )
        case .headCut: return (200, [Array("HTTP/1.1 200 OK\r\nContent-Type: text/h".utf8)])
        case .noise: return (0, [Noise(seed: 7).bytes(from: 0, count: 4096)])
        case .earlyHints:
            let hints = "HTTP/1.1 103 Early Hints\r\nLink: </assets/css/site.css>; rel=preload\r\n\r\n"
            return (200, [Array(hints.utf8), Self.head(length), page])
        case .oddStatus: return (799, [Self.line(799, length), page])
        case .bodyOnNoContent: return (204, [Self.line(204, length), page])
        case .noLocation: return (302, [Self.line(302, length), page])
        case .badLocation: return (302, [Self.line(302, "Location: http://[kapot/", "Content-Length: 0")])
        case .nonASCIILocation: return (302, [Self.line(302, "Location: /tags/coöperatie", "Content-Length: 0")])
        case .cookie: return (200, [Self.head(length, "Set-Cookie: sessie=geheim-1234; HttpOnly; Path=/"), page])
        default: return (0, [])
        }
    }

    private static func head(_ fields: String...) -> [UInt8] {
        let lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8"] + fields
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private static func line(_ status: Int, _ fields: String...) -> [UInt8] {
        Array((["HTTP/1.1 \(status) Vreemd"] + fields).joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8)
    }

    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10]
    }

    private static let lastChunk = Array("0\r\n\r\n".utf8)
}
