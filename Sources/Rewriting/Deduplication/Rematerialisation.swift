// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage
import WARC

/// Makes responses of revisit records again, with the payload of the response they refer to.
///
/// The revisit's own HTTP head stays, the payload is appended, the digest of the block is computed anew. A revisit whose original is in
/// none of the files, or has another payload than its digest says, or that has no HTTP head, stays as it is and is named. A 304 had no
/// payload and stays too. All else is copied byte for byte; inputs are never touched.
package struct Rematerialisation: Sendable {
    package let options: DeduplicationOptions

    package init(_ options: DeduplicationOptions) { self.options = options }

    /// Goes through files, whose originals may be in any of them.
    /// - Throws: As `Deduplication.run`.
    package func run(_ paths: [String]) throws(RewriteError) -> DeduplicationResult {
        var result = DeduplicationResult()
        result.isUndo = true
        result.isDryRun = options.outputDirectory == nil
        do {
            let places = try RewritePlaces(
                paths, outputDirectory: options.outputDirectory, mayReplace: options.mayReplace)
            let index = try ResponseIndex(directory: places.scratchDirectory)
            for (number, path) in paths.enumerated() { try add(path, number, to: index) }
            for path in paths { try take(path, paths, places, index, &result) }
            return result
        } catch {
            throw RewriteError(error)
        }
    }

    private func add(_ path: String, _ number: Int, to index: ResponseIndex) throws {
        let reader = try WARCReader(path: path, policy: .silent)
        while let record = try reader.next() {
            guard record.header.type == .response, record.isAligned else { continue }
            try index.add(record.header, at: ResponseIndex.Place(file: number, offset: record.location.offset))
        }
    }

    private func take(
        _ path: String, _ paths: [String], _ places: RewritePlaces, _ index: ResponseIndex,
        _ result: inout DeduplicationResult
    ) throws {
        let file = try OpenFile(reading: path)
        let rewrite = try RecordReplacement(file: file, output: try places.output(for: path))
        let reader = try WARCReader(file: file, offset: 0)
        while let record = try reader.next() {
            result.records += 1
            _ = reader.takeFindings()
            guard Self.isRevisitOfPayload(record.header) else { continue }
            let at = "\(path)@\(record.location.offset): "
            guard let head = try Self.wholeHead(of: record) else {
                result.keep(at + "the revisit has no HTTP head, which only the server could give")
                continue
            }
            try record.finish()
            guard reader.takeFindings().isEmpty, let extent = try rewrite.extent(of: record, reader.container) else {
                result.keep(at + "the revisit is damaged, or shares its gzip member with others")
                continue
            }
            if let declared = record.header.blockDigest.flatMap({ Digest(labelled: $0) }),
                DigestStream.digest(of: head, declared.algorithm) != declared
            {
                result.keep(at + "the revisit's block is not what WARC-Block-Digest says")
                continue
            }
            guard let place = try index.original(of: record.header) else {
                result.keep(at + "the response it refers to is in none of the files")
                continue
            }
            let source = place.file == paths.firstIndex(of: path) ? file : try OpenFile(reading: paths[place.file])
            guard let original = try OriginalPayload(at: place.offset, of: source, for: record.header, head: head)
            else {
                result.keep(at + "the payload of the response it refers to is not what its digest says")
                continue
            }
            let header = RevisitHeader.response(
                of: record.header, truncated: original.truncated, count: original.count,
                blockDigest: original.blockDigest)
            try rewrite.replace(extent, header: header, count: original.count) { sink in
                try head.withUnsafeBytes { try sink.write($0) }
                try original.forEachChunk { try sink.write($0) }
            }
            result.changed += 1
        }
        try rewrite.finish()
        result.files += 1
        result.bytesIn += rewrite.bytesIn
        result.bytesOut += rewrite.bytesOut
        if let output = rewrite.output?.path { result.outputs.append(output) }
    }

    private static func isRevisitOfPayload(_ header: WARCHeader) -> Bool {
        header.type == .revisit && header.profile?.hasSuffix("identical-payload-digest") == true
    }

    /// The block, if it is an HTTP head and nothing else.
    private static func wholeHead(of record: WARCRecord) throws(WARCError) -> [UInt8]? {
        do throws(WARCError) {
            guard let head = try record.httpHead(), record.header.contentLength == UInt64(head.count) else {
                return nil
            }
            return head
        } catch {
            guard error.code != .io else { throw error }
            return nil
        }
    }
}

/// The payload of a response for a revisit that stands for it.
private struct OriginalPayload {
    /// Bytes of the revisit's head and of the payload.
    let count: UInt64
    /// The digest of both, of the algorithm that the revisit's block digest has; nil if it has none.
    let blockDigest: Digest?
    /// Why the original is not whole, if it is not.
    let truncated: String?
    private let file: OpenFile
    private let offset: UInt64
    private let isDecoded: Bool

    /// Nil unless the payload has the digest that the revisit declares.
    init?(at offset: UInt64, of file: OpenFile, for revisit: WARCHeader, head: [UInt8]) throws {
        guard let declared = revisit.payloadDigest.flatMap({ Digest(labelled: $0) }) else { return nil }
        self.file = file
        self.offset = offset
        let record = try WARCRecordAccess.read(at: offset, of: file)
        truncated = record.header.truncated
        let announcesChunks = try record.http.map { PayloadIdentity.isChunked($0.fields) } ?? false
        let wantsChunks = try Self.announcesChunks(head)
        // Chunks only come along under a head that announces them.
        isDecoded = announcesChunks && !wantsChunks
        let payload = DigestStream(declared.algorithm)
        let block = revisit.blockDigest.flatMap { Digest(labelled: $0) }.map { DigestStream($0.algorithm) }
        block?.update(head)
        var length: UInt64 = 0
        let take: (UnsafeRawBufferPointer) -> Void = { chunk in
            payload.update(chunk)
            block?.update(chunk)
            length += UInt64(chunk.count)
        }
        do {
            if isDecoded { try record.forEachPayloadChunk(take) } else { try record.forEachStoredPayloadChunk(take) }
            var isRight = payload.finish() == declared
            if !isRight, announcesChunks {
                let other = isDecoded ? try Self.storedDigest(at: offset, of: file, declared.algorithm) : nil
                isRight =
                    try (other ?? PayloadIdentity.decodedDigest(at: offset, of: file, declared.algorithm)) == declared
            }
            guard isRight else { return nil }
        } catch let error as WARCError where error.code != .io {
            return nil
        }
        blockDigest = block?.finish()
        count = UInt64(head.count) + length
    }

    func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let record = try WARCRecordAccess.read(at: offset, of: file)
        if isDecoded { try record.forEachPayloadChunk(body) } else { try record.forEachStoredPayloadChunk(body) }
    }

    private static func announcesChunks(_ head: [UInt8]) throws -> Bool {
        var header = WARCFields(parsing: Array(head.drop { $0 != 0x0A }.dropFirst()))["Transfer-Encoding"] ?? ""
        header = header.lowercased()
        return header.hasSuffix("chunked")
    }

    private static func storedDigest(
        at offset: UInt64, of file: OpenFile, _ algorithm: DigestAlgorithm
    ) throws -> Digest {
        let stream = DigestStream(algorithm)
        try WARCRecordAccess.read(at: offset, of: file).forEachStoredPayloadChunk { stream.update($0) }
        return stream.finish()
    }
}
