// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Diagnostics

/// `logs/report-<time>-run<id>.json`: how a process's work on a run ended, with the completeness statement of the run.
struct CrawlReport: Sendable {
    let run: CrawlRun
    let end: CrawlEnd

    func write(_ layout: CollectionLayout, _ database: CollectionDatabase) throws {
        let now = ArchiveDate.now()
        let title = try CollectionDescription.read(layout).title
        let ending = StatementJSON.Ending(
            run: run, end: end.cause.text, exitCode: end.exitCode.rawValue, progress: end.progress)
        try FileSystem.writeAtomically("\(layout.logsDirectory)/report-\(now.digits17)-run\(run.id).json") { file in
            let json = StatementJSON { try file.append($0) }
            try CompletenessReader(database: database).read(.init(run: run.id)) {
                try json.write($0, collection: title, ending: ending, now: now)
            }
        }
    }
}
