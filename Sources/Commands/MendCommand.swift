// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import Diagnostics
import Rewriting

struct MendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mend", abstract: "Takes the whole records out of a damaged file, and keeps the rest beside it.",
        discussion: """
            Whole records before and after damage are copied as they are; a file that a crash left as .open gets its final name. What \
            is cut out goes to NAME.rest byte for byte, and NAME.mend.json says what it was. The input is never changed. Nothing is \
            written for a file in which nothing is wrong.

            Example: kabinet mend archive/crawl-00007.warc.gz.open
                     kabinet mend -o mended damaged/*.warc.gz

            Exit codes: 3 for a file without a whole record, 4 when something was wrong, also if all of it was mended.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String]
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder for the mended files; without it NAME.mended.warc.gz beside NAME.", valueName: "dir"))
    var output: String?
    @Flag(help: "Replace files of the outputs' names.") var overwrite = false
    @Flag(help: "Print a line of JSON for each file.") var json = false

    func run() async throws {
        var mending = Mending()
        mending.outputDirectory = output
        mending.mayReplace = overwrite
        var end = RewriteEnd()
        if let output {
            do { try FileSystem.makeDirectory(output) } catch {
                try end.add(error)
                return try end.end()
            }
        }
        mending.others = Set(files.compactMap { FileIdentity(of: $0) })
        for path in files {
            do {
                let result = try mending.mend(path)
                if !result.isHealthy { end.addDefects() }
                let made = [result.output, result.rest, result.report].compactMap { $0 }
                mending.others.formUnion(made.compactMap { FileIdentity(of: $0) })
                print(
                    json
                        ? result.json
                        : ([result.summary] + result.ranges.map { "  " + $0.text }).joined(separator: "\n"))
            } catch {
                try end.add(error)
            }
        }
        try end.end()
    }
}
