// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import ZipFiles

@Suite struct ZipArchiveTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func open(_ builder: ZipBuilder, caseCounts: Bool = false) throws -> ZipArchive {
        try ZipArchive(path: try directory.write(builder.build(), to: "a.zip"), caseCounts: caseCounts)
    }

    private func isThrown(_ code: ZipFileError.Code, _ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch { return (error as? ZipFileError)?.code == code }
    }

    /// The DEFLATE data inside a gzip member: head of 10 bytes, CRC and size behind it (RFC 1952 §2.3).
    private func deflated(_ content: [UInt8]) throws -> [UInt8] {
        Array(try GzipCompressor().member(content).dropFirst(10).dropLast(8))
    }

    private let text = [UInt8](repeating: 0x61, count: 100_000)

    @Test(arguments: [false, true]) func `entries are listed, read and found in the file`(_ isLong: Bool) throws {
        let items = [
            ZipBuilder.Item("archive/data.warc.gz", [1, 2, 3, 4]), ZipBuilder.Item("pages/", []),
            ZipBuilder.Item("pages/pages.jsonl", text, deflated: try deflated(text)), ZipBuilder.Item("empty", []),
        ]
        let builder = ZipBuilder(items, isLong: isLong, comment: Array("PK\u{5}\u{6} comment".utf8))
        let archive = try open(builder)
        #expect(archive.entries.map(\.name) == ["archive/data.warc.gz", "pages/", "pages/pages.jsonl", "empty"])
        #expect(archive.entries.map(\.size) == [4, 0, 100_000, 0])
        #expect(archive.entries.map(\.isStored) == [true, true, false, true])
        #expect(archive.entries.map(\.isFolder) == [false, true, false, false])
        #expect(archive.entries.allSatisfy { $0.nameProblem == nil && !$0.isEncrypted })
        for (item, entry) in zip(items, archive.entries) {
            #expect(try archive.read(entry, limit: 1 << 20) == item.content)
            #expect(entry.crc == ZipBuilder.crc(item.content))
        }
        let range = try archive.storedRange(of: archive.entries[0])
        let whole = try #require(TestFile.bytes(archive.path))
        #expect(Array(whole[Int(range.lowerBound)..<Int(range.upperBound)]) == [1, 2, 3, 4])
        #expect(isThrown(.unsupported) { _ = try archive.storedRange(of: archive.entries[2]) })
        #expect(archive["empty"]?.index == 3 && archive["other"] == nil)
    }

    @Test(arguments: [
        "/etc/passwd", "../up", "a/../../up", "a/..", "a\\b", "C:/x", "c:x", "a//b", "a/./b", "", "a\u{0}b", "a\nb",
        String(repeating: "x", count: 300), String(repeating: "x/", count: 600) + "x",
    ])
    func `names that are no names of files in a folder are told`(_ name: String) throws {
        let archive = try open(ZipBuilder([ZipBuilder.Item(name, [1])]))
        #expect(archive.entries[0].nameProblem != nil)
    }

    @Test func `good names pass, equal ones are told, also but for letter case`() throws {
        let names = ["a..b", "...", "a/b:c", "ü/é.warc", "A", "a", "a"]
        let builder = ZipBuilder(names.map { ZipBuilder.Item($0, [1]) })
        let problems = try open(builder).entries.map(\.nameProblem)
        #expect(problems.prefix(5).allSatisfy { $0 == nil })
        #expect(problems[5] == "another entry has the same name but for letter case" && problems[6] != nil)
        let sensitive = try open(builder, caseCounts: true).entries.map(\.nameProblem)
        #expect(sensitive[5] == nil && sensitive[6] == "another entry has the same name")
    }

    @Test func `a name that is no UTF-8 is that of code page 437`() throws {
        var item = ZipBuilder.Item("", [1])
        item.name = [0x61, 0x81]
        #expect(try open(ZipBuilder([item])).entries[0].name == "aü")
    }

    @Test func `a file cut at every byte is an error and never read as another`() throws {
        let items = [ZipBuilder.Item("a", [1, 2, 3]), ZipBuilder.Item("b", text, deflated: try deflated(text))]
        for isLong in [false, true] {
            let whole = ZipBuilder(items, isLong: isLong).build()
            for length in 0..<whole.count {
                let path = try directory.write(Array(whole.prefix(length)), to: "cut.zip")
                #expect(isThrown(.corrupt) { _ = try ZipArchive(path: path) }, "cut at \(length)")
            }
        }
    }

    @Test func `a flipped bit anywhere is an error, or the content is the same`() throws {
        let contents = [[1, 2, 3], Array(text.prefix(500))] as [[UInt8]]
        let items = [
            ZipBuilder.Item("a", contents[0]), ZipBuilder.Item("b", contents[1], deflated: try deflated(contents[1])),
        ]
        let whole = ZipBuilder(items, isLong: true).build()
        for index in whole.indices {
            for bit in [0, 3, 7] {
                var damaged = whole
                damaged[index] ^= 1 << bit
                let path = try directory.write(damaged, to: "flipped.zip")
                guard let archive = try? ZipArchive(path: path) else { continue }
                for entry in archive.entries {
                    guard let found = try? archive.read(entry, limit: 1 << 20) else { continue }
                    #expect(contents.contains(found) || found.isEmpty && entry.size == 0)
                    _ = try? archive.storedRange(of: entry)
                }
            }
        }
    }

    @Test func `sizes and checksums that are wrong are found while reading`() throws {
        var longer = ZipBuilder.Item("longer", text, deflated: try deflated(text))
        longer.claimedSize = 100_001
        var shorter = ZipBuilder.Item("shorter", text, deflated: try deflated(text))
        shorter.claimedSize = 99_999
        var other = ZipBuilder.Item("other", [1, 2, 3])
        other.claimedCRC = 7
        let archive = try open(ZipBuilder([longer, shorter, other]))
        for entry in archive.entries {
            #expect(throws: ZipFileError.self, "\(entry.name)") { _ = try archive.read(entry, limit: 1 << 20) }
        }
    }

    @Test func `limits of bytes and of the ratio hold before anything is read`() throws {
        let zeros = [UInt8](repeating: 0, count: 17 << 20)
        var item = ZipBuilder.Item("zeros", zeros, deflated: try deflated(zeros))
        item.claimedCRC = 0
        let archive = try open(ZipBuilder([item]))
        let entry = archive.entries[0]
        #expect(isThrown(.tooLarge) { _ = try archive.read(entry, limit: 1000) })
        #expect(isThrown(.tooLarge) { _ = try archive.read(entry, limit: 1 << 30) })
        _ = try ZipEntryReader(archive, entry, byteLimit: 1 << 30, ratioLimit: 2000)
    }

    @Test func `entries that share their bytes, or lie behind the directory, are refused`() throws {
        let items = [ZipBuilder.Item("a", [1, 2, 3]), ZipBuilder.Item("b", [1, 2, 3])]
        #expect(isThrown(.corrupt) { _ = try open(ZipBuilder(items, sharedOffset: 0)) })
        #expect(isThrown(.corrupt) { _ = try open(ZipBuilder(items, isLong: true, sharedOffset: UInt64.max)) })
        #expect(isThrown(.corrupt) { _ = try open(ZipBuilder(items, filling: [0])) })
    }

    @Test func `encrypted entries and unknown methods are listed and not read`() throws {
        var encrypted = ZipBuilder.Item("encrypted", [UInt8](repeating: 1, count: 20))
        encrypted.flags = 1
        var unknown = ZipBuilder.Item("unknown", [1])
        unknown.method = 12
        let archive = try open(ZipBuilder([encrypted, unknown]))
        #expect(archive.entries[0].isEncrypted && archive.entries[1].method == .other(12))
        for entry in archive.entries {
            #expect(isThrown(.unsupported) { _ = try archive.read(entry, limit: 100) })
            #expect(isThrown(.unsupported) { _ = try archive.storedRange(of: entry) })
        }
    }

    @Test func `a local header of another name is no place to read from`() throws {
        var item = ZipBuilder.Item("a", [1, 2, 3])
        item.localName = Array("b".utf8)
        let archive = try open(ZipBuilder([item]))
        #expect(isThrown(.corrupt) { _ = try archive.storedRange(of: archive.entries[0]) })
    }

    @Test func `other files, folders and missing ones are errors`() throws {
        #expect(isThrown(.notFound) { _ = try ZipArchive(path: directory.appending("missing")) })
        #expect(throws: ZipFileError.self) { _ = try ZipArchive(path: directory.path) }
        let path = try directory.write(Array("WARC/1.1\r\n".utf8), to: "a.warc")
        do {
            _ = try ZipArchive(path: path)
        } catch {
            #expect(error.description.hasPrefix(path + "@10: no ZIP file"))
        }
        #expect(try open(ZipBuilder([])).entries.isEmpty)
    }
}

/// WACZ files of other tools.
@Suite(.needsCorpus) struct ZipCorpusTests {
    @Test(arguments: ["golden/iana.wacz", "pywb/valid_example_1.wacz"])
    func `stored entries are where the range says`(_ file: String) throws {
        let path = try #require(Tier.corpus) + "/warc/" + file
        guard FileSystem.exists(path) else { return }
        let archive = try ZipArchive(path: path)
        let whole = try OpenFile(reading: path)
        #expect(archive.entries.contains { $0.name.hasPrefix("archive/") && $0.isStored })
        for entry in archive.entries {
            #expect(entry.nameProblem == nil)
            let content = try archive.read(entry, limit: 1 << 26)
            guard entry.isStored else { continue }
            let range = try archive.storedRange(of: entry)
            #expect(try whole.read(at: range.lowerBound, count: range.count) == content)
        }
    }
}
