// SPDX-License-Identifier: EUPL-1.2

/// How repeated payloads are looked for.
package struct DeduplicationOptions: Sendable {
    /// The fewest bytes of a payload that is worth a reference; the empty payload never is.
    package var minimumSize: UInt64 = 256
    /// The folder for the new files; nil writes nothing and only counts.
    package var outputDirectory: String?
    /// Whether files of the outputs' names may be replaced.
    package var mayReplace = false

    package init() {}
}

/// What deduplicating files came to.
package struct DeduplicationResult: Sendable {
    /// Whether revisits were made into responses, and not the other way round.
    package var isUndo = false
    /// Whether nothing was written.
    package var isDryRun = false
    package var files = 0
    package var records = 0
    /// Responses whose payload was looked at.
    package var responses = 0
    /// Records that changed their kind.
    package var changed = 0
    /// Records that could not, though they were of the kind.
    package var kept = 0
    /// Bytes of the files as stored, before and after.
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    /// The new files.
    package var outputs: [String] = []
    /// Why records were kept, the first `shownLimit`.
    package var notes: [String] = []

    /// How many notes are kept.
    package static let shownLimit = 1000

    mutating func keep(_ note: String) {
        kept += 1
        if notes.count < Self.shownLimit { notes.append(note) }
    }

    /// The one line of statistics.
    package var summary: String {
        let saved = bytesIn > bytesOut ? bytesIn - bytesOut : 0
        let tenths = bytesIn > 0 ? saved.multipliedReportingOverflow(by: 1000).partialValue / bytesIn : 0
        let base = "\(files) files, \(records) records"
        let bytes = "\(bytesIn) to \(bytesOut) bytes"
        if isUndo {
            return "\(base): \(changed) revisits made responses again, \(kept) kept as they are, \(bytes)"
        }
        return "\(base), \(responses) payloads: \(changed) \(isDryRun ? "could become" : "became") revisits, "
            + "\(bytes), \(tenths / 10).\(tenths % 10) % saved"
    }

    /// The same for machines.
    package var json: String {
        JSONText.object([
            ("undo", isUndo ? "true" : "false"), ("dryRun", isDryRun ? "true" : "false"), ("files", "\(files)"),
            ("records", "\(records)"), ("responses", "\(responses)"), ("changed", "\(changed)"), ("kept", "\(kept)"),
            ("bytesIn", "\(bytesIn)"), ("bytesOut", "\(bytesOut)"),
            ("outputs", JSONText.array(outputs.map(JSONText.quoted))),
            ("notes", JSONText.array(notes.map(JSONText.quoted))),
        ])
    }
}
