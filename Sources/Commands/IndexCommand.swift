// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import CDX
import Diagnostics
import WARC

struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Makes a sorted index of WARC and ARC files.",
        discussion: """
            Lines are sorted by bytes (LC_ALL=C), repetitions dropped; memory stays bounded, whatever the number of lines. The dialects are \
            those of cdxj-indexer and of pywb's cdx-indexer. A compressed index is searched by the .idx that is written beside it.

            Example: kabinet index archive/*.warc.gz -o index.cdxj
                     kabinet index --format cdx11 --dialect pywb page.warc.gz
                     kabinet index --post --wacz-idx -o index.cdx.gz archive/*.warc.gz
                     kabinet index new.warc.gz --merge index.cdxj -o index.cdxj

            Exit codes: 3 for a file that is no archive or cannot be read, 4 when a file is damaged; what can be read is indexed.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String] = []
    @Option(help: ArgumentHelp("cdxj, cdx11 or cdx9.", valueName: "format")) var format = FormatName.cdxj
    @Option(help: ArgumentHelp("cdxj-indexer or pywb.", valueName: "name")) var dialect = DialectName.cdxjIndexer
    @Option(name: .shortAndLong, help: ArgumentHelp("The index; standard output unless said.", valueName: "file"))
    var output: String?
    @Flag(name: [.customShort("p"), .long], help: "Put method and body of POST and PUT requests into the key.")
    var post = false
    @Flag(help: "Add SHA-256 of each record as it is stored (CDXJ).") var recordDigest = false
    @Flag(help: "Write compressed blocks with .idx and .loc for CDX servers.") var zipnum = false
    @Flag(help: "Write compressed blocks with .idx as in WACZ files.") var waczIdx = false
    @Option(help: ArgumentHelp("Lines of a compressed block.", valueName: "n")) var lines = 300
    @Option(help: ArgumentHelp("Merge in an index that is sorted; may be given several times.", valueName: "index"))
    var merge: [String] = []
    @Option(
        help: ArgumentHelp(
            "Folder to which file names are relative; names without folder unless said.", valueName: "dir"))
    var dirRoot: String?
    @OptionGroup var threads: ThreadOptions
    @Flag(help: "Print a summary in JSON (with -o).") var json = false

    func validate() throws {
        if files.isEmpty, merge.isEmpty { throw ValidationError("expected files, or indexes to --merge") }
        if zipnum, waczIdx { throw ValidationError("--zipnum and --wacz-idx: expected one of them") }
        if lines < 1 { throw ValidationError("--lines: expected 1 or more") }
        if output == nil, zipnum || waczIdx || json {
            throw ValidationError("\(json ? "--json" : zipnum ? "--zipnum" : "--wacz-idx"): expected -o FILE with it")
        }
        if waczIdx, format != .cdxj { throw ValidationError("--wacz-idx: expected --format cdxj with it") }
        if recordDigest, format != .cdxj { throw ValidationError("--record-digest: expected --format cdxj with it") }
    }

    func run() async throws {
        let target = IndexTarget(output: output, form: zipnum ? .zipNum : waczIdx ? .wacz : nil, linesPerBlock: lines)
        let indexer = CDXIndexer(
            options: .init(
                dialect: dialect.dialect, keysRequests: post, digestsRecords: recordDigest, root: dirRoot,
                threads: threads.count))
        var findings = FileFindings()
        var total = CDXIndexer.Summary()
        do {
            if let header = format.format.header { try target.sorter.add(header) }
            for path in merge { try target.sorter.add(sortedFile: path, as: format.format) }
            for path in files {
                do {
                    let summary = try indexer.index(
                        path: path, format: format.format, into: target.sorter, findings: { findings.add($0) },
                        skipped: { findings.addDefect($0) })
                    findings.finish(path, records: UInt64(summary.records))
                    total.add(summary)
                } catch {
                    try findings.fail(path, error)
                }
            }
            let count = try target.finish()
            if total.unindexed > 0 { Terminal.note("kabinet: \(total.unindexed) records could not be indexed") }
            if json { print(summary(total, lines: count)) }
        } catch let error as CDXError {
            throw CommandEnd(error)
        }
        try findings.end()
        if total.unindexed > 0 { throw CommandEnd(.defects) }
    }

    private func summary(_ total: CDXIndexer.Summary, lines: Int) -> String {
        """
        {"files": \(files.count), "records": \(total.records), "captures": \(total.lines), \
        "unindexed": \(total.unindexed), "lines": \(lines)}
        """
    }
}

/// The forms of lines by the names of the command line.
enum FormatName: String, ExpressibleByArgument, CaseIterable {
    case cdxj, cdx11, cdx9

    var format: CDXFormat {
        switch self {
        case .cdxj: .cdxj
        case .cdx11: .cdx11
        case .cdx9: .cdx9
        }
    }
}

/// The dialects by the names of the command line.
enum DialectName: String, ExpressibleByArgument, CaseIterable {
    case cdxjIndexer = "cdxj-indexer"
    case pywb

    var dialect: CDXDialect {
        switch self {
        case .cdxjIndexer: .cdxjIndexer
        case .pywb: .pywb
        }
    }
}

/// Where an index goes: to standard output, to a file, or to compressed blocks.
private struct IndexTarget {
    let sorter: IndexSorter
    private let writer: IndexWriter?
    private let blocks: CompressedIndexWriter?

    init(output: String?, form: CompressedIndexWriter.Form?, linesPerBlock: Int) {
        let blocks = output.flatMap { path in
            form.map { CompressedIndexWriter(path: path, form: $0, linesPerBlock: linesPerBlock) }
        }
        writer = blocks == nil ? output.map { IndexWriter(path: $0) } : nil
        self.blocks = blocks
        sorter = blocks?.sorter ?? writer?.sorter ?? IndexSorter()
    }

    /// Writes the index. Returns the number of its lines.
    func finish() throws -> Int {
        if let blocks { return try blocks.finish() }
        if let writer { return try writer.finish(mergingExisting: false) }
        let output = ByteOutput()
        var count = 0
        try sorter.forEachLine { line in
            output.pending.append(contentsOf: line)
            output.pending.append(0x0A)
            try output.flushIfFull()
            count += 1
        }
        try output.flush()
        return count
    }
}

extension CommandEnd {
    /// The end that an error of an index means.
    fileprivate init(_ error: CDXError) {
        let code: Diagnostics.ExitCode =
            switch error.code {
            case .diskFull: .diskFull
            case .notFound, .malformed, .unsorted: .badInput
            case .io: .failed
            }
        self.init(code, "kabinet: \(error)")
    }
}

extension CDXIndexer.Summary {
    /// The sum of two files'.
    fileprivate mutating func add(_ other: Self) {
        records += other.records
        lines += other.lines
        unindexed += other.unindexed
    }
}
