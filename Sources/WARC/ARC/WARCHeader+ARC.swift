// SPDX-License-Identifier: EUPL-1.2

extension WARCHeader {
    /// The header of an ARC record in the words of WARC; `rawBytes` is the line as it was read.
    ///
    /// WARC-Type is `warcinfo` for the version block and `response` for all else; there is no Record-ID. Dashes and dates that are none
    /// lead to no field. Values keep their bytes, control characters too: some URLs have a CR, a form feed or a NUL in them, and an index
    /// escapes them in its own way. Content-Length stands there as written, also when it is no number.
    /// - Parameters:
    ///   - line: The record line.
    ///   - version: `ARCVersionBlock.version` of the file.
    ///   - blockStart: The first bytes of the block, five or more if it has so many: they tell whether it is an answer of HTTP.
    package init(arc line: ARCRecordLine, version: String, blockStart: some Sequence<UInt8>) {
        self.init(version: version)
        bytes = line.bytes
        rawCount = line.bytes.count
        let parts = line.parts
        appendARC("WARC-Type", text: line.isVersionBlock ? "warcinfo" : "response")
        appendARC("WARC-Target-URI", parts.url)
        if let date = line.isoDate { appendARC("WARC-Date", text: date) }
        appendARC("WARC-IP-Address", parts.ipAddress)
        if blockStart.prefix(5).elementsEqual("HTTP/".utf8) {
            appendARC("Content-Type", text: "application/http;msgtype=response")
        } else if line.isVersionBlock, ARCBytes.isDash(bytes[parts.mime]) {
            appendARC("Content-Type", text: "text/plain")
        } else {
            appendARC("Content-Type", parts.mime)
        }
        appendARC("Content-Length", parts.length)
        appendARC("ARC-Mime", parts.mime)
        let names = ["ARC-Result-Code", "ARC-Checksum", "ARC-Location", "ARC-Offset", "ARC-Filename"]
        for (name, range) in zip(names, parts.more) { appendARC(name, range) }
    }

    /// Adds a field whose value is a part of the line.
    private mutating func appendARC(_ name: String, _ value: Range<Int>) {
        guard !value.isEmpty, !ARCBytes.isDash(bytes[value]) else { return }
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        entries.append(Entry(name: start..<bytes.count, value: value))
    }

    private mutating func appendARC(_ name: String, text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        appendARC(name, start..<bytes.count)
    }
}
