// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import Diagnostics
import Rewriting

struct DedupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedup", abstract: "Rewrites repeated payloads as revisit records, or makes them whole again.",
        discussion: """
            The first response of a payload stays, in the order the files are named; later ones become revisits to it, with their own \
            HTTP heads. All else is copied byte for byte. --undo puts the payloads back, from originals in any of the files; revisits \
            whose original is not there stay and are named.

            Example: kabinet dedup --dry-run archive/*.warc.gz
                     kabinet dedup -o smaller archive/*.warc.gz
                     kabinet dedup --undo -o whole smaller/*.warc.gz

            Exit codes: 3 for a file that is no archive, 4 when --undo had to leave revisits.
            """)

    @Argument(help: ArgumentHelp("The files, in the order of their capture.", valueName: "file")) var files: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the new files.", valueName: "dir"))
    var output: String?
    @Flag(help: "Write nothing and say what would be saved.") var dryRun = false
    @Flag(help: "Make responses of revisits again.") var undo = false
    @Option(help: ArgumentHelp("Leave payloads of fewer bytes.", valueName: "bytes"))
    var minSize = ByteCount(bytes: 256)
    @Flag(help: "Replace files of the outputs' names.") var overwrite = false
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if output == nil, !dryRun { throw ValidationError("expected -o DIR for the new files, or --dry-run") }
    }

    func run() async throws {
        var options = DeduplicationOptions()
        options.minimumSize = UInt64(minSize.bytes)
        options.outputDirectory = dryRun ? nil : output
        options.mayReplace = overwrite
        var end = RewriteEnd()
        do {
            if let folder = options.outputDirectory { try FileSystem.makeDirectory(folder) }
            let result = undo ? try Rematerialisation(options).run(files) : try Deduplication(options).run(files)
            for note in result.notes { Terminal.note(note) }
            print(json ? result.json : result.summary)
            if result.kept > 0 { end.addDefects() }
        } catch {
            try end.add(error)
        }
        try end.end()
    }
}
