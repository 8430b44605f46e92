// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Records as bytes, for files that break a rule on purpose.
enum RecordText {
    static let date = "2025-03-01T10:00:00Z"

    /// `<urn:uuid:…>` of a small number.
    static func id(_ number: Int) -> String {
        let digits = String(number)
        return "<urn:uuid:10000000-0000-4000-8000-\(String(repeating: "0", count: 12 - digits.count))\(digits)>"
    }

    static func sha1(_ bytes: [UInt8]) -> String { DigestStream.digest(of: bytes, .sha1).labelled }

    /// A record of these fields, its Content-Length at their end.
    static func record(
        _ fields: [(String, String)], _ block: String = "", version: String = "WARC/1.0", trailer: String = "\r\n\r\n",
        length: String? = nil
    ) -> [UInt8] {
        var text = version + "\r\n"
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        text += "Content-Length: \(length ?? String(block.utf8.count))\r\n\r\n"
        return Array((text + block + trailer).utf8)
    }

    /// A resource with the fields it needs, some changed or left out (nil), others added.
    static func resource(
        _ changes: [(String, String?)] = [], id number: Int = 1, block: String = "text", version: String = "WARC/1.0",
        trailer: String = "\r\n\r\n", length: String? = nil
    ) -> [UInt8] {
        record(
            fields(
                [
                    ("WARC-Type", "resource"), ("WARC-Record-ID", id(number)), ("WARC-Date", date),
                    ("WARC-Target-URI", "https://social.example/a"), ("Content-Type", "text/plain"),
                ], changes), block, version: version, trailer: trailer, length: length)
    }

    /// A response of HTTP.
    static func response(
        _ changes: [(String, String?)] = [], id number: Int = 2, head: String = "HTTP/1.1 200 OK\r\n\r\n",
        body: String = "text", version: String = "WARC/1.0"
    ) -> [UInt8] {
        record(
            fields(
                [
                    ("WARC-Type", "response"), ("WARC-Record-ID", id(number)), ("WARC-Date", date),
                    ("WARC-Target-URI", "https://social.example/a"),
                    ("Content-Type", "application/http;msgtype=response"),
                ], changes), head + body, version: version)
    }

    static func warcinfo(
        _ changes: [(String, String?)] = [], id number: Int = 9, block: String = "software: test/1\r\n"
    )
        -> [UInt8]
    {
        record(
            fields(
                [
                    ("WARC-Type", "warcinfo"), ("WARC-Record-ID", id(number)), ("WARC-Date", date),
                    ("Content-Type", "application/warc-fields"),
                ], changes), block)
    }

    /// Fields with some changed, left out, or added at the end.
    static func fields(_ usual: [(String, String)], _ changes: [(String, String?)]) -> [(String, String)] {
        var fields = usual.map { ($0.0, Optional($0.1)) }
        for (name, value) in changes {
            if let index = fields.firstIndex(where: { $0.0 == name }), fields[index].1 != value || value == nil {
                fields[index].1 = value
            } else {
                fields.append((name, value))
            }
        }
        return fields.compactMap { name, value in value.map { (name, $0) } }
    }
}
