// SPDX-License-Identifier: EUPL-1.2

import Collection
import Diagnostics

/// What was read in an answer, and what could not be read.
struct LinkReading: Sendable {
    var title: String?
    var found: [FoundURL] = []
    /// The posts that the answer shows, and what the platform itself counts.
    var posts: [PostSighting] = []
    var counters: [CounterSighting] = []
    /// What people should hear of while the crawl goes.
    var findings: [Diagnostic] = []
    /// What was odd or left out, one sentence each.
    var remarks: [String] = []

    /// Bytes of `detail` at most: it stands in a log line, in the database and in the `metadata` record.
    static let longestDetail = 500

    /// Findings and remarks in one line, to be kept beside the outcome; nil when there are none.
    var detail: String? {
        let sentences = findings.map(\.message) + remarks
        guard !sentences.isEmpty else { return nil }
        let text = sentences.joined(separator: "; ")
        return text.utf8.count <= Self.longestDetail ? text : String(text.prefix(Self.longestDetail / 4)) + " …"
    }
}
