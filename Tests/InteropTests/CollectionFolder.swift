// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing
import WARC

/// What lies in a collection's folder, read without the collection's own code.
struct CollectionFolder {
    /// A line of the crawl log.
    struct Entry {
        let outcome: String
        let status: String
        let url: String
        let detail: String
    }

    let path: String

    var name: String { String(path.split(separator: "/").last ?? "") }

    /// Absolute paths of all archive files.
    var archives: [String] {
        get throws { try FileSystem.list(path + "/archive").map { path + "/archive/" + $0 } }
    }

    func indexLines(_ file: String) throws -> [String] {
        let text = try #require(TestFile.text(path + "/indexes/" + file))
        return text.split(separator: "\n").map(String.init)
    }

    func index() throws -> [CDXRecord] {
        try indexLines("index.cdxj").map { try CDXRecord(parsing: $0) }
    }

    func log() throws -> [Entry] {
        let text = try #require(TestFile.text(path + "/logs/crawl.log"))
        return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(columns.count == 12, "\(line)")
            return Entry(outcome: columns[1], status: columns[2], url: columns[7], detail: columns[11])
        }
    }

    /// Calls `body` with each record of all archive files.
    func forEachRecord(_ body: (WARCRecord) throws -> Void) throws {
        for archive in try archives {
            let reader = try WARCReader(path: archive)
            while let record = try reader.next() { try body(record) }
            #expect(reader.diagnostics.isEmpty, "\(reader.diagnostics)")
        }
    }
}
