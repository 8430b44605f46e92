// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Rewrites repeated payloads of many files as revisit records.
///
/// The first response of a payload, in the order of the files, stays; later ones become revisits to it, with their own HTTP head. All
/// else is copied byte for byte: a revisit already there, requests, damage, and what would not get smaller. A revisit never refers to
/// another revisit. Only responses are looked at: the standard allows a revisit for a `resource` too (ISO 28500:2017 §6.7), but without
/// an HTTP head nothing would tell its media type any more. Inputs are never touched. Blocking; memory is bounded.
package struct Deduplication: Sendable {
    package let options: DeduplicationOptions

    package init(_ options: DeduplicationOptions) { self.options = options }

    /// Goes through files in order, each of which gets its final name when it is complete.
    ///
    /// - Throws: `.badInput`, `.exists`, `.diskFull` and others; files that were completed before stay.
    package func run(_ paths: [String]) throws(RewriteError) -> DeduplicationResult {
        var result = DeduplicationResult()
        result.isDryRun = options.outputDirectory == nil
        do {
            let places = try RewritePlaces(
                paths, outputDirectory: options.outputDirectory, mayReplace: options.mayReplace)
            let index = try PayloadIndex(directory: places.scratchDirectory)
            for path in paths { try take(path, places, index, &result) }
            return result
        } catch {
            throw RewriteError(error)
        }
    }

    private func take(
        _ path: String, _ places: RewritePlaces, _ index: PayloadIndex, _ result: inout DeduplicationResult
    ) throws {
        let file = try OpenFile(reading: path)
        let rewrite = try RecordReplacement(file: file, output: try places.output(for: path))
        let reader = try WARCReader(file: file, offset: 0)
        while let record = try reader.next() {
            result.records += 1
            _ = reader.takeFindings()
            guard let payload = try identity(of: record, in: file) else { continue }
            try record.finish()
            // What is damaged or not alone in its member can neither be replaced nor be referred to.
            guard reader.takeFindings().isEmpty, let extent = try rewrite.extent(of: record, reader.container) else {
                continue
            }
            result.responses += 1
            let header = record.header
            let this = PayloadIndex.Original(
                recordID: header.recordID ?? "", targetURI: header.targetURI ?? "", date: header["WARC-Date"] ?? "")
            guard let original = try index.original(of: payload.key, orAdd: this) else { continue }
            // A wrong digest must not become a right one.
            guard try hasRightBlock(header, at: extent.lowerBound, of: file) else { continue }
            let revisit = RevisitHeader.revisit(of: header, to: original, payload: payload)
            if try rewrite.replace(extent, header: revisit, block: payload.head) { result.changed += 1 }
        }
        guard result.records > 0 else {
            throw RewriteError(.badInput, path: path, "holds no record of a web archive")
        }
        try rewrite.finish()
        result.files += 1
        result.bytesIn += rewrite.bytesIn
        result.bytesOut += rewrite.bytesOut
        if let output = rewrite.output?.path { result.outputs.append(output) }
    }

    /// Whether the block is what its digest says, if it has one that is known.
    private func hasRightBlock(_ header: WARCHeader, at offset: UInt64, of file: OpenFile) throws -> Bool {
        guard let check = DeclaredDigest(header) else { return true }
        try WARCRecordAccess.read(at: offset, of: file).forEachBlockChunk { check.update($0) }
        return check.isRight()
    }

    private func identity(of record: WARCRecord, in file: OpenFile) throws -> PayloadIdentity? {
        do {
            return try PayloadIdentity(of: record, in: file, atLeast: options.minimumSize)
        } catch let error as WARCError where error.code != .io {
            return nil
        }
    }
}
