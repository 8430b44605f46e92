// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing

/// Our lines in pywb's dialect against the golden files of the Internet Archive's CDX-Writer, whose form is the closest to it.
@Suite(.needsCorpus) struct CDXWriterCorpusTests {
    /// What CDX-Writer has and neither dialect can say, by file.
    private static let inexpressible: [String: String] = [
        "304-revisit.warc.gz": "a revisit of profile server-not-modified has no line",
        "arc_v1_with_v2_header.arc.gz": "missing seconds are 00; cdxj-indexer's readers make them 59",
        "bad_mime_type.arc.gz": "a media type that is none is unk",
        "carriage_return_in_url.arc.gz": "a CR is dropped from the address; pywb escapes it",
        "chardet_failure_url.arc.gz": "an address is written in the bytes it came in, not in UTF-8",
        "empty_payload_header_ending_with_lf.arc.gz": "the media type of an ARC line does not count",
        "formfeed_in_url.arc.gz": "an address is written in the bytes it came in, not in UTF-8",
        "ftp-resource-block-digest.warc.gz": "the status of FTP is 226",
        "ftp-resource-no-digest.warc.gz": "the status of FTP is 226",
        "meta_tag_FI.arc.gz": "the robots flags of a page are in M",
        "missing_content_type.warc.gz": "an answer without HTTP head has no status; pywb says 200",
        "non_ascii_url.arc.gz": "an address is written in the bytes it came in, not in UTF-8",
        "uncompressed.arc": "robots flags in M; the media type of an ARC line does not count",
    ]

    private static var goldens: [String] {
        guard let corpus = Tier.corpus else { return [] }
        return TestFile.tree(corpus + "/warc/cdx-writer/expected/warcs_defaults").filter { $0.hasSuffix(".cdx") }
    }

    @Test(arguments: goldens) func `a golden file is byte-equal where the dialect can say what it says`(
        _ golden: String
    ) throws {
        let folder = try #require(Tier.corpus) + "/warc/cdx-writer/"
        let file = String(golden.dropLast(4))
        let expected = try #require(TestFile.bytes(folder + "expected/warcs_defaults/" + golden))
        let sorter = IndexSorter()
        try CDXIndexer(options: .init(dialect: .pywb)).index(path: folder + file, format: .cdx11, into: sorter)
        var own: Set<[UInt8]> = [Array(CDXRecord.cdx11Header.utf8)]
        try sorter.forEachLine { own.insert(Array($0)) }
        let isEqual = own == Set(expected.split(separator: 0x0A).map { Array($0) })
        #expect(isEqual == (Self.inexpressible[file] == nil), "\(file): \(Self.inexpressible[file] ?? "")")
    }
}
