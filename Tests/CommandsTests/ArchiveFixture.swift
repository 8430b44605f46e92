// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Commands

/// A folder with small archive files in it, in which commands are run as a user runs them.
struct ArchiveFixture {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// Runs the program in the folder.
    func run(_ arguments: String...) async throws -> ToolProcess.Result {
        try await ToolProcess.run(try Kabinet.path, arguments, in: folder.path)
    }

    /// Writes a file of these records.
    @discardableResult
    func write(_ records: String..., to name: String) throws -> String {
        try folder.write(Array(records.joined().utf8), to: name)
        return name
    }

    /// The text of a file in the folder.
    func text(_ name: String) -> String? { TestFile.text(folder.appending(name)) }

    /// A record of WARC/1.0 with these further header lines.
    static func record(_ type: String, id: String? = nil, _ lines: String = "", _ block: String) -> String {
        "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000000\(id ?? "00")>\r\n"
            + "WARC-Date: 2026-11-22T12:00:00Z\r\n" + lines + "Content-Length: \(block.utf8.count)\r\n\r\n" + block
            + "\r\n\r\n"
    }

    /// A page whose text is `body`.
    static func page(_ number: Int, _ body: String) -> String {
        record(
            "response", id: "1\(number)",
            "WARC-Target-URI: http://a.example/\(number)\r\nContent-Type: application/http;msgtype=response\r\n",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
    }

    /// A warcinfo.
    static let info = record("warcinfo", "Content-Type: application/warc-fields\r\n", "software: x\r\n")
}
