// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Extract
import HTTPMessage
import Testing
import WebURL

/// Runs the extractor over bytes and writes its links as lines, for tables.
enum Extracting {
    static let page = "https://example.nl/dir/page.html?x=1"

    static func run(
        _ bytes: [UInt8], type: String? = "text/html; charset=utf-8", status: Int = 200,
        fields: [HTTPField] = [], url: String = page, limits: ExtractionLimits = .default, as kind: Link.Kind? = nil
    ) throws -> LinkExtraction {
        var head = HTTPResponseHead(status: status, fields: HTTPFields(fields))
        if let type { head.fields.append("Content-Type", type) }
        let address = try #require(WebAddress(url))
        return try LinkExtractor.extract(
            body: SpooledBody(bytes: bytes, digest: nil), head: head, url: address, limits: limits, arrivedAs: kind)
    }

    /// `kind address` for each link; the site's own origin is left out, so that tables stay readable.
    static func lines(_ extraction: LinkExtraction) -> [String] {
        extraction.links.map { link in
            let address = link.url.serialized
            let own = "https://example.nl"
            return "\(link.kind) " + (address.hasPrefix(own + "/") ? String(address.dropFirst(own.count)) : address)
        }
    }

    static func html(_ text: String) throws -> [String] { try lines(run(Array(text.utf8))) }
    static func css(_ text: String) throws -> [String] { try lines(run(Array(text.utf8), type: "text/css")) }
    static func json(_ text: String) throws -> [String] { try lines(run(Array(text.utf8), type: "application/json")) }
    static func xml(_ text: String, type: String = "application/xml") throws -> [String] {
        try lines(run(Array(text.utf8), type: type))
    }
}
