// SPDX-License-Identifier: EUPL-1.2

/// A stretch of a damaged file that did not go into the mended one as it was.
package struct MendedRange: Sendable, Hashable {
    /// What became of it.
    package enum Fate: String, Sendable {
        /// Cut out; the bytes are in the file beside.
        case cut
        /// Cut out, but whole records in it were written anew; the bytes are in the file beside too.
        case salvaged
        /// Nothing was missing but the form around it: header line ends, empty lines, members of many records. Written anew with the same
        /// blocks.
        case reframed
    }

    /// What became of it.
    package var fate: Fate
    /// Bytes of the damaged file.
    package var range: Range<UInt64>
    /// Where in the file beside the bytes begin; nil for what was reframed.
    package var restOffset: UInt64?
    /// What was wrong, in words.
    package var reasons: [String]
    /// The record whose header could still be read: type, target URI, record ID.
    package var lost: String?
    /// Records written anew.
    package var salvaged = 0

    /// One line for people.
    package var text: String {
        let place = "\(range.lowerBound)..<\(range.upperBound) (\(range.count) bytes)"
        let lost = lost.map { "; lost: \($0)" } ?? ""
        let saved = salvaged > 0 ? "; \(salvaged) records of it saved" : ""
        return "\(fate.rawValue) \(place): \(reasons.joined(separator: "; "))\(lost)\(saved)"
    }

    /// The same for machines.
    package var json: String {
        JSONText.object([
            ("fate", JSONText.quoted(fate.rawValue)), ("offset", "\(range.lowerBound)"), ("length", "\(range.count)"),
            ("restOffset", restOffset.map { "\($0)" }), ("salvagedRecords", "\(salvaged)"),
            ("lost", lost.map(JSONText.quoted)), ("reasons", JSONText.array(reasons.map(JSONText.quoted))),
        ])
    }
}

/// What mending a file came to.
package struct MendResult: Sendable {
    /// The file as it was named.
    package var path: String
    /// The mended file; nil if nothing had to be written.
    package var output: String?
    /// The file with the bytes that were cut out; nil if there are none.
    package var rest: String?
    /// The report of all ranges as JSON; nil if nothing was wrong.
    package var report: String?
    /// Records in the mended file, or in the healthy one.
    package var records = 0
    /// Of these, those that were written anew.
    package var rewritten = 0
    /// Bytes that were cut out.
    package var cutBytes: UInt64 = 0
    /// How many ranges were not taken over as they were.
    package var rangeCount = 0
    /// The first of them, at most `shownLimit`.
    package var ranges: [MendedRange] = []

    /// How many ranges are kept in memory; the report has all.
    package static let shownLimit = 1000

    /// Whether nothing was wrong.
    package var isHealthy: Bool { rangeCount == 0 }

    /// One line for people.
    package var summary: String {
        guard let output else { return "\(path): healthy, \(records) records; nothing was written" }
        guard !isHealthy else { return "\(path): healthy, \(records) records, closed as \(output)" }
        let rest = rest.map { ", \(cutBytes) bytes cut out and kept in \($0)" } ?? ""
        return "\(path): \(records) records in \(output), \(rewritten) of them written anew\(rest)"
    }

    /// The same for machines.
    package var json: String {
        JSONText.object([
            ("file", JSONText.quoted(path)), ("healthy", isHealthy ? "true" : "false"),
            ("output", output.map(JSONText.quoted)), ("rest", rest.map(JSONText.quoted)),
            ("report", report.map(JSONText.quoted)), ("records", "\(records)"), ("rewritten", "\(rewritten)"),
            ("cutBytes", "\(cutBytes)"), ("ranges", JSONText.array(ranges.map(\.json))),
        ])
    }
}
