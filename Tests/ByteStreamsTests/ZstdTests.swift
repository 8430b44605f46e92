// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing

@Suite struct ZstdTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Records that have much in common, as samples and as content.
    private static func records(_ count: Int) -> [[UInt8]] {
        (0..<count).map { number in
            let path = String(number &* 2_654_435_761 & 0xFFFFFF, radix: 36)
            return Array(
                """
                WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://site.example/\(path)\r\n\
                Content-Type: application/http; msgtype=response\r\nContent-Length: \(200 + number)\r\n\r\n\
                HTTP/1.1 200 OK\r\nServer: example\(number % 7)\r\n\r\n<html><title>\(path)</title>\r\n\r\n
                """.utf8)
        }
    }

    private func text(_ length: Int) -> [UInt8] {
        var state: UInt64 = 42
        return (0..<length).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(97 + (state >> 60))
        }
    }

    private struct Frame: Equatable {
        var offset: UInt64
        var length: UInt64
        var content: [UInt8]
    }

    private func frames(
        _ path: String, from offset: UInt64 = 0, dictionary: ZstdDictionary? = nil, buffer: Int = 1000
    ) throws -> [Frame] {
        let reader = MemberReader(zstd: try OpenFile(reading: path), offset: offset, dictionary: dictionary)
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer, alignment: 1)
        defer { output.deallocate() }
        var found: [Frame] = []
        while try reader.nextMember() {
            var content: [UInt8] = []
            while true {
                let count = try reader.read(into: output)
                if count == 0 { break }
                content.append(contentsOf: output[..<count])
            }
            found.append(Frame(offset: reader.memberOffset, length: reader.memberLength, content: content))
        }
        return found
    }

    private func whole(_ frame: [UInt8], limit: Int = 1 << 22, dictionary: ZstdDictionary? = nil) throws -> [UInt8] {
        try frame.withUnsafeBytes { try ZstdDecompressor(dictionary: dictionary).frame($0, limit: limit).content }
    }

    private func skippable(_ magic: UInt32, _ content: [UInt8], size: UInt32? = nil) -> [UInt8] {
        [magic, size ?? UInt32(content.count)].flatMap { n in (0..<4).map { UInt8(truncatingIfNeeded: n >> ($0 * 8)) } }
            + content
    }

    @Test(arguments: [1, 7, 4096])
    func `frames of both compressors are read with exact offsets and lengths`(_ buffer: Int) throws {
        let contents = [text(10_000), [], text(200_000), [1]]
        var bytes: [UInt8] = []
        var expected: [Frame] = []
        for (index, content) in contents.enumerated() {
            var frame: [UInt8] = []
            if index.isMultiple(of: 2) {
                let writer = ZstdFrameWriter(contentSize: UInt64(content.count)) { frame.append(contentsOf: $0) }
                for start in stride(from: 0, to: content.count, by: 999) {
                    try writer.write(Array(content[start..<min(content.count, start + 999)]))
                }
                try writer.finish()
                #expect(isThrown(.closed) { try writer.finish() })
            } else {
                frame = try ZstdCompressor().frame(content)
            }
            let head = try frame.withUnsafeBytes { try ZstdFrameHead(parsing: $0) }
            #expect(head.contentSize == UInt64(content.count) && head.hasChecksum && head.dictionaryID == nil)
            expected.append(Frame(offset: UInt64(bytes.count), length: UInt64(frame.count), content: content))
            bytes += frame + skippable(0x184D_2A50, [1, 2, 3])
        }
        let path = try directory.write(bytes, to: "a.zst")
        #expect(try frames(path, buffer: buffer) == expected)
        #expect(try frames(path, from: expected[2].offset, buffer: buffer) == Array(expected[2...]))
        let lengths = try bytes.withUnsafeBytes { try ZstdDecompressor.frameLength($0) }
        #expect(UInt64(lengths) == expected[0].length)
    }

    @Test func `a file of three frames clipped at every byte ends cleanly only between frames`() throws {
        let compressor = ZstdCompressor()
        let parts = [try compressor.frame(text(700)), skippable(0x184D_2A5F, [7, 7]), try compressor.frame(text(40))]
        let whole = parts.flatMap { $0 }
        let ends = [0, parts[0].count, parts[0].count + parts[1].count, whole.count]
        for length in 0...whole.count {
            let path = try directory.write(Array(whole.prefix(length)), to: "clipped.zst")
            if ends.contains(length) {
                #expect(try frames(path).count == [0, 1, 1, 2][ends.firstIndex(of: length) ?? 0])
            } else {
                #expect(isThrown(.truncated) { _ = try frames(path) }, "clipped at \(length)")
            }
            if length > 0, length < parts[0].count {
                #expect(isThrown(.truncated) { _ = try self.whole(Array(whole.prefix(length))) })
            }
        }
    }

    @Test func `a flipped bit anywhere is an error or changes nothing`() throws {
        let content = text(300)
        let frame = try ZstdCompressor().frame(content)
        for index in frame.indices {
            for bit in 0..<8 {
                var damaged = frame
                damaged[index] ^= 1 << bit
                if let found = try? whole(damaged, limit: 1000) { #expect(found == content || found.isEmpty) }
                let path = try directory.write(damaged, to: "flipped.zst")
                if let found = try? frames(path) { #expect(found.isEmpty || found.map(\.content) == [content]) }
            }
        }
    }

    @Test func `a dictionary is trained, written at the start of a file in both ways, and read again`() throws {
        let records = Self.records(600)
        let trained = try ZstdDictionary(training: Array(records.prefix(400)), capacity: 4096)
        #expect(trained.id != 0 && trained.bytes.count <= 4096)
        let compressor = ZstdCompressor(dictionary: trained)
        let plain = ZstdCompressor()
        for compressing in [true, false] {
            let head = try trained.frame(compressing: compressing)
            var bytes = head
            var plainCount = 0
            for record in records.suffix(3) {
                bytes += try compressor.frame(record)
                plainCount += try plain.frame(record).count
            }
            #expect(bytes.count - head.count < plainCount * 2 / 3)
            let path = try directory.write(bytes, to: "dictionary\(compressing).warc.zst")
            let file = try OpenFile(reading: path)
            let found = try #require(try ZstdDictionary.atStart(of: file))
            #expect(found.frameLength == UInt64(head.count))
            #expect(found.dictionary.bytes == trained.bytes && found.dictionary.id == trained.id)
            #expect(try frames(path, dictionary: found.dictionary).map(\.content) == records.suffix(3))
            let first = Array(bytes[head.count...])
            #expect(try whole(first, dictionary: found.dictionary) == records[597])
            #expect(try first.withUnsafeBytes { try ZstdFrameHead(parsing: $0).dictionaryID } == trained.id)
        }
    }

    @Test func `a frame whose dictionary is missing or another one is refused with its number`() throws {
        let records = Self.records(500)
        let one = try ZstdDictionary(training: Array(records.prefix(400)), capacity: 4096)
        let other = try ZstdDictionary(training: Array(records.suffix(300)), capacity: 2048)
        let frame = try ZstdCompressor(dictionary: one).frame(records[0])
        let path = try directory.write(frame, to: "a.zst")
        for dictionary in [nil, other] {
            do {
                _ = try frames(path, dictionary: dictionary)
                Issue.record("the frame was read")
            } catch let error as ByteStreamError {
                #expect(error.code == .corrupt && error.message.contains("dictionary number \(one.id)"))
            }
            #expect(isThrown(.corrupt) { _ = try whole(frame, dictionary: dictionary) })
        }
    }

    @Test func `dictionary frames that are none, cut, nested or too large are errors; other files have none`() throws {
        func atStart(_ bytes: [UInt8]) throws -> ZstdDictionary? {
            let path = try directory.write(bytes, to: "start.zst")
            return try ZstdDictionary.atStart(of: try OpenFile(reading: path))?.dictionary
        }
        let magic = ZstdFrameHead.dictionaryMagic
        #expect(try atStart([]) == nil)
        #expect(try atStart(Array("WARC/1.1\r\n".utf8)) == nil)
        #expect(try atStart(try ZstdCompressor().frame([1, 2])) == nil)
        #expect(try atStart(skippable(0x184D_2A50, [1])) == nil)
        #expect(isThrown(.corrupt) { _ = try atStart(skippable(magic, [1, 2, 3])) })
        #expect(isThrown(.corrupt) { _ = try atStart(skippable(magic, skippable(magic, [1]))) })
        #expect(isThrown(.corrupt) { _ = try atStart(skippable(magic, try ZstdCompressor().frame([1, 2]))) })
        #expect(isThrown(.truncated) { _ = try atStart(skippable(magic, [1, 2], size: 3)) })
        #expect(isThrown(.tooLarge) { _ = try atStart(skippable(magic, [], size: 1 << 24)) })
        let bomb = try ZstdCompressor().frame([UInt8](repeating: 0, count: 9 << 20))
        #expect(isThrown(.tooLarge) { _ = try atStart(skippable(magic, bomb)) })
    }

    @Test func `windows and contents beyond the limit are refused before they cost memory`() throws {
        // Windows of 16 MiB, of 3.75 TiB, and a single segment of 2^63 bytes, each in front of one empty raw block.
        let heads: [[UInt8]] = [[0x00, 14 << 3], [0x00, 0xFF], [0xE0, 0, 0, 0, 0, 0, 0, 0, 0x80]]
        for head in heads {
            let frame = [0x28, 0xB5, 0x2F, 0xFD] + head + [1, 0, 0]
            let path = try directory.write(frame, to: "window.zst")
            #expect(isThrown(.tooLarge) { _ = try frames(path) })
        }
        let zeros = try ZstdCompressor(level: 22).frame([UInt8](repeating: 0, count: 20 << 20))
        let head = try zeros.withUnsafeBytes { try ZstdFrameHead(parsing: $0) }
        #expect(head.windowSize <= ZstdInflater.windowLimit)
        #expect(isThrown(.tooLarge) { _ = try whole(zeros, limit: 1 << 20) })
        #expect(try whole(zeros, limit: 20 << 20).count == 20 << 20)
        var small = [UInt8](repeating: 0, count: 10)
        let room = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        #expect(
            isThrown(.tooLarge) {
                _ = try small.withUnsafeMutableBytes { out in
                    try zeros.withUnsafeBytes { try ZstdDecompressor().frame($0, into: out) }
                }
            })
        #expect(isThrown(.tooLarge) { _ = try zeros.withUnsafeBytes { try ZstdDecompressor().frame($0, into: room) } })
        let empty = try ZstdCompressor().frame([])
        #expect(try empty.withUnsafeBytes { try ZstdDecompressor().frame($0, into: room).length } == empty.count)
    }

    @Test func `formats before the standard and other bytes are no frames`() throws {
        for bytes in [[0x27, 0xB5, 0x2F, 0xFD, 0, 0], [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFE], [0x50, 1]]
            as [[UInt8]]
        {
            let path = try directory.write(bytes, to: "other")
            #expect(isThrown(.corrupt) { _ = try frames(path) })
            #expect(isThrown(.corrupt) { _ = try whole(bytes) })
        }
    }

    @Test func `a frame written piece by piece must have the size it was begun with`() throws {
        let writer = ZstdFrameWriter(contentSize: 5) { _ in }
        try writer.write([1, 2, 3])
        #expect(isThrown(.tooLarge) { try writer.write([4, 5, 6]) })
        #expect(isThrown(.truncated) { try writer.finish() })
        try writer.write([4, 5])
        try writer.finish()
    }

    @Test(arguments: [("0468f9", nil), ("241ff9", 31)] as [(String, UInt64?)])
    func `frames of the zstd program, from a pipe and from a file, are read`(_ head: String, _ size: UInt64?) throws {
        // `printf 'WARC/1.1\\r\\nWARC-Type: warcinfo\\r\\n' | zstd --check` of 1.5.4, and the same from a file.
        let rest = "0000574152432f312e310d0a574152432d547970653a2077617263696e666f0d0a3d442d9c"
        let frame = try #require(Hex.decode("28b52ffd" + head + rest))
        #expect(try frame.withUnsafeBytes { try ZstdFrameHead(parsing: $0).contentSize } == size)
        #expect(try whole(frame) == Array("WARC/1.1\r\nWARC-Type: warcinfo\r\n".utf8))
        #expect(isThrown(.corrupt) { _ = try whole(frame.dropLast() + [0]) })
    }
}
