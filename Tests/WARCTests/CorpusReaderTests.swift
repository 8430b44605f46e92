// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Diagnostics
import TestSupport
import Testing
import WARC

/// The reader over files that other people's readers were tested with.
@Suite(.needsCorpus) struct CorpusReaderTests {
    /// Files, and how many records the readers find in them that get through: warcio, FastWARC, jwarc.
    private static let cases: [(file: String, counts: Set<Int>)] = {
        guard let corpus = Tier.corpus, let table = TestFile.text(corpus + "/warc/expected_status.tsv") else {
            return []
        }
        return table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 8 else { return nil }
            var counts = fields[4...5].compactMap { Int($0.split(separator: " ").first ?? "") }
            if fields[8] == "ok", let count = Int(fields[7]) { counts.append(count) }
            return (String(fields[0]), Set(counts))
        }
    }()

    /// Where the others do not agree, or all give up: how many records we find, and why.
    private static let decided: [String: (count: Int, reason: String)] = [
        "cdx-writer/empty-gzips.warc.gz": (9, "members without content are passed over; FastWARC stops at the first"),
        "jwat/invalid-warcfile-fields-empty.warc": (1, "without a length the header alone is a record"),
        "jwat/invalid-warcfile-fields-invalidformat.warc": (1, "without a length the header alone is a record"),
        "jwat/invalid-warcfile-lonely-warcinfo-metadata.warc": (
            2, "as FastWARC and jwarc; warcio takes the second for content"
        ),
    ]

    @Test(arguments: cases)
    func `as many records are found as others find`(_ file: String, _ counts: Set<Int>) throws {
        let corpus = try #require(Tier.corpus)
        let reader = try WARCReader(path: corpus + "/warc/" + file)
        let count = try Fixture.uris(reader).count
        #expect([count] == Self.decided[file].map { [$0.count] } ?? Array(counts))
    }

    @Test(arguments: [
        ("23_w10_whole_file_one_member", 1), ("24_w10_one_crlf_trailer", 1), ("28_w10_truncated_tail", 1),
        ("30_w10_trailing_garbage", 1), ("01_w10_sec_basic", 0), ("03_w11_usec_basic", 0), ("31_w10_lf_headers", 1),
    ])
    func `damage of the file is told`(_ name: String, _ least: Int) throws {
        let reader = try WARCReader(path: try #require(Tier.corpus) + "/warc/validator-cases/\(name).warc.gz")
        _ = try Fixture.uris(reader)
        #expect(least == 0 ? reader.diagnostics.isEmpty : reader.diagnostics.count >= least)
    }

    @Test func `no file of any kind is too much`() throws {
        let root = try #require(Tier.corpus) + "/warc"
        for folder in try FileSystem.list(root) where FileSystem.isDirectory(root + "/" + folder) {
            for name in try FileSystem.list(root + "/" + folder)
            where !FileSystem.isDirectory("\(root)/\(folder)/\(name)") {
                let reader = try WARCReader(path: "\(root)/\(folder)/\(name)")
                while let record = try reader.next() {
                    _ = try? record.http
                    _ = try? record.readPayload(limit: 1 << 24)
                }
            }
        }
    }
}
