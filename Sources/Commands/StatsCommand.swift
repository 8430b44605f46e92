// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import Inspection
import WARC

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Counts records and bytes of WARC and ARC files.",
        discussion: """
            Numbers by type, status, media type, host and year, over all files together: records, bytes in the file, bytes of the \
            blocks, bytes of the payloads (blocks without HTTP heads). Statuses are those of answers and revisits, media types those \
            of answers, revisits, resources and conversions. More than 100,000 hosts are counted together.

            Example: kabinet stats archive/*.warc.gz
                     kabinet stats archive/*.warc.gz --json | jq .types

            Exit codes: 3 for a file that is none of these or cannot be read, 4 when a file is damaged; what can be read is counted.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String]
    @OptionGroup(title: "Conditions") var conditions: FilterOptions
    @OptionGroup var threads: ThreadOptions
    @Flag(help: "Print the numbers of each file too.") var perFile = false
    @Option(help: ArgumentHelp("How many media types and hosts a table shows.", valueName: "n")) var top = 20
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if top < 1 { throw ValidationError("--top: expected 1 or more") }
    }

    func run() async throws {
        let filter = try conditions.filter()
        var findings = FileFindings()
        var total = WARCStatistics()
        var each: [(path: String, statistics: WARCStatistics)] = []
        for path in files {
            do {
                let statistics = try count(path, filter, &findings)
                total.merge(statistics)
                if perFile { each.append((path, statistics)) }
            } catch {
                try findings.fail(path, error)
            }
        }
        let output = ByteOutput()
        if json {
            var line = JSONLine()
            total.write(to: &line)
            if perFile {
                line.addList("perFile", each) { item, line in
                    line.add("file", item.path)
                    item.statistics.write(to: &line)
                }
            }
            output.pending += line.end()
            output.pending.append(0x0A)
        } else {
            for (path, statistics) in each {
                output.pending += Array((path + "\n" + StatisticsTable(statistics, top: top).text + "\n").utf8)
            }
            if !perFile || files.count > 1 {
                output.pending += Array(((perFile ? "all files\n" : "") + StatisticsTable(total, top: top).text).utf8)
            }
        }
        try output.flush()
        try findings.end()
    }

    private func count(
        _ path: String, _ filter: RecordFilter, _ findings: inout FileFindings
    ) throws -> WARCStatistics {
        var statistics = WARCStatistics()
        var records: UInt64 = 0
        let filter = filter.isEmpty ? nil : filter
        try WARCScan(path: path, threads: threads.count).run {
            StatisticsPart()
        } each: { part, record in
            try part.add(record, filter: filter)
        } deliver: { part, found in
            statistics.merge(part.statistics)
            statistics.add(found)
            findings.add(found)
            records += part.records
        }
        findings.finish(path, records: records)
        if records > 0, let bytes = try? FileSystem.size(of: path) { statistics.addFile(bytes: bytes) }
        return statistics
    }
}
