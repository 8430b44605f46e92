// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
public import HTTPMessage
public import WARC
import WebURL

extension CDXRecord {
    /// The line for a record that was just written or read; nil if the record is not indexed.
    ///
    /// Indexed are `response`, `revisit`, `resource` and `metadata`, but not the latter two when they are `application/warc-fields`,
    /// and only with a date and a length. `httpHead` is that of the block, nil if it has none; the digest is that of the header.
    public init?(header: WARCHeader, httpHead: HTTPResponseHead?, location: WARCRecordLocation) {
        self.init(header: header, head: httpHead.map { HTTPHeadSummary($0.serialized()) }, location: location)
    }

    init?(header: WARCHeader, head: HTTPHeadSummary?, location: WARCRecordLocation) {
        guard Self.isIndexed(header), location.length > 0,
            let timestamp = header["WARC-Date"].flatMap({ CDXTimestamp.digits(ofWARCDate: $0) })
        else { return nil }
        let url = header.targetURI.map(Self.withoutSpaces)
        // cdxj-indexer expects a head of HTTP only behind these two schemes.
        let isHTTP = url?.hasPrefix("http:") == true || url?.hasPrefix("https:") == true
        let head = isHTTP ? head : nil
        let mime: String? =
            switch header.type {
            case .revisit: "warc/revisit"
            case .response: head?.contentType.map(Self.essence)
            default: header.contentType.map(Self.essence)
            }
        self.init(
            urlkey: SURT.urlkey(url ?? ""), timestamp: timestamp, url: url ?? "-", mime: mime ?? "-",
            status: header.type == .response || header.type == .revisit ? head?.status : nil,
            digest: header.payloadDigest, length: location.length, offset: location.offset, filename: location.filename)
    }

    /// Whether cdxj-indexer lists such a record by default.
    static func isIndexed(_ header: WARCHeader) -> Bool {
        // In the letter case of the standard only, as there.
        switch header["WARC-Type"] {
        case "response", "revisit": true
        case "resource", "metadata": header.contentType != WARCFields.mediaType
        default: false
        }
    }

    /// Up to the first `;` or white space.
    private static func essence(_ contentType: String) -> String {
        String(contentType.prefix { $0 != ";" && !$0.isWhitespace })
    }

    private static func withoutSpaces(_ uri: String) -> String {
        guard uri.utf8.contains(0x20) else { return uri }
        return uri.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
    }
}

/// What an index wants to know of an HTTP head, read as cdxj-indexer reads it: the status is whatever stands in its place.
struct HTTPHeadSummary {
    /// The second word of the first line; empty if there is none.
    let status: String
    /// The first Content-Type field.
    let contentType: String?

    init(_ head: [UInt8]) {
        let lineEnd = head.firstIndex(of: 0x0A) ?? head.endIndex
        let line = String(decoding: head[..<lineEnd].filter { $0 != 0x0D }, as: UTF8.self)
        let rest = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first ?? ""
        status = rest.split(separator: " ").first.map { String($0) } ?? ""
        contentType = WARCFields(parsing: Array(head[min(lineEnd + 1, head.count)...]))["Content-Type"]
    }
}

/// Timestamps of indexes.
enum CDXTimestamp {
    /// The 14 digits of a WARC-Date, the fraction dropped; lenient about what stands between the numbers and about missing times.
    static func digits(ofWARCDate text: String) -> String? {
        if let date = ArchiveDate(iso8601: text) { return date.digits14 }
        let groups = text.utf8.split { !(0x30...0x39).contains($0) }
        if groups.count == 1, let only = groups.first {
            return ArchiveDate(digits: String(decoding: only.prefix(14), as: UTF8.self))?.digits14
        }
        let numbers = groups.prefix(6).compactMap { $0.count <= 4 ? Int(String(decoding: $0, as: UTF8.self)) : nil }
        guard groups.count >= 3, numbers.count == min(groups.count, 6) else { return nil }
        let time = numbers.dropFirst(3) + [Int](repeating: 0, count: 6 - numbers.count)
        let parts = Array(time)
        return CivilTime(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: parts[0], minute: parts[1], second: parts[2]
        )?.date.digits14
    }
}
