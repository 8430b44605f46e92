// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Diagnostics
import Inspection
import WARC

struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Writes payloads of WARC and ARC files into files.",
        discussion: """
            Answers, revisits, resources and conversions, unless --type says otherwise. Each payload becomes a file DATE-HOST-NAME.EXT in \
            the folder, and a line of manifest.jsonl there says which record it came from; files that exist are never replaced. The \
            payload of a revisit is taken from the record it repeats, if that is in the given files.

            Example: kabinet extract archive/*.warc.gz --mime 'image/*' -o images
                     kabinet extract page.warc.gz --offset 784 --stdout > page.html

            Exit codes: 3 for a file that is none of these or cannot be read, 4 when a file or payload is damaged; what can be read is \
            written. 5 when the originals of revisits are missing.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String]
    @OptionGroup(title: "Conditions") var conditions: FilterOptions
    @Option(help: ArgumentHelp("The record at this offset only.", valueName: "byte")) var offset: [UInt64] = []
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to write to; it is made if need be.", valueName: "dir"))
    var output: String?
    @Flag(help: "Write the payload of the first record that is found to standard output.") var stdout = false
    @Option(
        name: .customLong("as"),
        help: "What is taken off a payload: nothing, the transfer coding, or the content coding (gzip, br …) too.")
    var form = PayloadForm.content
    @Option(help: ArgumentHelp("The most bytes of one payload.", valueName: "bytes"))
    var maxBytes = ByteCount(bytes: 16_000_000_000)
    @Flag(help: "Print the manifest's summary as JSON.") var json = false

    func validate() throws {
        if stdout == (output != nil) { throw ValidationError("expected either -o DIR or --stdout") }
        if stdout, json { throw ValidationError("--json and --stdout both write to standard output") }
    }

    func run() async throws {
        var filter = try conditions.filter()
        filter.offsets = Set(offset)
        var extraction = Extraction(files: files, filter: filter, form: form, limit: UInt64(maxBytes.bytes))
        do {
            let run = output == nil ? try toStandardOutput(&extraction) : try toFolder(&extraction)
            try run.findings.end()
            if run.missing > 0 {
                throw CommandEnd(.gaps, "kabinet: \(run.missing) revisits without the record they repeat")
            }
            if run.records == 0, !filter.isEmpty { throw CommandEnd(.failed, "kabinet: no record fits") }
        } catch {
            throw CommandEnd(error)
        }
    }

    private func toStandardOutput(_ extraction: inout Extraction) throws -> ExtractionRun {
        let output = ByteOutput()
        let run = ExtractionRun()
        try extraction.run(
            run.receiver { _, payload in
                let outcome = try payload { try output.write($0) }
                try output.flush()
                return (outcome, goesOn: false)
            } miss: { _, _ in
            })
        return run
    }

    private func toFolder(_ extraction: inout Extraction) throws -> ExtractionRun {
        let folder = try ExtractionFolder(output ?? ".")
        let run = ExtractionRun()
        try extraction.run(
            run.receiver { record, payload in
                (try folder.add(record, form: form, payload), goesOn: true)
            } miss: { record, problem in
                try folder.addMissing(record, form: form, problem: problem)
            })
        let manifest = try folder.finish()
        if json {
            var line = JSONLine()
            line.add("records", run.records)
            line.add("files", folder.files)
            line.add("bytes", folder.bytes)
            line.add("missing", run.missing)
            line.add("manifest", manifest)
            print(String(decoding: line.end(), as: UTF8.self))
        } else {
            print("\(folder.files) files, \(ByteText.size(Int64(clamping: folder.bytes))), listed in \(manifest)")
        }
        return run
    }
}
