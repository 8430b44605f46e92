// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import Diagnostics
import Rewriting

struct RecompressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompress",
        abstract: "Writes files anew: compressed record by record, of another version, or smaller.",
        discussion: """
            Records, their order, their blocks and their digests stay; only the `format` line of a warcinfo follows the version. Gzip \
            members that are right already are copied byte for byte unless a level is asked for. What was written is read back and \
            compared before it gets its name. A damaged file is refused: `kabinet mend` comes first. ARC files become WARC files.

            Example: kabinet recompress -o out old/*.warc.gz
                     kabinet recompress -o deposit --for jhove --to warc --max-size 1G archive/*.warc.gz

            Exit codes: 3 for a file that is no archive, 4 for one that is damaged or has blocks with another digest than they say.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the new files.", valueName: "dir"))
    var output: String
    @Option(help: ArgumentHelp("gz, warc (uncompressed) or zst.", valueName: "form")) var to = RewriteFormat.gz
    @Option(help: ArgumentHelp("The level of compression: 0 to 12 for gz, 1 to 22 for zst.", valueName: "n"))
    var level: Int?
    @Option(
        help: ArgumentHelp("1.0 or 1.1; without it the version stays. 1.0 has whole seconds.", valueName: "version"))
    var warcVersion: RecompressionOptions.Version?
    @Option(help: ArgumentHelp("`seconds` takes the fractions off all dates.", valueName: "precision"))
    var dates: DatePrecision?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "`jhove`: WARC 1.0, bare ASCII addresses, a Content-Type everywhere, revisits as JHOVE and JWAT want them.",
            valueName: "validator"))
    var recipient: Recipient?
    @Option(
        help: ArgumentHelp(
            "Split into files of at most this size, 500M or 1G, between exchanges and not within.", valueName: "bytes"))
    var maxSize: ByteCount?
    @Option(help: ArgumentHelp("sha1 or sha256: give records without a block digest one.", valueName: "algorithm"))
    var addDigests: AddedDigest?
    @Flag(help: "With --to zst: begin files with a dictionary made of their first records.") var train = false
    @Flag(help: "Do not read back what was written.") var noCheck = false
    @Flag(help: "Replace files of the outputs' names.") var overwrite = false
    @Flag(help: "Print a line of JSON for each file.") var json = false

    enum DatePrecision: String, ExpressibleByArgument, CaseIterable { case seconds }
    enum AddedDigest: String, ExpressibleByArgument, CaseIterable {
        case sha1, sha256

        var algorithm: DigestAlgorithm { self == .sha1 ? .sha1 : .sha256 }
    }
    enum Recipient: String, ExpressibleByArgument, CaseIterable { case jhove }

    func validate() throws {
        let levels: ClosedRange<Int>? =
            switch to {
            case .gz: 0...12
            case .zst: 1...22
            case .warc: nil
            }
        if let level, levels?.contains(level) != true {
            throw ValidationError(
                "--level: " + (levels.map { "expected \($0.lowerBound) to \($0.upperBound)" } ?? "--to warc has none"))
        }
        if train, to != .zst { throw ValidationError("--train is for --to zst") }
        if recipient == .jhove, warcVersion == .v1_1 { throw ValidationError("--for jhove means --warc-version 1.0") }
        if recipient == .jhove, to == .zst { throw ValidationError("JHOVE does not read Zstandard: --to gz or warc") }
    }

    func run() async throws {
        let options = self.options
        var end = RewriteEnd()
        var inputs = Set(files.compactMap { FileIdentity(of: $0) })
        do { try FileSystem.makeDirectory(output) } catch {
            try end.add(error)
            return try end.end()
        }
        for path in files {
            do {
                let result = try Recompression(options).run(path, others: inputs)
                inputs.formUnion(result.outputs.compactMap { FileIdentity(of: $0) })
                if result.mismatches > 0 { end.addDefects() }
                for note in result.notes { Terminal.note(note) }
                print(json ? result.json : result.summary)
            } catch {
                try end.add(error)
            }
        }
        try end.end()
    }

    private var options: RecompressionOptions {
        var options = RecompressionOptions(outputDirectory: output)
        options.format = to
        options.level = level
        options.version = warcVersion
        options.wholeSeconds = dates == .seconds
        options.forJHOVE = recipient == .jhove
        options.maximumSize = maxSize.map { UInt64($0.bytes) }
        options.addedDigests = addDigests?.algorithm
        options.trainsDictionary = train
        options.checks = !noCheck
        options.mayReplace = overwrite
        return options
    }
}

extension RewriteFormat: ExpressibleByArgument {}
extension RecompressionOptions.Version: ExpressibleByArgument {}
