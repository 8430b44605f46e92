// SPDX-License-Identifier: EUPL-1.2

import CDX
import WebURL

/// Makes keys of requests: the first line says method and media type, the rest is the body.
enum RequestsTarget {
    static func run(_ bytes: [UInt8]) throws {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ", maxSplits: 1)
        let body = Array(bytes[min(end + 1, bytes.count)...])
        for dialect in CDXDialect.allCases {
            let key = CDXRequestKey(
                method: words.first.map { String($0) } ?? "POST",
                contentType: words.dropFirst().first.map { String($0) },
                body: body, dialect: dialect)
            Property.require(key.query.unicodeScalars.count <= CDXRequestKey.queryLimit, "a query beyond its limit")
            let urlkey = SURT.urlkey(key.appended(to: "https://a.example/"))
            Property.require(!urlkey.utf8.contains { $0 <= 0x20 || $0 == 0x7F }, "a key with a blank: \(urlkey)")
        }
    }
}
