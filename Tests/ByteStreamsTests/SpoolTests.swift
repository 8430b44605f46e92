// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing

@Suite struct SpoolTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test(arguments: [0, 1, 99, 100, 101, 250, 1000])
    func `a body reads the same from memory and from a file`(_ length: Int) throws {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        let spool = BodySpool(directory: directory.path, memoryLimit: 100, digest: .sha256)
        for start in stride(from: 0, to: length, by: 30) {
            try spool.append(Array(bytes[start..<min(length, start + 30)]))
        }
        #expect(spool.count == UInt64(length))
        let body = spool.finish()
        #expect(body.isInFile == (length > 100))
        #expect(body.count == UInt64(length))
        #expect(body.digest == DigestStream.digest(of: bytes, .sha256))
        #expect(try body.read(at: 0, count: Int.max) == bytes)
        #expect(try body.read(at: 5, count: 10) == Array(bytes.dropFirst(5).prefix(10)))
        #expect(try body.read(at: UInt64(length), count: 10).isEmpty)
        #expect(try body.read(at: UInt64.max, count: 10).isEmpty)
        #expect(try body.prefix(7) == Array(bytes.prefix(7)))
        for size in [-1, 1, 64, 5000] {
            var collected: [UInt8] = []
            try body.forEachChunk(size) { collected.append(contentsOf: $0) }
            #expect(collected == bytes)
        }
    }

    @Test func `a spool without a folder works as long as the bytes stay in memory`() throws {
        let spool = BodySpool(directory: "", memoryLimit: 4, digest: .sha1)
        try spool.append([1, 2, 3])
        #expect(isThrown(.invalidPath) { try spool.append([4, 5]) })
        let body = spool.finish()
        #expect(try body.read(at: 0, count: 9) == [1, 2, 3])
        #expect(body.digest == DigestStream.digest(of: [1, 2, 3], .sha1))
        #expect(spool.finish().count == 0)
    }

    @Test func `bytes at hand make a body with or without a digest`() throws {
        #expect(SpooledBody(bytes: [1], digest: nil).digest == nil)
        #expect(SpooledBody(bytes: [1], digest: .md5).digest == DigestStream.digest(of: [1], .md5))
        #expect(SpooledBody.empty.count == 0)
    }
}
