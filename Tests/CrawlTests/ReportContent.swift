// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import TestSupport

/// A report of a run, read as JSON.
struct ReportContent: Decodable {
    let end: String
    let exitCode: Int
    let outcomes, urls, records: [String: Int]
    let archivedBytes, payloadBytes, savedBytes: Int64

    init(path: String) throws {
        self = try JSONDecoder().decode(ReportContent.self, from: Data(TestFile.bytes(path) ?? []))
    }
}
