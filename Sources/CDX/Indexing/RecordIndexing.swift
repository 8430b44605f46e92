// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Diagnostics
import HTTPMessage
import WARC

/// Looks at the records of one file and says what the index has of each. Used by several threads at once.
struct RecordIndexing: Sendable {
    private let path: String
    private let options: CDXIndexer.Options
    private let name: [UInt8]?
    /// The file once more, for digests of records as they are stored.
    private let file: OpenFile?

    init(path: String, options: CDXIndexer.Options) throws(WARCError) {
        self.path = path
        self.options = options
        name = options.root.map { Array(RelativePath.of(path, to: $0).utf8) }
        guard options.digestsRecords else {
            file = nil
            return
        }
        do throws(ByteStreamError) { file = try OpenFile(reading: path) } catch {
            throw WARCError(
                error.code == .notFound ? .notFound : .io, path: path, "cannot open the file: \(error.message)")
        }
    }

    /// Reads one record and adds what the index has of it.
    func index(_ record: WARCRecord, into part: inout IndexPart) throws {
        part.records += 1
        if options.keysRequests, record.header.withValue(of: "WARC-Type", { $0?.elementsEqual("request".utf8) == true })
        {
            if let request = try request(record) { part.add(request) }
            return
        }
        guard let kind = IndexedKind(record.header, dialect: options.dialect) else {
            // With cdxj-indexer any record stands between a request and its answer.
            if options.keysRequests, options.dialect == .cdxjIndexer { part.add(JoinableRecord()) }
            return
        }
        do {
            try add(record, kind, to: &part)
        } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
            // A cut payload has a digest in no tool's opinion; the reader says where the damage is.
            part.unindexed += 1
        }
    }

    private func add(_ record: WARCRecord, _ kind: IndexedKind, to part: inout IndexPart) throws {
        let head = try record.withHTTPSummary { $0.map { HTTPHeadSummary($0.head, contentType: $0.contentType) } }
        var digest: [UInt8]?
        if kind != .revisit, record.header.withValue(of: "WARC-Payload-Digest", { $0?.isEmpty ?? true }) {
            digest = try Array(payloadDigest(of: record).labelled.utf8)
        }
        try record.finish()
        let fields = CaptureFields(
            header: record.header, head: head, location: record.location, dialect: options.dialect, digest: digest)
        guard var fields else {
            part.unindexed += 1
            part.report(
                Diagnostic(
                    .warning, at: .offset(file: path, offset: record.location.offset),
                    record.location.length == 0
                        ? "the record is damaged or shares its gzip member with others, and is not indexed"
                        : "the record has no usable WARC-Date and is not indexed"))
            return
        }
        if let name { fields.filename = name }
        guard Self.fitsLine(fields) else {
            part.unindexed += 1
            part.report(
                Diagnostic(
                    .warning, at: .offset(file: path, offset: record.location.offset),
                    "the line would have more than \(IndexLineReader.lineLimit) bytes, and the record is not indexed"))
            return
        }
        if let file {
            let digest = try StoredRecord.digest(of: file, from: fields.offset, count: fields.length)
            fields.extras.append((Array("recordDigest".utf8), Array(digest.labelled.utf8)))
        }
        guard options.keysRequests else { return part.add(JoinableRecord(fields: fields)) }
        var joinable = joinable(record.header)
        joinable.fields = fields
        joinable.takesRequest = kind == .response || options.dialect == .pywb
        part.add(joinable)
    }

    /// Whether the line of a record is one that an index takes; with room for what a request may add to it.
    private static func fitsLine(_ fields: CaptureFields) -> Bool {
        let limit = IndexLineReader.lineLimit - 1 << 17
        // Escapes make at most six bytes of one.
        let texts = [fields.url, fields.mime, fields.status, fields.digest].reduce(0) { $0 + ($1?.count ?? 0) }
        let extras = fields.extras.reduce(0) { $0 + $1.name.count + $1.value.count }
        let most = fields.urlkey.count + 6 * (texts + extras + fields.filename.count)
        guard most > limit else { return true }
        var line: [UInt8] = []
        LineWriter(format: .cdxj, dialect: .cdxjIndexer).append(fields, to: &line)
        return line.count <= limit
    }

    /// The SHA-1 of the payload, of a cut one as far as it goes.
    private func payloadDigest(of record: WARCRecord) throws -> Digest {
        let stream = DigestStream(.sha1)
        // Both tools know a payload only behind the two schemes of HTTP, and otherwise take the block.
        let isHTTP = record.header.withValue(of: "WARC-Target-URI") { uri in
            guard let uri else { return false }
            let bare = uri.first == 0x3C ? UnsafeRawBufferPointer(rebasing: uri.dropFirst()) : uri
            return bare.starts(with: "http:".utf8) || bare.starts(with: "https:".utf8)
        }
        do {
            if isHTTP {
                // An empty line where a head should start is an empty head.
                var isHeadless = try record.httpHead() == nil && record.header.type == .response
                try record.forEachStoredPayloadChunk { chunk in
                    stream.update(isHeadless ? Self.withoutEmptyLine(chunk) : chunk)
                    isHeadless = false
                }
            } else {
                try record.forEachBlockChunk { stream.update($0) }
            }
        } catch let error as WARCError where error.code == .truncated && record.isCut {}
        return stream.finish()
    }

    private static func withoutEmptyLine(_ chunk: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let isLong = chunk.count >= 2 && chunk[0] == 0x0D && chunk[1] == 0x0A
        return UnsafeRawBufferPointer(rebasing: chunk.dropFirst(isLong ? 2 : chunk.first == 0x0A ? 1 : 0))
    }

    private func joinable(_ header: WARCHeader) -> JoinableRecord {
        var record = JoinableRecord()
        record.uri = header.withValue(of: "WARC-Target-URI") { $0.map { URLText.url($0, keepsSpaces: false) } } ?? []
        record.recordID = Array((header.recordID ?? "").utf8)
        record.concurrentTo = header.concurrentTo.map { Array($0.utf8) }
        return record
    }

    /// A request and what it adds to a key; nil if its block cannot be read.
    private func request(_ record: WARCRecord) throws -> JoinableRecord? {
        var joinable = joinable(record.header)
        joinable.isRequest = true
        guard let head = try record.httpRequest, options.dialect.keysRequests(of: head.method.uppercased()) else {
            return joinable
        }
        var body: [UInt8] = []
        do {
            // cdxj-indexer undoes the codings of a body, pywb takes it as it is stored.
            if options.dialect == .cdxjIndexer {
                body = try decodedBody(of: record, head.fields)
            } else {
                body = try beginning { try record.forEachStoredPayloadChunk($0) }
            }
        } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
            return nil
        }
        joinable.key = CDXRequestKey(
            method: head.method, contentType: head.fields["Content-Type"], body: body, dialect: options.dialect)
        return joinable
    }

    private func decodedBody(of record: WARCRecord, _ fields: HTTPFields) throws -> [UInt8] {
        let coded = try beginning { sink in
            var chunked = HTTPChunks(fields: fields)
            try record.forEachStoredPayloadChunk { try chunked.decode($0, into: sink) }
        }
        guard fields["Content-Encoding"] != nil else { return coded }
        return (try? ContentDecoder.decode(coded, fields: fields, limit: CDXRequestKey.bodyLimit)) ?? coded
    }

    /// As many of the bytes as a key can depend on.
    private func beginning(_ read: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read { chunk in
            bytes.append(contentsOf: chunk.prefix(CDXRequestKey.bodyLimit - bytes.count))
        }
        return bytes
    }
}

/// Takes the chunked coding off where the head announces it.
private struct HTTPChunks {
    private var decoder: ChunkedDecoder?

    init(fields: HTTPFields) {
        let codings = fields.all("Transfer-Encoding").joined(separator: ",").lowercased()
        decoder = codings.contains("chunked") ? ChunkedDecoder() : nil
    }

    mutating func decode(_ bytes: UnsafeRawBufferPointer, into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        if decoder == nil { try sink(bytes) } else { try decoder?.decode(bytes, into: sink) }
    }
}

/// A record as its bytes lie in the file.
enum StoredRecord {
    /// SHA-256 of a stretch of a file.
    static func digest(of file: OpenFile, from offset: UInt64, count: UInt64) throws(ByteStreamError) -> Digest {
        let stream = DigestStream(.sha256)
        var offset = offset
        var left = count
        while left > 0 {
            let bytes = try file.read(at: offset, count: Int(clamping: min(left, 1 << 16)))
            guard !bytes.isEmpty else { break }
            stream.update(bytes)
            offset += UInt64(bytes.count)
            left -= UInt64(bytes.count)
        }
        return stream.finish()
    }
}
