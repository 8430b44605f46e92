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
        "ia-gowarc/corrupted-mid-record.warc.gz.open": (12, "those before the damage, as jwarc until it gives up"),
        "ia-gowarc/corrupted-trailing-bytes.warc.gz.open": (30, "those before the damage, as jwarc until it gives up"),
        "jwat/invalid-arcfile-record-then-garbage.arc": (1, "that before the garbage, as jwarc until it gives up"),
        "jwat/invalid-warcfile-record-then-garbage.warc": (1, "that before the garbage, as jwarc until it gives up"),
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

    /// What is irregular in files of other people's making.
    private static let irregular: [(file: String, kinds: Set<WARCIrregularity>)] = [
        ("validator-cases/01_w10_sec_basic.warc.gz", []),
        ("validator-cases/03_w11_usec_basic.warc.gz", []),
        ("validator-cases/15_w10_uri_angle.warc.gz", [.bracketedURI]),
        ("validator-cases/23_w10_whole_file_one_member.warc.gz", [.sharedMember]),
        ("validator-cases/24_w10_one_crlf_trailer.warc.gz", [.badTrailer]),
        ("validator-cases/28_w10_truncated_tail.warc.gz", [.cutMember]),
        ("validator-cases/29_w10_bitflip.warc.gz", [.damagedMember]),
        ("validator-cases/30_w10_trailing_garbage.warc.gz", [.trailingBytes]),
        ("validator-cases/31_w10_lf_headers.warc.gz", [.bareLineFeed]),
        ("cdx-writer/empty-gzips.warc.gz", [.emptyMember]),
        ("cdx-writer/date_resolution_nanosecond.warc.gz", [.bareLineFeed, .cutBlock]),
        ("cdx-writer/formfeed_in_url.arc.gz", [.arcField]),
        ("jwat/valid-warcfile-upper-lower-case.warc", [.magicCase, .unusualDate]),
        ("jwat/invalid-warcfile-record-then-garbage.warc", [.linesBeforeRecord, .notARecord]),
        ("jwat/invalid-warcfile-lonely-revisit.warc", [.missingField, .missingContentLength]),
        ("jwat/invalid-warcfile-fields-missing.warc", [.unusualDate, .invalidContentLength, .badTrailer]),
        ("warcio/example-wget-bad-target-uri.warc.gz", [.bracketedURI]),
        ("warcio/example-wrong-chunks.warc.gz", [.recordAcrossMembers, .badTrailer, .linesBeforeRecord]),
        ("warcio/example-space-in-url.arc", [.arcField, .cutBlock]),
        ("warcio/bad.arc", [.arcField, .invalidContentLength]),
    ]

    @Test(arguments: irregular)
    func `what is irregular in a file is told with its place`(
        _ file: String, _ kinds: Set<WARCIrregularity>
    ) throws {
        let path = try #require(Tier.corpus) + "/warc/" + file
        let size = try FileSystem.size(of: path)
        let reader = try WARCReader(path: path)
        _ = try Fixture.uris(reader)
        #expect(Set(reader.findings.map(\.irregularity)) == kinds)
        #expect(reader.findings.allSatisfy { $0.path == path && $0.offset < size })
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
