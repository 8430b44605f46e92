// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Rewriting
import TestSupport
import Testing
import WARC

/// Files that other people made, rewritten, before the readers of others.
@Suite(.needsInterop, .needsCorpus)
struct RewriteCorpusInteropTests {
    /// All archive files of the corpus, by path.
    private func files() throws -> [String] {
        let root = try #require(Tier.corpus) + "/warc"
        var found: [String] = []
        for folder in try FileSystem.list(root) where !["expected", "vectors"].contains(folder) {
            guard FileSystem.isDirectory(root + "/" + folder) else { continue }
            found += try FileSystem.list(root + "/" + folder).filter { name in
                [".warc", ".arc", ".warc.gz", ".arc.gz", ".warc.zst", ".open"].contains { name.hasSuffix($0) }
            }.map { root + "/" + folder + "/" + $0 }
        }
        return found
    }

    /// Irregularities that mending leaves: they concern what a record says, not where it begins and ends.
    private static let leftByMending: Set<WARCIrregularity> = [
        .lineWithoutColon, .magicCase, .unknownVersion, .bracketedURI, .unusualDate, .missingField,
        .arcField,
    ]

    /// Duplicate fields and types in capitals: FastWARC refuses the originals too.
    private static let pastFastWARC = ["invalid-warcfile-duplicate-fields", "valid-warcfile-upper-lower-case"]

    /// The judges read in an output what our reader reads in the original.
    private func expectEqual(_ sums: [(output: String, own: String)]) async throws {
        let judged = try await RewriteArchive.judged(sums.map(\.output))
        for (output, own) in sums {
            let isPast = Self.pastFastWARC.contains { output.contains($0) }
            let found = judged[output, default: []].filter { !isPast || !$0.contains("OSError") }
            #expect(isPast || !found.isEmpty)
            #expect(found.allSatisfy { $0 == own }, "\(output) \(own) \(found)")
        }
    }

    @Test(arguments: ["gz", "warc", "zst"])
    func `every readable file is recompressed to the same records and blocks`(format: String) async throws {
        let folder = try TemporaryDirectory()
        var sums: [(output: String, own: String)] = []
        var refused: [String] = []
        for (number, path) in try files().enumerated() {
            var options = RecompressionOptions(outputDirectory: folder.appending("\(number)"))
            try FileSystem.makeDirectory(options.outputDirectory)
            options.format = try #require(RewriteFormat(rawValue: format))
            options.level = options.format == .gz ? 6 : nil
            do {
                let result = try Recompression(options).run(path)
                #expect(result.isChecked && result.outputs.count == 1)
                let isARC = try WARCReader(path: path).next()?.header.version.hasPrefix("ARC/") == true
                let own = try RewriteArchive.sum(isARC ? result.outputs[0] : path)
                sums.append((result.outputs[0], own))
            } catch let error as RewriteError {
                #expect(["damaged", "badInput", "unsupported"].contains(error.code.rawValue), "\(error)")
                #expect(try FileSystem.list(options.outputDirectory).isEmpty)
                refused.append("\(error)")
            }
        }
        #expect(sums.count >= 125 && refused.count <= 35, "\(refused.joined(separator: "\n"))")
        try await expectEqual(sums)
    }

    @Test func `every damaged file is mended to one that a strict reader takes, or holds nothing whole`() async throws {
        let folder = try TemporaryDirectory()
        var sums: [(output: String, own: String)] = []
        var empty: [String] = []
        for (number, path) in try files().enumerated() {
            var mending = Mending()
            mending.outputDirectory = folder.appending("\(number)")
            try FileSystem.makeDirectory(folder.appending("\(number)"))
            do {
                let result = try mending.mend(path)
                let mended = result.output ?? path
                let isARC = ArchiveName.endings(of: path).hasPrefix(".arc")
                var policy = WARCReadingPolicy.strict
                for irregularity in Self.leftByMending { policy[irregularity] = .ignore }
                // ARC knows no rule for the line ends between records.
                if isARC { policy[.linesBeforeRecord] = .ignore }
                let reader = try WARCReader(path: mended, policy: policy)
                var count = 0
                while let record = try reader.next() {
                    try record.finish()
                    count += 1
                }
                #expect(count == result.records, "\(path)")
                if let rest = result.rest { #expect(try FileSystem.size(of: rest) == result.cutBytes) }
                if result.output != nil, !isARC { sums.append((mended, try RewriteArchive.sum(mended))) }
            } catch let error as RewriteError {
                #expect(error.code == .badInput, "\(error)")
                #expect(try FileSystem.list(folder.appending("\(number)")).isEmpty)
                empty.append("\(error)")
            }
        }
        #expect(sums.count >= 15 && empty.count <= 20, "\(empty.joined(separator: "\n"))")
        try await expectEqual(sums)
    }
}
