// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// ARC files become WARC files: what an ARC record says is carried over, and nothing is made up.
///
/// The version block that an ARC file starts with becomes a `metadata` record behind a new warcinfo. Records whose block starts with an
/// HTTP head become responses, others resources with the media type of their record line. All get an ID, which ARC does not know.
extension RecompressionRun {
    func convert(_ record: WARCRecord) throws {
        let source = record.header
        guard let date = source["WARC-Date"], let count = source.contentLength else {
            throw RewriteError(
                .unsupported, path: file.path, offset: record.location.offset,
                "the ARC record has no date, without which there is no WARC record")
        }
        try writeGroup()
        if source.type == .warcinfo { try beginConverted(date: date) }
        let header = rewriting.rewritten(converted(source, date: date), hasHTTPHead: false)
        result.changed += 1
        if options.maximumSize != nil || (options.addedDigests != nil && header.blockDigest == nil) {
            let (body, complete) = try spool(record, header)
            group.append(RecordGroup.Entry(header: complete, block: .spooled(body), isChanged: true))
            return try writeGroup()
        }
        sequence.begin(header["WARC-Type"], count: count)
        try parts.write(parts.adapted(header), count: count) { sink in
            try record.forEachBlockChunk { chunk in
                sequence.update(chunk)
                try sink.write(chunk)
            }
        }
    }

    private func converted(_ source: WARCHeader, date: String) -> WARCHeader {
        var header = WARCHeader(version: (options.writtenVersion ?? .v1_1).line)
        let isHTTP = source.contentType?.lowercased().hasPrefix("application/http") == true
        let type: WARCRecordType = source.type == .warcinfo ? .metadata : isHTTP ? .response : .resource
        header.append("WARC-Type", type.text)
        header.append("WARC-Record-ID", makeID().bracketed)
        header.append("WARC-Date", date)
        if let uri = source.targetURI { header.append("WARC-Target-URI", HeaderRewriting.safeURI(uri)) }
        // Crawlers wrote this where they knew no address.
        if let address = source.ipAddress, address != "0.0.0.0" { header.append("WARC-IP-Address", address) }
        if let arcWarcinfo { header.append("WARC-Warcinfo-ID", arcWarcinfo.bracketed) }
        let contentType =
            isHTTP ? "application/http; msgtype=response" : source.contentType ?? "application/octet-stream"
        header.append("Content-Type", contentType)
        for field in source.fields where field.name.hasPrefix("ARC-") { header.append(field.name, field.value) }
        header.append("Content-Length", source["Content-Length"] ?? "0")
        return header
    }

    /// The warcinfo of the new file: what it was made of, and by what.
    private func beginConverted(date: String) throws {
        let id = makeID()
        arcWarcinfo = id
        let version = options.writtenVersion ?? .v1_1
        var fields = WARCFields()
        fields.append("software", "kabinet")
        fields.append("format", "WARC File Format " + version.rawValue)
        fields.append(
            "conformsTo",
            "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-\(version.rawValue)/")
        fields.append("description", "converted from the ARC file " + ArchiveName.last(of: file.path))
        let block = fields.serialized()
        var header = WARCHeader(version: version.line)
        header.append("WARC-Type", WARCRecordType.warcinfo.text)
        header.append("WARC-Record-ID", id.bracketed)
        header.append("WARC-Date", date)
        header.append("WARC-Filename", parts.name)
        header.append("Content-Type", WARCFields.mediaType)
        header.append("Content-Length", String(block.count))
        header = completed(header, block)
        parts.hold(header, block: block)
        sequence.begin(header["WARC-Type"], count: UInt64(block.count))
        block.withUnsafeBytes { sequence.update($0) }
        try parts.write(header, count: UInt64(block.count)) { sink in
            try block.withUnsafeBytes { try sink.write($0) }
        }
    }
}
