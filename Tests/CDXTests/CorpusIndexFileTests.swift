// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing

/// Index files that other people made.
@Suite(.needsCorpus) struct CorpusIndexFileTests {
    private func all(_ lines: IndexLines) throws -> [String] {
        var found: [String] = []
        while let line = try lines.next() { found.append(line) }
        return found
    }

    private func path(_ name: String) throws -> String { try #require(Tier.corpus) + "/warc/pywb/" + name }

    @Test func `the ZipNum index of pywb is read and searched`() throws {
        let index = try SortedIndexFile(path: path("zipnum-sample.idx"))
        let lines = try all(index.lines(from: ""))
        #expect(lines.count > 100)
        #expect(lines == lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for line in lines {
            let key = String(line.prefix { $0 != " " })
            #expect(try all(index.lines(in: CDXRange(.exact, urlkey: key))).contains(line))
            #expect(try CDXRecord(parsing: line).urlkey == key)
        }
        let bad = try SortedIndexFile(path: path("zipnum-bad.idx"))
        #expect(throws: CDXError.self) { try all(bad.lines(from: "")) }
    }

    @Test(arguments: [
        "dupes", "example", "example-extra", "iana", "post-test", "url-agnost-example", "example-no-digest", "example2",
        "httpbin-resource", "missing-status-text",
    ])
    func `every line of pywb's indexes is read`(_ name: String) throws {
        for form in [".cdx", ".cdxj"] where FileSystem.exists(try path(name + form)) {
            let lines = try #require(TestFile.text(path(name + form))).split(separator: "\n").map { String($0) }
            for line in lines where !CDXRecord.isHeader(line) {
                let record = try CDXRecord(parsing: line)
                if form == ".cdx" { #expect(record.line(.cdx11, dialect: .pywb) == line) }
            }
        }
    }

    /// Where a golden index holds all of its file.
    @Test(arguments: [
        ("dupes.warc.gz", "dupes.cdx"), ("dupes.warc.gz", "dupes.cdxj"), ("example.warc.gz", "example.cdx"),
        ("iana.warc.gz", "iana.cdx"), ("iana.warc.gz", "iana.cdxj"),
    ])
    func `pywb's dialect is that of pywb's own indexes`(_ file: String, _ golden: String) throws {
        let format: CDXFormat = golden.hasSuffix("j") ? .cdxj : .cdx11
        var own: Set<String> = []
        try CDXIndexer(options: .init(dialect: .pywb)).forEachRecord(of: path(file)) {
            own.insert($0.line(format, dialect: .pywb))
        }
        let expected = try #require(TestFile.text(path(golden))).split(separator: "\n").map { String($0) }
        #expect(own == Set(expected.filter { !CDXRecord.isHeader($0) }))
    }
}
