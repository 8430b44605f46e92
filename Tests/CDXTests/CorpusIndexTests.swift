// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Diagnostics
import TestSupport
import Testing

/// Our index lines against those cdxj-indexer 1.5.0 printed for the same files.
@Suite(.needsCorpus) struct CorpusIndexTests {
    private static func cases(_ form: String, _ suffix: String) -> [(file: String, expected: String)] {
        guard let corpus = Tier.corpus else { return [] }
        let root = corpus + "/warc/expected/" + form
        return TestFile.tree(root).compactMap { name in
            guard name.hasSuffix(suffix) else { return nil }
            return (String(name.dropLast(suffix.count)), root + "/" + name)
        }
    }

    /// Sorted lines without repetitions, as the expected files were made.
    private func lines(_ file: String, _ format: CDXFormat, keysRequests: Bool = false) throws -> String {
        let corpus = try #require(Tier.corpus)
        var lines: Set<String> = []
        let indexer = CDXIndexer(options: .init(keysRequests: keysRequests, threads: 2))
        try indexer.forEachRecord(of: corpus + "/warc/" + file) { lines.insert($0.line(format)) }
        return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { $0 + "\n" }.joined()
    }

    /// Where we differ on purpose.
    private static let deviations = [
        // warcio keeps the tab of a folded value in front of it, and then does not know the record's type.
        "jwat/valid-warcfile-fields-metainfo.warc",
        // An empty digest becomes an empty field there, which moves the fields after it for every reader of CDX.
        "jwat/invalid-warcfile-digest-fields.warc",
    ]

    /// An index names a file as it will be called; the expected lines were made from the name at hand.
    private func finalName(_ expected: String?) throws -> String {
        try #require(expected).split(separator: ".gz.open\"", omittingEmptySubsequences: false).joined(
            separator: ".gz\""
        )
        .split(separator: ".gz.open\n", omittingEmptySubsequences: false).joined(separator: ".gz\n")
    }

    @Test(arguments: cases("cdxj-indexer-cdxj", ".cdxj"))
    func `CDXJ is byte-equal`(_ file: String, _ expected: String) throws {
        #expect(try lines(file, .cdxj) == finalName(TestFile.text(expected)))
    }

    @Test(arguments: cases("cdxj-indexer-cdx11", ".cdx").filter { !deviations.contains($0.file) })
    func `CDX with eleven fields is byte-equal`(_ file: String, _ expected: String) throws {
        #expect(try CDXRecord.cdx11Header + "\n" + lines(file, .cdx11) == finalName(TestFile.text(expected)))
    }

    /// The SHA-1 of nothing: with `-p` cdxj-indexer has used the payload up when it computes the digest that a record lacks. A dialect is
    /// no reason to write a wrong one, by which replay would take all such captures for the same; the line is otherwise the tool's.
    private static let digestOfNothing = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"

    @Test(arguments: cases("cdxj-indexer-cdxj-post", ".cdxj"))
    func `CDXJ with keyed requests is byte-equal but for digests of nothing`(_ file: String, _ expected: String) throws
    {
        let own = try lines(file, .cdxj, keysRequests: true).split(separator: "\n")
        let others = try finalName(TestFile.text(expected)).split(separator: "\n")
        func withoutDigest(_ line: Substring) throws -> CDXRecord {
            var record = try CDXRecord(parsing: String(line))
            record.digest = nil
            return record
        }
        let wrong = Set(try others.filter { $0.contains(Self.digestOfNothing) }.map(withoutDigest))
        for line in Set(others).subtracting(own) { #expect(line.contains(Self.digestOfNothing), "\(line)") }
        for line in Set(own).subtracting(others) { #expect(try wrong.contains(withoutDigest(line)), "\(line)") }
        #expect(own.count == others.count)
    }

    @Test(arguments: cases("cdxj-indexer-cdxj", ".cdxj"))
    func `every expected line is read and written back as it was`(_ file: String, _ expected: String) throws {
        for line in try #require(TestFile.text(expected)).split(separator: "\n") {
            #expect(try CDXRecord(parsing: String(line)).cdxjLine == line)
        }
    }
}

extension TestFile {
    /// The files under a folder, as sorted paths relative to it.
    static func tree(_ root: String) -> [String] {
        guard let names = try? FileSystem.list(root) else { return [] }
        return names.flatMap { name in
            let below = tree(root + "/" + name).map { name + "/" + $0 }
            return below.isEmpty ? [name] : below
        }
    }
}
