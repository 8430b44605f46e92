// SPDX-License-Identifier: EUPL-1.2

/// The body of a request, to be brought into the form of a query.
struct RequestBody {
    let contentType: String
    let bytes: [UInt8]
    let dialect: CDXDialect

    /// The body as a query, of any length.
    var query: String {
        if dialect == .pywb, bytes.isEmpty { return "" }
        // By prefix and in small letters only, as both tools have it: `application/jsonl` is read as JSON too.
        if contentType.hasPrefix("application/x-www-form-urlencoded") { return form ?? base64 }
        if contentType.hasPrefix("multipart/") {
            guard let boundary = MultipartForm.boundary(of: contentType) else { return base64 }
            return MultipartForm(boundary: boundary, bytes: bytes).query
        }
        if contentType.hasPrefix("application/json") { return json ?? "" }
        if contentType.hasPrefix("text/plain") { return json ?? base64 }
        return base64
    }

    /// The decoded form; nil if it is no UTF-8.
    private var form: String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return FormEncoding.decoded(text)
    }

    private var base64: String {
        // Three quarters of the limit are enough to fill it.
        "__wb_post_data=" + Base64.encoded(bytes.prefix(CDXRequestKey.queryLimit))
    }

    /// The leaves of a JSON text by their names; nil if it is none.
    private var json: String? {
        if let value = JSONValue(parsing: bytes) { return JSONLeaves(value, dialect).query }
        // One text in each line.
        guard dialect == .cdxjIndexer, bytes.contains(0x0A) else { return nil }
        var leaves = JSONLeaves(dialect)
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            guard let value = JSONValue(parsing: Array(line)) else { return nil }
            leaves.add(value)
        }
        return leaves.query
    }
}

/// Base64 with padding (RFC 4648 §4).
enum Base64 {
    /// The bytes in letters.
    static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let count = min(3, bytes.endIndex - index)
            var group = 0
            for place in 0..<3 { group = group << 8 | (place < count ? Int(bytes[index + place]) : 0) }
            for place in 0..<4 {
                out.append(place <= count ? letters[group >> (18 - 6 * place) & 63] : 0x3D)
            }
            index += count
        }
        return String(decoding: out, as: UTF8.self)
    }
}
