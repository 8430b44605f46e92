// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
package import Diagnostics

/// The formats that can be imported.
package enum ImportFormat: String, Sendable, CaseIterable {
    case warc, arc, wacz
}

/// What became of one file that was to be imported.
package struct ImportOutcome: Sendable {
    /// Whether it is in the collection now, and since when.
    package enum Status: String, Sendable {
        /// A copy is in the collection.
        case imported
        /// The file itself is in the collection, under a second name.
        case linked
        /// The same bytes were there already.
        case present
        /// It is of none of the formats, or cannot be read.
        case refused
    }

    /// The file as it was named; an entry of a WACZ file as `x.wacz!archive/a.warc.gz`.
    package let source: String
    package var status = Status.refused
    package var format: ImportFormat?
    /// Its name in `archive/`; of a WACZ file the folder with its pages and its datapackage, from the collection on.
    package var name: String?
    package var bytes: UInt64 = 0
    /// Of the bytes in the collection, where they were copied.
    package var digest: Digest?
    package var records = 0
    package var captures = 0
    /// Captures that share their member with others and cannot be shown.
    package var unreachable = 0
    package var findings: [Diagnostic] = []
    /// Damage that is not among the findings, because it is too much.
    package var unlistedDefects = 0
    /// The archive files of a WACZ file.
    package var parts: [ImportOutcome] = []

    package init(source: String) { self.source = source }

    /// Findings that are damage, in the file and its parts; captures that cannot be reached count as one.
    package var defects: Int {
        findings.count { $0.severity == .error } + unlistedDefects + (unreachable > 0 ? 1 : 0)
            + parts.reduce(0) { $0 + $1.defects }
    }

    mutating func note(_ severity: Diagnostic.Severity, _ message: String, entry: String? = nil, hint: String? = nil) {
        let place = source + (entry.map { "!\($0)" } ?? "")
        findings.append(Diagnostic(severity, at: .file(place), message, hint: hint))
    }
}
