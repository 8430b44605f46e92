// SPDX-License-Identifier: EUPL-1.2

import WARC
import WebURL

/// The kinds of records that differ in an index.
enum IndexedKind {
    case response, revisit, other

    /// The kind of a record, nil if it is not indexed in this dialect. Types in the letter case of the standard only, as both tools have it.
    init?(_ header: WARCHeader, dialect: CDXDialect) {
        let kind: Self? = header.withValue(of: "WARC-Type") { type in
            guard let type else { return nil }
            if type.elementsEqual("response".utf8) { return .response }
            if type.elementsEqual("revisit".utf8) { return .revisit }
            if dialect == .cdxjIndexer {
                return type.elementsEqual("resource".utf8) || type.elementsEqual("metadata".utf8) ? .other : nil
            }
            if type.elementsEqual("request".utf8) || type.elementsEqual("warcinfo".utf8) { return nil }
            if type.elementsEqual("metadata".utf8), Self.isANVL(header) { return nil }
            return .other
        }
        guard let kind else { return nil }
        if kind == .other || dialect == .pywb, Self.isFields(header) { return nil }
        self = kind
    }

    private static func isFields(_ header: WARCHeader) -> Bool {
        header.withValue(of: "Content-Type") { $0?.elementsEqual(WARCFields.mediaType.utf8) == true }
    }

    /// Heritrix's old form of the fields.
    private static func isANVL(_ header: WARCHeader) -> Bool {
        header.withValue(of: "Content-Type") { type in
            guard let type, type.starts(with: "text/anvl".utf8) else { return false }
            return type.count == 9 || type[9] == 0x20 || type[9] == 0x3B
        }
    }
}

extension CaptureFields {
    /// The fields of a record; nil if it is not indexed, or has no date or no length.
    ///
    /// `head` says what is in the HTTP head of the block, nil if it has none; `computed` is the digest where the header has none.
    init?(
        header: WARCHeader, head: HTTPHeadSummary?, location: WARCRecordLocation, dialect: CDXDialect,
        digest computed: [UInt8]? = nil
    ) {
        guard let kind = IndexedKind(header, dialect: dialect), location.length > 0,
            let timestamp = CDXTimestamp.digits(of: header)
        else { return nil }
        self.timestamp = timestamp
        offset = location.offset
        length = location.length
        filename = Array(location.filename.utf8)
        url = header.withValue(of: "WARC-Target-URI") { value in
            value.map { URLText.url($0, keepsSpaces: dialect == .pywb && header.isARC) }
        }
        if let url { url.withUnsafeBytes { SURT.appendKey(of: $0, to: &urlkey) } } else { urlkey = [0x2D] }
        // Both tools expect a head of HTTP only behind these two schemes.
        let isHTTP = url?.starts(with: "http:".utf8) == true || url?.starts(with: "https:".utf8) == true
        setType(kind, header, isHTTP ? head : nil, dialect)
        digest = computed ?? header.withValue(of: "WARC-Payload-Digest") { $0.map(URLText.utf8) }
        if dialect == .pywb, let type = header.withValue(of: "WARC-Identified-Payload-Type", { $0.map(URLText.utf8) }) {
            extras.append((Self.detectedMime, type))
        }
    }

    private mutating func setType(
        _ kind: IndexedKind, _ header: WARCHeader, _ head: HTTPHeadSummary?, _ dialect: CDXDialect
    ) {
        let named = { header.withValue(of: "Content-Type") { $0.map(URLText.utf8) } }
        var type: [UInt8]?
        switch kind {
        case .revisit:
            mime = Self.revisitMime
            status = head?.status
            return
        case .response:
            status = head?.status
            type = head?.contentType
            if dialect == .pywb {
                if head == nil {
                    status = Array("200".utf8)
                    type = named()
                }
                if header.isARC { type = header.withValue(of: "ARC-Mime") { $0.map(URLText.utf8) } }
            }
        case .other: type = named()
        }
        if dialect == .pywb {
            mime = type.flatMap { $0.isEmpty ? nil : Array($0.prefix { $0 != 0x20 && $0 != 0x3B }) }
        } else {
            mime = type.map(MediaTypeText.essence)
        }
    }
}

extension WARCHeader {
    /// Whether the record is of the older format.
    var isARC: Bool { version.hasPrefix("ARC/") }
}

/// Values of headers as an index has them.
enum URLText {
    /// UTF-8 where the bytes are that, otherwise each byte as the Latin-1 character of its number.
    static func utf8(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) || String(validating: bytes, as: UTF8.self) != nil { return Array(bytes) }
        return Array(String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) })).utf8)
    }

    /// An address without angle brackets, its spaces as `%20`.
    ///
    /// With `keepsSpaces` as pywb has it in ARC files: spaces stay, and instead CR, LF, form feed and NUL are escaped.
    static func url(_ bytes: UnsafeRawBufferPointer, keepsSpaces: Bool) -> [UInt8] {
        var text = utf8(bytes)
        if text.count >= 2, text.first == 0x3C, text.last == 0x3E {
            text.removeFirst()
            text.removeLast()
        }
        let isEscaped: (UInt8) -> Bool = { byte in
            keepsSpaces ? byte == 0x0D || byte == 0x0A || byte == 0x0C || byte == 0 : byte == 0x20
        }
        guard text.contains(where: isEscaped) else { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        return text.flatMap { isEscaped($0) ? [0x25, digits[Int($0 >> 4)], digits[Int($0 & 15)]] : [$0] }
    }
}

/// Media types of headers as an index has them.
enum MediaTypeText {
    /// Up to the first `;` or white space.
    static func essence(_ type: [UInt8]) -> [UInt8] {
        if type.allSatisfy({ $0 < 0x80 }) {
            return Array(
                type.prefix { $0 != 0x3B && $0 != 0x20 && !(0x09...0x0D).contains($0) && !(0x1C...0x1F).contains($0) })
        }
        return Array(String(decoding: type, as: UTF8.self).prefix { $0 != ";" && !$0.isWhitespace }.utf8)
    }
}
