// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Inspection
import WARC

struct LsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "Lists the records of WARC and ARC files.",
        discussion: """
            One line for each record: offset, length in the file, type, date, status, media type, URL; `-` where there is none. With \
            several files the offset is FILE@OFFSET, as `kabinet cat` takes it. Conditions of one kind are alternatives, those of \
            different kinds must all hold.

            Example: kabinet ls archive/*.warc.gz --type response --status 4xx
                     kabinet ls page.warc.gz --json | jq -r .url

            Exit codes: 3 for a file that is none of these or cannot be read, 4 when a file is damaged; what can be read is listed.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String]
    @OptionGroup(title: "Conditions") var conditions: FilterOptions
    @OptionGroup var threads: ThreadOptions
    @Flag(help: "Print one JSON object a line.") var json = false

    func run() async throws {
        let filter = try conditions.filter()
        let output = ByteOutput()
        var findings = FileFindings()
        for path in files {
            let listing = RecordListing(json ? .json : .columns, file: json || files.count > 1 ? path : nil)
            var records: UInt64 = 0
            do {
                try WARCScan(path: path, threads: threads.count).run {
                    ListingPart()
                } each: { part, record in
                    try part.add(record, filter: filter, listing: listing)
                } deliver: { part, found in
                    findings.add(found)
                    records += part.records
                    try part.lines.withUnsafeBytes { try output.write($0) }
                }
                try output.flush()
                findings.finish(path, records: records)
            } catch {
                try output.flush()
                try findings.fail(path, error)
            }
        }
        try findings.end()
    }
}
