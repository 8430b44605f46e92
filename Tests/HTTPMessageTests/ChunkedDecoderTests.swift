// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import Testing

@Suite struct ChunkedDecoderTests {
    @Test(
        arguments: [
            ("5\r\nhello\r\n0\r\n\r\n", "hello", 15), ("5;ext=\"a\"\r\nhello\r\n0\r\n\r\n", "hello", 23),
            ("5\nhello\n0\n\n", "hello", 11), ("0005 \r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\nrest", "hello!", 31),
            ("0\r\n\r\n", "", 5),
        ] as [(String, String, UInt64)])
    func `chunks become the body, whatever the pieces`(_ text: String, _ body: String, _ length: UInt64) {
        for piece in [1, 2, 3, 100] {
            var decoder = ChunkedDecoder()
            var decoded: [UInt8] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: piece) {
                Array(bytes[start..<min(bytes.count, start + piece)]).withUnsafeBytes { buffer in
                    decoder.decode(buffer) { decoded.append(contentsOf: $0) }
                }
            }
            #expect(decoded == Array(body.utf8))
            #expect(decoder.ending == .complete(length: length))
        }
    }

    @Test(
        arguments: [
            ("5\r\nhel", "hel", .missing), ("5\r\nhello\r\n", "hello", .missing),
            ("5\r\nhello\r\n0\r\n", "hello", .missing),
            ("5\r\nhelloX\r\n", "hello", .damaged(offset: 8)), ("5\r\nhello\r\nzz\r\n", "hello", .damaged(offset: 10)),
            ("<html>\n</html>", "<html>\n</html>", .damaged(offset: 0)), ("-1\r\n", "-1\r\n", .damaged(offset: 0)),
            ("11111111111111111\r\n", "11111111111111111\r\n", .damaged(offset: 0)), ("", "", .missing),
            ("ffffffffffffffff\r\nab", "ab", .missing),
        ] as [(String, String, ChunkedDecoder.Ending)])
    func `damage keeps what came before`(_ text: String, _ body: String, _ ending: ChunkedDecoder.Ending) {
        let result = ChunkedDecoder.decode(Array(text.utf8))
        #expect(result.body == Array(body.utf8))
        #expect(result.ending == ending)
    }

    @Test func `trailers are kept apart, and lines without end are refused`() {
        var decoder = ChunkedDecoder()
        Array("0\r\nETag: \"a\"\r\nX: 1\r\n\r\n".utf8).withUnsafeBytes { buffer in decoder.decode(buffer) { _ in } }
        #expect(decoder.trailers.map(\.name) == ["ETag", "X"])
        #expect(ChunkedDecoder().trailers.isEmpty)
        let endless = Array("1;".utf8) + [UInt8](repeating: 65, count: 1 << 18)
        #expect(ChunkedDecoder.decode(endless).ending == .damaged(offset: 0))
        let trailers = Array(("0\r\n" + String(repeating: "A: b\r\n", count: 100_000)).utf8)
        guard case .damaged = ChunkedDecoder.decode(trailers).ending else {
            Issue.record("endless trailers were taken")
            return
        }
    }
}
