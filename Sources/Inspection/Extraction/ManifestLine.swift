// SPDX-License-Identifier: EUPL-1.2

/// One line of an extraction's manifest: which record a file came from, and what it holds.
package enum ManifestLine {
    /// A JSON object, ended with LF.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - name: The file; nil if none was written.
    ///   - form: What was taken off the payload.
    ///   - bytes: The bytes of the file.
    ///   - digest: `sha256:…` of the file; nil if none was written.
    ///   - problem: Why these are not all bytes, or none; nil if they are.
    /// - Returns: The line.
    package static func bytes(
        _ record: ExtractedRecord, name: String?, form: PayloadForm, bytes: UInt64, digest: String?, problem: String?
    ) -> [UInt8] {
        var line = JSONLine()
        if let name { line.add("path", name) }
        line.add("file", record.file)
        line.add("offset", record.offset)
        line.add("type", record.type)
        if !record.url.isEmpty { line.add("url", record.url) }
        if !record.date.isEmpty { line.add("date", record.date) }
        if let status = record.status { line.add("status", UInt64(status)) }
        if !record.mediaType.isEmpty { line.add("mime", record.mediaType) }
        line.add("as", form.rawValue)
        line.add("bytes", bytes)
        if let digest { line.add("digest", digest) }
        if let origin = record.origin {
            line.addObject("origin") { line in
                line.add("file", origin.file)
                line.add("offset", origin.offset)
            }
        }
        if let problem { line.add("problem", problem) }
        return line.end() + [0x0A]
    }
}
