// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// A response head in the form in which it is archived.
///
/// The bytes stay as they were sent, but for three things: an HTTP/2 status line becomes `HTTP/1.1 <code> `; since the body is kept
/// without its transfer coding, the `Transfer-Encoding` field is renamed to `X-Archive-Orig-Transfer-Encoding`; and so is the
/// `Content-Length` that should not have stood beside it (RFC 9112 §6.3).
struct StoredHead {
    /// The head, ready to be serialised.
    let head: HTTPResponseHead
    /// The value of the renamed `Transfer-Encoding`.
    let removedTransferEncoding: String?

    /// Reads the bytes of a complete head.
    /// - Throws: What `HTTPResponseHead` throws.
    init(_ sent: [UInt8]) throws(HTTPMessageError) {
        let bytes = Self.withHTTP1StatusLine(sent)
        let plain = try HTTPResponseHead(parsing: bytes)
        let codings = plain.fields.all("Transfer-Encoding").filter { $0.lowercased() != "identity" }
        guard !codings.isEmpty else {
            head = plain
            removedTransferEncoding = nil
            return
        }
        var renamed = HTTPMessageHead.renaming(
            "Transfer-Encoding", to: "X-Archive-Orig-Transfer-Encoding", in: bytes)
        renamed = HTTPMessageHead.renaming("Content-Length", to: "X-Archive-Orig-Content-Length", in: renamed)
        head = try HTTPResponseHead(parsing: renamed)
        removedTransferEncoding = codings.joined(separator: ", ")
    }

    /// `HTTP/2 200 ` becomes `HTTP/1.1 200 `: the form that all readers of archives understand (WARC-Protocol tells the truth).
    static func withHTTP1StatusLine(_ bytes: [UInt8]) -> [UInt8] {
        for version in ["HTTP/2 ", "HTTP/2.0 ", "HTTP/3 "] where bytes.starts(with: version.utf8) {
            return Array("HTTP/1.1 ".utf8) + bytes.dropFirst(version.utf8.count)
        }
        return bytes
    }

    /// A request as libcurl shows it, with `HTTP/2` at the end of its first line replaced by `HTTP/1.1`.
    static func withHTTP1RequestLine(_ bytes: [UInt8]) -> [UInt8] {
        guard let end = bytes.firstIndex(of: 13) else { return bytes }
        for version in [" HTTP/2", " HTTP/2.0", " HTTP/3"]
        where bytes[..<end].suffix(version.utf8.count).elementsEqual(version.utf8) {
            return bytes[..<(end - version.utf8.count)] + Array(" HTTP/1.1".utf8) + bytes[end...]
        }
        return bytes
    }
}
