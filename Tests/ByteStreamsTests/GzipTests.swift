// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing

@Suite struct GzipTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Text that compresses, but not to nothing.
    private func text(_ length: Int) -> [UInt8] {
        var state: UInt64 = 42
        return (0..<length).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(97 + (state >> 60))
        }
    }

    private struct Member: Equatable {
        var offset: UInt64
        var length: UInt64
        var content: [UInt8]
    }

    private func members(_ path: String, from offset: UInt64 = 0, buffer: Int = 1000) throws -> [Member] {
        let reader = MemberReader(gzip: try OpenFile(reading: path), offset: offset)
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer, alignment: 1)
        defer { output.deallocate() }
        var found: [Member] = []
        while try reader.nextMember() {
            var content: [UInt8] = []
            while true {
                let count = try reader.read(into: output)
                if count == 0 { break }
                content.append(contentsOf: output[..<count])
            }
            found.append(Member(offset: reader.memberOffset, length: reader.memberLength, content: content))
        }
        return found
    }

    @Test(arguments: [1, 7, 4096])
    func `members of both compressors are read with exact offsets and lengths`(_ buffer: Int) throws {
        let contents = [text(10_000), [], text(200_000), [1]]
        var bytes: [UInt8] = []
        var expected: [Member] = []
        for (index, content) in contents.enumerated() {
            var member: [UInt8] = []
            if index.isMultiple(of: 2) {
                let writer = GzipMemberWriter { member.append(contentsOf: $0) }
                for start in stride(from: 0, to: content.count, by: 999) {
                    try writer.write(Array(content[start..<min(content.count, start + 999)]))
                }
                try writer.finish()
                #expect(isThrown(.closed) { try writer.finish() })
            } else {
                member = try GzipCompressor().member(content)
            }
            expected.append(Member(offset: UInt64(bytes.count), length: UInt64(member.count), content: content))
            bytes += member
        }
        let path = try directory.write(bytes, to: "a.gz")
        #expect(try members(path, buffer: buffer) == expected)
        #expect(try members(path, from: expected[2].offset, buffer: buffer) == Array(expected[2...]))
        #expect(try members(path, from: UInt64(bytes.count)).isEmpty)
    }

    @Test func `members are skipped unread, and their lengths still known`() throws {
        let first = try GzipCompressor(level: 1).member(text(300_000))
        let second = try GzipCompressor(level: 12).member(text(5))
        let path = try directory.write(first + second, to: "a.gz")
        let reader = MemberReader(gzip: try OpenFile(reading: path), offset: 0)
        #expect(try reader.nextMember())
        #expect(reader.memberLength == 0)
        #expect(try reader.nextMember())
        #expect(reader.memberOffset == UInt64(first.count))
        #expect(try !reader.nextMember())
        #expect(try !reader.nextMember())
    }

    @Test func `a file of three members clipped at every byte ends cleanly only between members`() throws {
        let parts = try [text(700), [], text(40)].map { try GzipCompressor().member($0) }
        let whole = parts.flatMap { $0 }
        let ends = [0, parts[0].count, parts[0].count + parts[1].count, whole.count]
        for length in 0...whole.count {
            let path = try directory.write(Array(whole.prefix(length)), to: "clipped.gz")
            if ends.contains(length) {
                #expect(try members(path).count == ends.firstIndex(of: length))
            } else {
                #expect(isThrown(.truncated) { _ = try members(path) }, "clipped at \(length)")
                do { _ = try members(path) } catch let error as ByteStreamError {
                    #expect(error.offset == UInt64(length))
                }
            }
        }
    }

    @Test(arguments: [[0], [0x1F, 0x00], Array("garbage after the member".utf8)] as [[UInt8]])
    func `trailing garbage is an error at its own offset`(_ garbage: [UInt8]) throws {
        let member = try GzipCompressor().member(text(100))
        let path = try directory.write(member + garbage, to: "garbage.gz")
        do {
            _ = try members(path)
            Issue.record("the garbage was not seen")
        } catch let error as ByteStreamError {
            #expect(error.code == .corrupt)
            #expect(error.offset == UInt64(member.count))
            #expect(error.path == path)
        }
    }

    @Test func `a flipped bit anywhere is an error or changes nothing`() throws {
        let content = text(300)
        let member = try GzipCompressor().member(content)
        for index in member.indices {
            for bit in 0..<8 {
                var damaged = member
                damaged[index] ^= 1 << bit
                let path = try directory.write(damaged, to: "flipped.gz")
                // The time, flags and system bytes of the head carry no content; all else is caught by the CRC.
                if let found = try? members(path) { #expect(found.map(\.content) == [content]) }
            }
        }
    }

    @Test func `libdeflate reads a member with bytes behind it, within its limit`() throws {
        let content = text(100_000)
        let member = try GzipCompressor().member(content)
        let decompressor = GzipDecompressor()
        let (found, length) = try (member + [9, 9]).withUnsafeBytes {
            try decompressor.member($0, limit: 1 << 20, hint: 10)
        }
        #expect(found == content && length == member.count)
        #expect(isThrown(.tooLarge) { _ = try member.withUnsafeBytes { try decompressor.member($0, limit: 99_999) } })
        #expect(
            isThrown(.corrupt) {
                _ = try Array(member.dropLast()).withUnsafeBytes { try decompressor.member($0, limit: 1 << 20) }
            })
    }
}
