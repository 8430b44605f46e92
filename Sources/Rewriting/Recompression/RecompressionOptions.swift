// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams

/// What a recompressed file is to look like.
package struct RecompressionOptions: Sendable {
    /// The versions that can be written.
    package enum Version: String, Sendable, CaseIterable {
        case v1_0 = "1.0"
        case v1_1 = "1.1"

        /// The version line.
        package var line: String { "WARC/" + rawValue }
    }

    /// How the records are stored.
    package var format = RewriteFormat.gz
    /// The level of compression; nil means the usual one, and that gzip members which are right already are copied byte for byte.
    package var level: Int?
    /// The version of all records; nil leaves each its own.
    package var version: Version?
    /// Whether dates lose their fractions of a second. Always so in WARC/1.0, which knows none.
    package var wholeSeconds = false
    /// Whether headers take the form that JHOVE and JWAT accept: bare ASCII addresses, a Content-Type everywhere, revisits without
    /// `msgtype`. Implies WARC/1.0.
    package var forJHOVE = false
    /// The most bytes of one file, unless a single group of records is bigger; nil means one file for one file.
    package var maximumSize: UInt64?
    /// The algorithm of block digests for records that have none; nil adds none.
    package var addedDigests: DigestAlgorithm?
    /// Whether a dictionary is made of the first records, for Zstandard.
    package var trainsDictionary = false
    /// Whether what was written is read back and compared.
    package var checks = true
    /// The folder for the new files.
    package var outputDirectory: String
    /// Whether files of the outputs' names may be replaced.
    package var mayReplace = false

    package init(outputDirectory: String) { self.outputDirectory = outputDirectory }

    /// The version that is written, with what the other options imply.
    package var writtenVersion: Version? { forJHOVE ? .v1_0 : version }
}

/// What recompressing a file came to.
package struct RecompressionResult: Sendable {
    /// The file as it was named.
    package var path: String
    /// The new files.
    package var outputs: [String] = []
    /// Records read.
    package var records = 0
    /// Of these, those whose gzip member was copied byte for byte.
    package var copied = 0
    /// Of these, those whose header was changed.
    package var changed = 0
    /// Bytes of the input, and of all outputs.
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    /// Whether the outputs were read back and found to hold the same records and blocks.
    package var isChecked = false
    /// Records whose block is not what their digest says; they are copied as they are.
    package var mismatches = 0
    /// What is worth knowing, the first `shownLimit`.
    package var notes: [String] = []

    /// How many notes are kept.
    package static let shownLimit = 1000

    mutating func note(_ text: String) {
        if notes.count < Self.shownLimit { notes.append(text) }
    }

    /// One line for people.
    package var summary: String {
        let checked = isChecked ? "; read back and equal" : ""
        let wrong = mismatches > 0 ? "; \(mismatches) records whose digest was wrong before" : ""
        return "\(path): \(records) records to \(outputs.joined(separator: ", ")), \(bytesIn) to \(bytesOut) bytes, "
            + "\(copied) members copied byte for byte, \(changed) headers changed\(checked)\(wrong)"
    }

    /// The same for machines.
    package var json: String {
        JSONText.object([
            ("file", JSONText.quoted(path)), ("outputs", JSONText.array(outputs.map(JSONText.quoted))),
            ("records", "\(records)"), ("copied", "\(copied)"), ("headersChanged", "\(changed)"),
            ("bytesIn", "\(bytesIn)"), ("bytesOut", "\(bytesOut)"), ("checked", isChecked ? "true" : "false"),
            ("digestMismatches", "\(mismatches)"), ("notes", JSONText.array(notes.map(JSONText.quoted))),
        ])
    }
}
