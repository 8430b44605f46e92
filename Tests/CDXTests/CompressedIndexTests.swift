// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing

@Suite struct CompressedIndexTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private static let lines = (0..<500).flatMap { number in
        (0..<(number % 4 + 1)).map {
            "com,example,h\(number / 50))/p\(number + 1000) 2026112212000\($0) {\"n\": \(number)}"
        }
    }

    private func all(_ lines: IndexLines) throws -> [String] {
        var found: [String] = []
        while let line = try lines.next() { found.append(line) }
        return found
    }

    private func write(_ form: CompressedIndexWriter.Form, linesPerBlock: Int = 7) throws -> String {
        let writer = CompressedIndexWriter(
            path: folder.appending("index.cdx.gz"), form: form, linesPerBlock: linesPerBlock)
        for line in Self.lines.shuffled() + [CDXRecord.cdx11Header] { try writer.sorter.add(line) }
        #expect(try writer.finish() == Self.lines.count)
        return writer.indexPath
    }

    @Test(arguments: CompressedIndexWriter.Form.allCases)
    func `every key is found, wherever the blocks begin`(_ form: CompressedIndexWriter.Form) throws {
        let index = try SortedIndexFile(path: try write(form))
        #expect(try all(index.lines(from: "")) == Self.lines)
        for number in 0..<500 {
            let key = "com,example,h\(number / 50))/p\(number + 1000)"
            let expected = Self.lines.filter { $0.hasPrefix(key + " ") }
            #expect(try all(index.lines(matching: key + " ")) == expected)
            #expect(try all(index.lines(in: CDXRange(.exact, urlkey: key))) == expected)
            #expect(try index.lines(from: key).next() == expected.first)
        }
        #expect(try all(index.lines(matching: "com,example,h3)/p1160")) == Self.lines.filter { $0.contains("/p1160 ") })
        #expect(try index.lines(from: "d").next() == nil)
        #expect(try all(index.lines(matching: "com,example,h9)/q")).isEmpty)
    }

    @Test(arguments: CompressedIndexWriter.Form.allCases)
    func `first keys may be long, or begin as a header line does`(_ form: CompressedIndexWriter.Form) throws {
        let lines = [
            "!meta)/ 20261122120000 {\"n\": 1}", "!x 20261122120000 {\"n\": 2}",
            "com,e)/" + String(repeating: "a", count: 9000) + " 20261122120000 {\"n\": 3}",
        ]
        for first in lines.indices {
            let writer = CompressedIndexWriter(path: folder.appending("index.cdx.gz"), form: form, linesPerBlock: 1)
            for line in lines[first...] + ["!meta 0 {\"format\": \"x\"}"] { try writer.sorter.add(line) }
            #expect(try writer.finish() == lines.count - first)
            #expect(try all(SortedIndexFile(path: writer.indexPath).lines(from: "")) == Array(lines[first...]))
            let key = lines[first].prefix { $0 != " " } + " "
            #expect(
                try all(SortedIndexFile(path: writer.indexPath).lines(matching: String(key))) == [lines[first]])
        }
    }

    @Test func `the forms are those of the tools`() throws {
        let idx = try write(.wacz, linesPerBlock: 1000)
        let text = try #require(TestFile.text(idx)).split(separator: "\n")
        #expect(text[0] == #"!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}"#)
        let block = try #require(TestFile.bytes(folder.appending("index.cdx.gz")))
        let first = text[1].split(separator: "{")
        #expect(first[0] == "com,example,h0)/p1000 20261122120000 ")
        #expect(first[1].hasPrefix("\"offset\": 0, \"length\": "))
        #expect(text.count == 3 && first[1].contains("\"digest\": \"sha256:"))
        #expect(block.starts(with: [0x1F, 0x8B]))
        _ = try write(.zipNum, linesPerBlock: 1000)
        #expect(TestFile.text(idx)?.hasPrefix("com,example,h0)/p1000 20261122120000\tindex\t0\t") == true)
        #expect(TestFile.text(idx)?.hasSuffix("\t2\n") == true)
        #expect(TestFile.text(folder.appending("index.loc")) == "index\tindex.cdx.gz\n")
        #expect(try FileSystem.list(folder.path).sorted() == ["index.cdx.gz", "index.idx", "index.loc"])
    }

    @Test func `a block that is damaged or not the one that is meant is an error with its place`() throws {
        let idx = try write(.wacz)
        var bytes = try #require(TestFile.bytes(folder.appending("index.cdx.gz")))
        bytes[bytes.count - 5] ^= 1
        try folder.write(bytes, to: "index.cdx.gz")
        let error = #expect(throws: CDXError.self) { try all(SortedIndexFile(path: idx).lines(from: "")) }
        #expect(error?.code == .malformed)
        #expect(error?.path == folder.appending("index.cdx.gz"))
        let sorter = IndexSorter(folder: folder.path)
        try sorter.add(sortedFile: folder.appending("index.cdx.gz"))
        let merged = #expect(throws: CDXError.self) { try sorter.forEachLine { _ in } }
        #expect(merged?.code == .malformed)
        try FileSystem.remove(folder.appending("index.cdx.gz"))
        let missing = #expect(throws: CDXError.self) { try SortedIndexFile(path: idx).lines(from: "").next() }
        #expect(missing?.code == .notFound)
        #expect(throws: CDXError.self) {
            try SortedIndexFile(path: folder.write([0x1F, 0x8B, 8, 0], to: "x.cdx.gz"))
        }
    }

    @Test(arguments: [
        "k 2026\tindex\t0\t99999999999\t1\n", "k 2026\tindex\t18446744073709551615\t10\t1\n",
        "k 2026\tindex\t0\t10\t1\nx\n", "k 2026\tindex\t0\t10\t1\nk 2027\tindex\t-1\t10\t1\n",
        "!meta 0 {\"filename\": \"index.cdx.gz\"}\nk 2026 {\"offset\": 0}\n", "!meta 0 {}\n", "!meta 0 {\"filename\"\n",
        "!meta 0 {\"filename\": \"index.cdx.gz\"}\nk 2026 {\"offset\": 0, \"length\": 0}\n",
    ])
    func `no index of blocks makes the reader trap`(_ text: String) throws {
        _ = try write(.zipNum)
        try folder.write(Array(text.utf8), to: "bad.idx")
        #expect(throws: CDXError.self) {
            try all(SortedIndexFile(path: folder.appending("bad.idx")).lines(from: "")).filter { $0.contains("\t") }
                .forEach { _ in throw CDXError(.malformed, "taken for lines") }
        }
    }

    @Test(arguments: [
        (CDXRange.Match.exact, "http://www.example.com/a", ["com,example)/a 1"]),
        (.prefix, "http://example.com/a", ["com,example)/a 1", "com,example)/a/b 1", "com,example)/ab 1"]),
        (.prefix, "http://example.com/a/", ["com,example)/a/b 1"]),
        (
            .host, "http://example.com/x",
            ["com,example)/ 1", "com,example)/a 1", "com,example)/a/b 1", "com,example)/ab 1", "com,example)/~ 1"]
        ),
        (
            .domain, "http://example.com/",
            [
                "com,example)/ 1", "com,example)/a 1", "com,example)/a/b 1", "com,example)/ab 1", "com,example)/~ 1",
                "com,example,b)/ 1", "com,example,b,c)/z 1",
            ]
        ),
    ])
    func `a range is that of a CDX server`(_ match: CDXRange.Match, _ url: String, _ expected: [String]) throws {
        let path = folder.appending("plain.cdxj")
        try IndexWriter.merge(
            [
                "com,exampl)/ 1", "com,example)/ 1", "com,example)/a 1", "com,example)/a/b 1", "com,example)/ab 1",
                "com,example)/~ 1", "com,example,b)/ 1", "com,example,b,c)/z 1", "com,example-x)/ 1",
                "com,example:8080)/ 1", "com,examplf)/ 1",
            ], into: path)
        #expect(try all(SortedIndexFile(path: path).lines(in: CDXRange(match, url: url))) == expected)
    }

    @Test func `indexes are merged, compressed ones too, and repetitions dropped`() throws {
        _ = try write(.zipNum)
        let path = folder.appending("merged.cdxj")
        try IndexWriter.merge(["b 1", "zz 2"], into: folder.appending("other.cdxj"))
        let writer = IndexWriter(path: path, memoryLimit: 1 << 10)
        for line in Self.lines.prefix(300).reversed() { try writer.add(line) }
        try writer.add("zz 2")
        try writer.sorter.add(sortedFile: folder.appending("index.cdx.gz"))
        try writer.sorter.add(sortedFile: folder.appending("index.idx"))
        try writer.sorter.add(sortedFile: folder.appending("other.cdxj"))
        #expect(try writer.finish(mergingExisting: false) == Self.lines.count + 2)
        #expect(TestFile.text(path) == (["b 1"] + Self.lines + ["zz 2"]).map { $0 + "\n" }.joined())
    }

    @Test func `an index is merged into one of its own form only, without its header lines and CR`() throws {
        let line = "a,example)/ 20260101000000 http://example.a/ text/html 200 - - - 9 0 a.warc.gz"
        let path = folder.appending("crlf.cdx")
        try folder.write(Array(" CDX N b a m s k r M S V g\r\n\(line)\r\n".utf8), to: "crlf.cdx")
        let sorter = IndexSorter()
        try sorter.add(sortedFile: path, as: .cdx11)
        var lines: [String] = []
        try sorter.forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        #expect(lines == [line])
        try sorter.add(sortedFile: path, as: .cdxj)
        let error = #expect(throws: CDXError.self) { try sorter.forEachLine { _ in } }
        #expect(error?.code == .malformed && error?.offset == 28)
    }

    @Test func `many runs are merged in turns`() throws {
        let sorter = IndexSorter(folder: folder.path, memoryLimit: 1 << 9)
        for number in 0..<4000 { try sorter.add("key \(number * 7919 % 4000 + 10_000)") }
        var found: [String] = []
        try sorter.forEachLine { found.append(String(decoding: $0, as: UTF8.self)) }
        #expect(found == (0..<4000).map { "key \($0 + 10_000)" })
        #expect(try FileSystem.list(folder.path).isEmpty)
    }
}
