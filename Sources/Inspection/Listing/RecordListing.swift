// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// Writes one line for each record: columns for people, or JSON for machines.
package struct RecordListing: Sendable {
    /// How a line looks.
    package enum Form: Sendable {
        /// Offset, length, type, date, status, media type and URL; no value holds a blank, `-` stands for what is missing.
        case columns
        /// One JSON object in each line, missing values left out.
        case json
    }

    /// How a line looks.
    package let form: Form
    /// What stands in front of the offset, as `FILE@` (columns) or as `file` (JSON); nil for nothing.
    package let file: String?

    /// A listing of that form.
    package init(_ form: Form, file: String? = nil) { (self.form, self.file) = (form, file) }

    /// Appends the line of a record that was read to its end, whose header and HTTP head are in `facts`.
    package func append(_ record: WARCRecord, facts: RecordFacts, to out: inout [UInt8]) {
        switch form {
        case .columns: appendColumns(record, facts, to: &out)
        case .json: appendJSON(record, facts, to: &out)
        }
        out.append(0x0A)
    }

    private func appendColumns(_ record: WARCRecord, _ facts: RecordFacts, to out: inout [UInt8]) {
        let (bytes, start) = (facts.bytes, out.count)
        if let file {
            PlainText.append(Array(file.utf8)[...], to: &out)
            out.append(0x40)
        }
        out.append(contentsOf: String(facts.offset).utf8)
        Self.pad(&out, from: start, to: file == nil ? 11 : 0)
        let length = record.location.length
        Self.column(length == 0 ? "-" : String(length), width: 9, alignRight: true, to: &out)
        Self.column(bytes[facts.type], width: 8, to: &out)
        Self.column(bytes[facts.date], width: 20, to: &out)
        Self.column(facts.status.map { String($0) } ?? "-", width: 3, to: &out)
        Self.column(bytes[facts.mediaType], width: 24, to: &out)
        Self.column(bytes[facts.url], width: 0, to: &out)
    }

    private static func column(_ text: String, width: Int, alignRight: Bool = false, to out: inout [UInt8]) {
        out.append(0x20)
        if alignRight { out.append(contentsOf: repeatElement(0x20, count: max(0, width - text.utf8.count))) }
        let start = out.count
        out.append(contentsOf: text.utf8)
        if !alignRight { pad(&out, from: start, to: width) }
    }

    private static func column(_ value: ArraySlice<UInt8>, width: Int, to out: inout [UInt8]) {
        out.append(0x20)
        let start = out.count
        if value.isEmpty { out.append(0x2D) } else { PlainText.append(value, to: &out) }
        pad(&out, from: start, to: width)
    }

    private static func pad(_ out: inout [UInt8], from start: Int, to width: Int) {
        out.append(contentsOf: repeatElement(0x20, count: max(0, width - (out.count - start))))
    }

    private func appendJSON(_ record: WARCRecord, _ facts: RecordFacts, to out: inout [UInt8]) {
        let bytes = facts.bytes
        var line = JSONLine(into: JSONLine.taking(&out))
        if let file { line.add("file", file) }
        line.add("offset", facts.offset)
        if record.location.length > 0 { line.add("length", record.location.length) }
        line.add("type", bytes[facts.type])
        line.add("date", bytes[facts.date])
        if let status = facts.status { line.add("status", UInt64(status)) }
        line.add("mime", bytes[facts.mediaType])
        line.add("url", bytes[facts.url])
        if let id = record.header.recordID { line.add("id", id) }
        line.add("contentLength", facts.blockLength)
        if let digest = record.header.blockDigest { line.add("blockDigest", digest) }
        if let digest = record.header.payloadDigest { line.add("payloadDigest", digest) }
        if let address = record.header.ipAddress { line.add("ip", address) }
        if let truncated = record.header.truncated { line.add("truncated", truncated) }
        if let origin = record.header.refersTo { line.add("refersTo", origin) }
        out = line.end()
    }
}
