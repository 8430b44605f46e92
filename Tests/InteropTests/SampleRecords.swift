// SPDX-License-Identifier: EUPL-1.2

/// WARC records made by hand, each with an address of its own, for what other tools make of them.
struct SampleRecords {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    /// Adds a record; `{n}` in the address is its number.
    mutating func add(
        _ type: String, _ block: [UInt8], uri: String = "http://e.example/{n}",
        contentType: String? = "application/http; msgtype=response", fields: [String] = []
    ) {
        count += 1
        let address = uri.split(separator: "{n}", omittingEmptySubsequences: false).joined(separator: "\(count)")
        var lines = [
            "WARC/1.0", "WARC-Type: \(type)", "WARC-Target-URI: \(address)", "WARC-Date: 2024-01-01T00:00:00Z",
            "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-\(100_000_000_000 + count)>",
        ]
        lines += fields
        if let contentType { lines.append("Content-Type: \(contentType)") }
        lines.append("Content-Length: \(block.count)")
        bytes += Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + block + [0x0D, 0x0A, 0x0D, 0x0A]
    }

    mutating func add(
        _ type: String, _ block: String, uri: String = "http://e.example/{n}",
        contentType: String? = "application/http; msgtype=response", fields: [String] = []
    ) {
        add(type, Array(block.utf8), uri: uri, contentType: contentType, fields: fields)
    }

    /// Adds an answer and the request that names it.
    mutating func addExchange(method: String, contentType: String?, body: [UInt8]) {
        let uri = "http://e.example/\(count + 1)?x"
        add(
            "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhi", uri: uri,
            fields: ["WARC-Payload-Digest: sha1:AAAA"])
        let answer = "WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-\(100_000_000_000 + count)>"
        let type = contentType.map { "Content-Type: \($0)\r\n" } ?? ""
        add(
            "request",
            Array("\(method) /x HTTP/1.1\r\nHost: e.example\r\n\(type)Content-Length: \(body.count)\r\n\r\n".utf8)
                + body, uri: uri,
            contentType: "application/http; msgtype=request", fields: [answer])
    }
}
