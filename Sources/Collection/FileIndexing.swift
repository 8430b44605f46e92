// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import GRDB
import WARC

/// Takes one file of `archive/` into the tables: its row, its captures, and the digests that later payloads may refer to.
struct FileIndexing {
    let db: Database
    /// The final name.
    let name: String
    let path: String
    /// Whether it is a file of ours that was not finished: what breaks off in it is no capture, and nothing follows.
    let isOpen: Bool
    private(set) var result = Reindexing.Result()
    private let account: String?
    private var fileID: Int64 = 0

    init(_ db: Database, name: String, path: String, isOpen: Bool) {
        (self.db, self.name, self.path, self.isOpen) = (db, name, path, isOpen)
        account = ArchiveFileForm.account(of: name)
    }

    /// Reads the file to its end or to where it can't be read further; what is wrong with it is in `result`.
    mutating func run() throws {
        try db.execute(
            sql: "INSERT INTO archive_files (name, account, closed) VALUES (?, ?, ?)",
            arguments: [name, account ?? name, !isOpen])
        fileID = db.lastInsertedRowID
        var end: UInt64 = 0
        do {
            let reader = try WARCReader(path: path)
            end = try read(reader)
            result.findings += reader.diagnostics
        } catch let error as WARCError {
            result.findings.append(error.diagnostic)
        }
        // The committed length: an open file is cut back to it, one that is closed stays as it is, with whatever is behind its end.
        let length = isOpen ? end : try FileSystem.size(of: path)
        try db.execute(
            sql: "UPDATE archive_files SET length = ? WHERE id = ?", arguments: [Int64(clamping: length), fileID])
        result.files += 1
    }

    /// Returns the offset behind the last whole record.
    private mutating func read(_ reader: WARCReader) throws -> UInt64 {
        var end: UInt64 = 0
        var answer: IndexedAnswer?
        while let record = try reader.next() {
            result.records += 1
            let next = try answerOrNothing(record, after: &answer)
            try record.finish()
            // Nothing follows in a file of ours; in others what there is of a cut answer can be shown.
            if record.isCut, isOpen { break }
            end = record.location.offset + record.location.length
            guard var next else { continue }
            try insert(answer)
            if record.location.length == 0, !record.isCut { result.unreachable += 1 }
            if record.isCut { next.isWhole = false }
            next.setLocation(
                WARCRecordLocation(filename: name, offset: record.location.offset, length: record.location.length))
            answer = next
        }
        try insert(answer)
        return end
    }

    private func answerOrNothing(_ record: WARCRecord, after answer: inout IndexedAnswer?) throws -> IndexedAnswer? {
        do {
            switch record.header.type {
            case .response, .revisit, .resource:
                return try IndexedAnswer(record, account: account ?? name)
            case .metadata where belongs(record, to: answer):
                answer?.learn(WARCFields(parsing: try record.readBlock(limit: 1 << 20)))
            case .request where belongs(record, to: answer):
                try answer?.learn(request: record)
            default: break
            }
        } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
            // The reader tells of it; a record whose bytes are damaged is no capture.
        }
        return nil
    }

    private func belongs(_ record: WARCRecord, to answer: IndexedAnswer?) -> Bool {
        guard let about = answer?.recordID, !about.isEmpty else { return false }
        return record.header.concurrentTo.contains(about)
    }

    private mutating func insert(_ answer: IndexedAnswer?) throws {
        guard let capture = answer?.capture else { return }
        let id = try capture.insert(db, fileID: fileID)
        // A digest that another program wrote was perhaps never right: a payload of ours must not be left out for it.
        if account != nil, capture.recordType == "response", answer?.isWhole == true, let digest = capture.cdx.digest {
            try db.execute(
                sql: "INSERT OR IGNORE INTO digests (digest, capture_id) VALUES (?, ?)", arguments: [digest, id])
        }
        result.captures += 1
    }
}
