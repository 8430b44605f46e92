// SPDX-License-Identifier: EUPL-1.2

/// What a line says, as UTF-8 bytes: `CDXRecord` without the cost of its strings, for indexes of millions of lines.
struct CaptureFields {
    var urlkey: [UInt8] = []
    var timestamp: [UInt8] = []
    /// Nil where the record has none, as with the three below.
    var url: [UInt8]?
    var mime: [UInt8]?
    var status: [UInt8]?
    var digest: [UInt8]?
    var length: UInt64 = 0
    var offset: UInt64 = 0
    var filename: [UInt8] = []
    var extras: [(name: [UInt8], value: [UInt8])] = []

    static let revisitMime = Array("warc/revisit".utf8)
    static let detectedMime = Array("mime-detected".utf8)
    static let method = Array("method".utf8)
    static let requestBody = Array("requestBody".utf8)

    init() {}

    init(_ record: CDXRecord) {
        urlkey = Array(record.urlkey.utf8)
        timestamp = Array(record.timestamp.utf8)
        url = record.url == "-" ? nil : Array(record.url.utf8)
        mime = record.mime == "-" ? nil : Array(record.mime.utf8)
        status = record.status.map { Array($0.utf8) }
        digest = record.digest.map { Array($0.utf8) }
        length = record.length
        offset = record.offset
        filename = Array(record.filename.utf8)
        extras = record.extras.map { (Array($0.name.utf8), Array($0.value.utf8)) }
    }
}

extension CDXRecord {
    init(_ fields: CaptureFields) {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        self.init(
            urlkey: text(fields.urlkey), timestamp: text(fields.timestamp), url: fields.url.map(text) ?? "-",
            mime: fields.mime.map(text) ?? "-", status: fields.status.map(text), digest: fields.digest.map(text),
            length: fields.length, offset: fields.offset, filename: text(fields.filename),
            extras: fields.extras.map { Extra(name: text($0.name), value: text($0.value)) })
    }

    /// The line in one of the forms, as a tool prints it, without a line end.
    ///
    /// What the dialects have in common is in `CDXFormat`, where they differ in `CDXDialect`. In a CDX line a space or line feed in a
    /// field would shift the fields after it: they are written as `%20` and `%0A`, an empty field as `-`.
    public func line(_ format: CDXFormat, dialect: CDXDialect = .cdxjIndexer) -> String {
        var out: [UInt8] = []
        LineWriter(format: format, dialect: dialect).append(CaptureFields(self), to: &out)
        return String(decoding: out, as: UTF8.self)
    }
}
