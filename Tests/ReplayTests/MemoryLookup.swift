// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import HTTPMessage
import TestSupport
import WARC
import WebURL

@testable import Replay

/// A small archive in a temporary folder, with its index in memory.
final class MemoryLookup: CaptureLookup {
    let directory: TemporaryDirectory
    private let index: [CatalogCapture]

    private init(_ directory: TemporaryDirectory, _ index: [CatalogCapture]) {
        (self.directory, self.index) = (directory, index)
    }

    func captures(urlkey: String) throws -> [CatalogCapture] {
        index.filter { $0.cdx.urlkey == urlkey }.sorted { $0.date < $1.date }
    }

    func captures(urlkeyPrefix: String, limit: Int) throws -> [CatalogCapture] {
        let found = index.filter { $0.cdx.urlkey.hasPrefix(urlkeyPrefix) }
        return Array(found.sorted { ($0.cdx.urlkey, $0.date) < ($1.cdx.urlkey, $1.date) }.prefix(limit))
    }

    func archivePath(of filename: String) -> String? {
        let path = directory.appending(filename)
        return FileSystem.exists(path) ? path : nil
    }

    /// One record to be stored.
    struct Entry {
        var url: String
        var date: String
        var head: String
        var body: [UInt8]
        var outcome: Outcome = .captured
        /// For a revisit: URL and date of the original.
        var refersTo: (url: String, date: String)?
        /// Nothing is written: the index says there is a record where there is none.
        var isLost = false

        init(
            _ url: String, _ date: String, _ head: String, _ body: String = "", outcome: Outcome = .captured,
            refersTo: (url: String, date: String)? = nil, isLost: Bool = false
        ) {
            (self.url, self.date, self.head, self.body) = (url, date, head, Array(body.utf8))
            (self.outcome, self.refersTo, self.isLost) = (outcome, refersTo, isLost)
        }
    }

    /// How the records are stored.
    enum Form: CaseIterable {
        case gzip, plain, zstd, zstdWithDictionary, arc, arcGzip
    }

    /// Writes the records to one file each and indexes them.
    static func holding(_ entries: [Entry], form: Form = .gzip) throws -> MemoryLookup {
        let directory = try TemporaryDirectory()
        var index: [CatalogCapture] = []
        for (number, entry) in entries.enumerated() {
            guard let date = ArchiveDate(iso8601: entry.date) else { fatalError("not a date: \(entry.date)") }
            let name = "\(number).archive"
            let (file, offset) = try stored(entry, form)
            if !entry.isLost { try directory.write(file, to: name) }
            let head = try? HTTPResponseHead(parsing: Array((entry.head + "\r\n\r\n").utf8))
            let isRevisit = entry.refersTo != nil
            let cdx = CDXRecord(
                urlkey: SURT.urlkey(entry.url), timestamp: date.digits14, url: entry.url,
                mime: isRevisit ? "warc/revisit" : "text/html", status: head.map { String($0.status) },
                digest: DigestStream.digest(of: entry.body, .sha256).labelled, length: 0, offset: offset,
                filename: name)
            index.append(
                CatalogCapture(
                    cdx: cdx, recordID: "<urn:x>", recordType: isRevisit ? "revisit" : "response", date: date,
                    payloadLength: Int64(entry.body.count), refersTo: entry.refersTo?.url,
                    refersToDate: entry.refersTo.flatMap { ArchiveDate(iso8601: $0.date) }, outcome: entry.outcome,
                    kind: .page, account: "a", runID: 1))
        }
        return MemoryLookup(directory, index)
    }

    /// The file, and the offset of the record in it.
    private static func stored(_ entry: Entry, _ form: Form) throws -> ([UInt8], UInt64) {
        let record = form == .arc || form == .arcGzip ? arcRecord(entry) : record(entry)
        switch form {
        case .plain, .arc: return (record, 0)
        case .gzip, .arcGzip: return (try GzipCompressor(level: 6).member(record), 0)
        case .zstd: return (try ZstdCompressor().frame(record), 0)
        case .zstdWithDictionary:
            let samples = (0..<200).map { Array("WARC/1.1\r\nWARC-Target-URI: http://a.nl/\($0 &* 7919)\r\n".utf8) }
            let dictionary = try ZstdDictionary(training: samples, capacity: 1024)
            let start = try dictionary.frame()
            return (start + (try ZstdCompressor(dictionary: dictionary).frame(record)), UInt64(start.count))
        }
    }

    private static func arcRecord(_ entry: Entry) -> [UInt8] {
        let block = Array((entry.head + "\r\n\r\n").utf8) + entry.body
        let digits = entry.date.filter { $0.isNumber }.prefix(14)
        return Array("\(entry.url) 192.0.2.1 \(digits) text/html \(block.count)\n".utf8) + block + [0x0A]
    }

    private static func record(_ entry: Entry) -> [UInt8] {
        let head = Array((entry.head + "\r\n\r\n").utf8)
        let body = entry.refersTo == nil ? entry.body : []
        var header = "WARC/1.1\r\nWARC-Type: \(entry.refersTo == nil ? "response" : "revisit")\r\n"
        header += "WARC-Target-URI: \(entry.url)\r\nWARC-Date: \(entry.date)\r\nWARC-Record-ID: <urn:uuid:x>\r\n"
        if let original = entry.refersTo {
            header += "WARC-Refers-To-Target-URI: \(original.url)\r\nWARC-Refers-To-Date: \(original.date)\r\n"
        }
        header +=
            "Content-Type: application/http; msgtype=response\r\nContent-Length: \(head.count + body.count)\r\n\r\n"
        return Array(header.utf8) + head + body + Array("\r\n\r\n".utf8)
    }
}

extension ReplayResponse {
    /// The whole body as text.
    func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    /// The whole body.
    func bytes() throws -> [UInt8] {
        switch body {
        case .none, .omitted, .notice: return []
        case .bytes(let bytes): return bytes
        case .stream(let stream):
            var all: [UInt8] = []
            while let piece = try stream.next() { all += piece }
            return all
        }
    }
}
