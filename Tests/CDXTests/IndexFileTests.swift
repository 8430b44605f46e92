// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing

@Suite struct IndexFileTests {
    private let folder: TemporaryDirectory
    private let path: String
    init() throws {
        folder = try TemporaryDirectory()
        path = folder.appending("index.cdxj")
    }

    private func all(_ lines: IndexLines) throws -> [String] {
        var found: [String] = []
        while let line = try lines.next() { found.append(line) }
        return found
    }

    @Test func `lines come out in the order of bytes and once`() throws {
        try IndexWriter.merge(["b", "a!", "a ", "é", "Z", "a", "b", " CDX N b", "a,b"], into: path)
        #expect(TestFile.text(path) == " CDX N b\nZ\na\na \na!\na,b\nb\né\n")
    }

    @Test func `new lines are merged into those that are there`() throws {
        try IndexWriter.merge(["a 1", "c 1"], into: path)
        try IndexWriter.merge(["b 1", "c 1", "a 0"], into: path)
        #expect(TestFile.text(path) == "a 0\na 1\nb 1\nc 1\n")
        try folder.write(Array("a\nb".utf8), to: "index.cdxj")
        try IndexWriter.merge(["c"], into: path)
        #expect(TestFile.text(path) == "a\nb\nc\n")
        let writer = IndexWriter(path: path)
        try writer.add("x")
        try writer.finish(mergingExisting: false)
        #expect(TestFile.text(path) == "x\n")
    }

    @Test func `what does not fit into memory is sorted in runs`() throws {
        let writer = IndexWriter(path: path, memoryLimit: 1 << 12)
        let numbers = (0..<5000).map { $0 * 7919 % 5000 }
        for number in numbers + numbers { try writer.add("key \(number + 10_000)") }
        try writer.finish(mergingExisting: true)
        #expect(TestFile.text(path) == (0..<5000).map { "key \($0 + 10_000)\n" }.joined())
        #expect(try FileSystem.list(folder.path) == ["index.cdxj"])
    }

    @Test func `an index that is not sorted is refused and kept`() throws {
        try folder.write(Array("b\na\n".utf8), to: "index.cdxj")
        let error = #expect(throws: CDXError.self) { try IndexWriter.merge(["c"], into: path) }
        #expect(error?.code == .unsorted)
        #expect(error?.offset == 2)
        #expect(TestFile.text(path) == "b\na\n")
        #expect(try FileSystem.list(folder.path) == ["index.cdxj"])
        #expect(throws: CDXError.self) { try IndexWriter.merge(["a\nb"], into: path) }
    }

    @Test func `every key is found in a big index`() throws {
        let keys = (0..<3000).map { "com,example)/\($0 * 3 + 100_000)" }
        try IndexWriter.merge(keys.flatMap { key in (1...3).map { "\(key) 2026112212000\($0) {}" } }, into: path)
        let index = try SortedIndexFile(path: path)
        for key in keys { #expect(try all(index.lines(matching: key + " ")).count == 3) }
        for key in ["", "com,example)/", "com,example)/1"] {
            #expect(try index.lines(from: key).next()?.hasPrefix(keys[0]) == true)
        }
        #expect(try index.lines(from: "com,example)/100001").next()?.hasPrefix(keys[1]) == true)
        #expect(try index.lines(from: "d").next() == nil)
        #expect(try all(index.lines(matching: "com,example)/100001")).isEmpty)
        #expect(try all(index.lines(matching: "com,example)/10000")).count == 12)
        #expect(try all(index.lines(from: "")).count == 9000)
    }

    @Test func `the header of a file is no line of it`() throws {
        try IndexWriter.merge([CDXRecord.cdx11Header, "!meta 0 {}", "a 2026"], into: path)
        #expect(try all(SortedIndexFile(path: path).lines(from: "")) == ["a 2026"])
        try folder.write([], to: "empty")
        #expect(try SortedIndexFile(path: folder.appending("empty")).lines(from: "a").next() == nil)
        #expect(throws: CDXError.self) { try SortedIndexFile(path: folder.appending("none")) }
    }

    @Test func `lines of all lengths are found, and endless ones refused`() throws {
        let keys = (0..<60).map { "k\($0 + 100) " + String(repeating: "x", count: $0 * 1000) }
        try IndexWriter.merge(keys, into: path)
        let index = try SortedIndexFile(path: path)
        for key in keys { #expect(try index.lines(matching: String(key.prefix(5))).next() == key) }
        try folder.write([UInt8](repeating: 0x61, count: 3 << 20), to: "endless")
        #expect(throws: CDXError.self) {
            try all(SortedIndexFile(path: folder.appending("endless")).lines(from: "a"))
        }
    }
}
