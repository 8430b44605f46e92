// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import HTTPMessage
import WARC
import WebURL

/// A capture whose head was read and whose payload can be pulled.
struct OpenedCapture {
    let capture: CatalogCapture
    /// The archived URL as the index has it.
    let url: WebAddress
    var head: HTTPResponseHead
    let payload: StoredPayload
    let isChunked: Bool
    /// The capture that the payload of a revisit was taken from.
    var original: CatalogCapture?
}

/// Opens records by what the index says of them, and resolves revisits.
struct RecordSource {
    let lookup: any CaptureLookup

    /// Opens a capture.
    ///
    /// - Throws: `ReplayError`.
    func open(_ capture: CatalogCapture) throws(ReplayError) -> OpenedCapture {
        let reader = try read(capture)
        guard reader.header.type == .revisit else { return try opened(capture, reader) }
        var last: ReplayError?
        for original in try originals(of: capture, header: reader.header) {
            do throws(ReplayError) {
                return merged(try opened(original, try read(original)), into: capture, head: reader.httpHead)
            } catch { last = error }
        }
        // A redirect needs no body, and an empty body no original.
        if let head = reader.httpHead, head.fields["Content-Length"] == "0" || Self.isRedirect(head) {
            return try opened(capture, reader)
        }
        throw last
            ?? ReplayError(
                .originalMissing, place: place(capture), "the payload that this revisit refers to is not in the archive"
            )
    }

    private static func isRedirect(_ head: HTTPResponseHead) -> Bool {
        (300..<400).contains(head.status) && head.status != 304 && head.fields["Location"] != nil
    }

    private func place(_ capture: CatalogCapture) -> String { "\(capture.cdx.filename)@\(capture.cdx.offset)" }

    private func read(_ capture: CatalogCapture) throws(ReplayError) -> WARCPayloadReader {
        guard let path = lookup.archivePath(of: capture.cdx.filename) else {
            throw ReplayError(.fileMissing, place: place(capture), "the archive file is not there")
        }
        do {
            let reader = try WARCPayloadReader(path: path, offset: capture.cdx.offset)
            let found = reader.header.targetURI ?? ""
            // An index that no longer fits its file must not show somebody else's page.
            guard SURT.urlkey(found) == SURT.urlkey(capture.cdx.url) else {
                throw ReplayError(
                    .recordUnreadable, place: place(capture),
                    "expected a record of \(capture.cdx.url), found one of \(found.isEmpty ? "no URL" : found)")
            }
            return reader
        } catch let error as ReplayError {
            throw error
        } catch {
            throw ReplayError(.recordUnreadable, place: place(capture), "\(error)")
        }
    }

    private func opened(_ capture: CatalogCapture, _ reader: WARCPayloadReader) throws(ReplayError) -> OpenedCapture {
        guard let url = WebAddress(capture.cdx.url), let path = lookup.archivePath(of: capture.cdx.filename) else {
            throw ReplayError(.recordUnreadable, place: place(capture), "not a URL: \(capture.cdx.url)")
        }
        let payload: StoredPayload
        do {
            payload = try StoredPayload(file: try OpenFile(reading: path), offset: capture.cdx.offset)
        } catch {
            throw ReplayError(.recordUnreadable, place: place(capture), "\(error)")
        }
        let head = reader.httpHead ?? Self.head(of: reader.header)
        let codings = head.fields.all("Transfer-Encoding").joined(separator: ",").lowercased()
        return OpenedCapture(
            capture: capture, url: url, head: head, payload: payload,
            isChunked: reader.httpHead != nil && codings.split(separator: ",").last?.hasSuffix("chunked") == true
                && Self.startsWithChunk(payload.peek(40)))
    }

    /// Many archives hold bodies without chunks under a head that still announces them.
    private static func startsWithChunk(_ start: [UInt8]) -> Bool {
        let digits = start.prefix { HTMLBytes.digit($0, hexadecimal: true) != nil }
        guard (1...16).contains(digits.count), let next = start.dropFirst(digits.count).first else { return false }
        return [0x0D, 0x0A, 0x3B, 0x20, 0x09].contains(next)
    }

    private static func isARC(_ header: WARCHeader) -> Bool { header.version.hasPrefix("ARC/") }

    /// A `resource` record has no HTTP head: the media type of its block is all there is. So it is with what an ARC file holds of FTP.
    private static func head(of header: WARCHeader) -> HTTPResponseHead {
        var fields: HTTPFields = []
        if isARC(header) || header.type != .response && header.type != .revisit, let type = header.contentType {
            fields.append("Content-Type", type)
        }
        return HTTPResponseHead(status: 200, reason: "OK", fields: fields)
    }

    /// The payload's record under the revisit's own head, which says what the server answered this time.
    private func merged(
        _ original: OpenedCapture, into revisit: CatalogCapture, head: HTTPResponseHead?
    ) -> OpenedCapture {
        var fields = head?.fields ?? original.head.fields
        // A 304 says that the earlier answer still holds: that answer is what a visitor saw.
        var status = head?.status ?? original.head.status
        if status == 304 { (status, fields) = (original.head.status, original.head.fields) }
        // These describe the stored bytes.
        for name in ["Content-Encoding", "Transfer-Encoding"] {
            fields.remove(name)
            for value in original.head.fields.all(name) { fields.append(name, value) }
        }
        if fields["Content-Type"] == nil, let type = original.head.fields["Content-Type"] {
            fields.append("Content-Type", type)
        }
        return OpenedCapture(
            capture: revisit, url: WebAddress(revisit.cdx.url) ?? original.url,
            head: HTTPResponseHead(status: status, reason: head?.reason ?? original.head.reason, fields: fields),
            payload: original.payload, isChunked: original.isChunked, original: original.capture)
    }

    /// The captures that may hold a revisit's payload, the likeliest first; never another revisit.
    private func originals(of revisit: CatalogCapture, header: WARCHeader) throws(ReplayError) -> [CatalogCapture] {
        let uri = header.refersToTargetURI ?? revisit.refersTo
        let date = header.refersToDate ?? revisit.refersToDate
        let digest = revisit.cdx.digest
        var found: [CatalogCapture] = []
        for url in [uri, revisit.cdx.url].compactMap({ $0 }) {
            let candidates: [CatalogCapture]
            do { candidates = try lookup.captures(urlkey: SURT.urlkey(url)) } catch {
                throw ReplayError(.originalMissing, place: place(revisit), "\(error)")
            }
            let whole = candidates.filter { $0.recordType != "revisit" && $0.cdx.mime != "warc/revisit" }
            if url == uri, let date {
                // Dates in older files have no fractions: the second is what can be compared.
                found += whole.filter { $0.date.seconds == date.seconds }
                    .sorted { ($0.cdx.url == url ? 0 : 1) < ($1.cdx.url == url ? 0 : 1) }
            }
            if let digest, digest != "-" { found += whole.filter { $0.cdx.digest == digest } }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert(place($0)).inserted }
    }
}
