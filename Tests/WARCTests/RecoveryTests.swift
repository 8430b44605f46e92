// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

/// Files made to be decoded again and again.
@Suite struct RecoveryTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    @Test func `members within members that all go wrong at the end of the file come to an end`() throws {
        // Each piece starts a member whose one stored block ends in the head of the block of a later piece.
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        let text = Array("WARC/1.0\r\nContent-Length: 9\r\n\r\n".utf8)
        let size = head.count + 5 + text.count
        let length = size * 300 - 5
        let block: [UInt8] = [
            0, UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8 & 255),
        ]
        let piece = head + block + text
        let bytes = (0..<1200).flatMap { _ in piece }
        let reader = try WARCReader(path: try folder.write(bytes, to: "x.warc.gz"), policy: .silent)
        var count = 0
        while let record = try reader.next() {
            count += 1
            #expect((try? record.readBlock(limit: 100)) == nil)
        }
        #expect(count > 0 && count <= 1200)
    }
}
