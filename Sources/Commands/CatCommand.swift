// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Diagnostics
import Inspection
import WARC

struct CatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat", abstract: "Prints records of WARC and ARC files by their offsets.",
        discussion: """
            Prints the record as it is without the compression of its file, or the part of it that is asked for, byte by byte. A payload \
            has its transfer and content coding taken off unless --as says otherwise.

            Example: kabinet cat page.warc.gz 784
                     kabinet cat page.warc.gz@784 --payload > page.html

            Exit codes: 3 when no record starts there, 4 when it is damaged; what can be read is printed.
            """)

    /// What of a record is printed.
    enum Part: EnumerableFlag {
        case whole, header, http, headers, block, payload, raw

        static func name(for part: Part) -> NameSpecification {
            switch part {
            case .header: [.customShort("w"), .customLong("header")]
            case .http: [.customShort("p"), .customLong("http")]
            case .payload: [.customShort("P"), .customLong("payload")]
            default: .long
            }
        }

        static func help(for part: Part) -> ArgumentHelp? {
            switch part {
            case .whole: "Header and block."
            case .header: "The header of the record."
            case .http: "The HTTP head in the block."
            case .headers: "Both of these."
            case .block: "The block."
            case .payload: "The payload: the block without HTTP head and codings."
            case .raw: "The bytes as they are stored, compressed where they are."
            }
        }
    }

    @Argument(help: ArgumentHelp("FILE OFFSET… or FILE@OFFSET.", valueName: "record")) var places: [String]
    @Flag var part = Part.whole
    @Option(name: .customLong("as"), help: "What is taken off a payload.") var form = PayloadForm.content

    func validate() throws { _ = try RecordPlace.read(places) }

    func run() async throws {
        let output = ByteOutput()
        var findings = FileFindings()
        for place in try RecordPlace.read(places) {
            do {
                let access = try RecordAtOffset(path: place.path, offset: place.offset)
                try printRecord(access, to: output, &findings)
                findings.add(access.takeFindings())
                try output.flush()
                findings.finish(place.path, records: 1)
            } catch {
                try output.flush()
                try findings.fail(place.path, error)
            }
        }
        try findings.end()
    }

    private func printRecord(_ access: RecordAtOffset, to output: ByteOutput, _ findings: inout FileFindings) throws {
        let record = access.record
        switch part {
        case .whole:
            output.pending += record.header.rawBytes
            try record.forEachBlockChunk { try output.write($0) }
            // What stands behind a record of its kind: two empty lines, or with ARC the end of its line.
            output.pending += record.isARC ? [0x0A] : [0x0D, 0x0A, 0x0D, 0x0A]
        case .header: output.pending += record.header.rawBytes
        case .http: output.pending += try record.httpHead() ?? []
        case .headers:
            output.pending += record.header.rawBytes
            output.pending += try record.httpHead() ?? []
        case .block: try record.forEachBlockChunk { try output.write($0) }
        case .payload:
            let outcome = try PayloadStream.read(record, as: form, limit: UInt64.max) { try output.write($0) }
            if let problem = outcome.problem {
                findings.addDefect(
                    Diagnostic(.error, at: .offset(file: access.path, offset: record.location.offset), problem))
            }
        case .raw: try access.forEachStoredChunk { try output.write($0) }
        }
    }
}

extension PayloadForm: ExpressibleByArgument {}
