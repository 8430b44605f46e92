// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage
import Testing

@Suite struct ContentDecoderTests {
    /// "Het kabinet vergadert op vrijdag. " twenty times, as the reference encoders write it.
    static let encoded: [(ContentCoding, String)] = [
        (.br, "1ba702f88d94abed6881a4dbbcde1d97e7bf7088051522468911030051e370e5556354415735dec7546e671800"),
        (
            .zstd,
            "28b52ffd60a8015d01002402486574206b6162696e657420766572676164657274206f70207672696a6461672e2001001a542af504"
        ),
        (
            .gzip,
            "1f8b0800000000000203f3482d51c84e4ccacc03d265a945e98929a945250af9050a654599592989e97a0a1ea32a46550cb80a0014e6b411a8020000"
        ),
        (.deflate, "789cf3482d51c84e4ccacc03d265a945e98929a945250af9050a654599592989e97a0a1ea32a46550cb80a00a854f6cd"),
        (.deflate, "f3482d51c84e4ccacc03d265a945e98929a945250af9050a654599592989e97a0a1ea32a46550cb80a00"),
    ]
    static let text = Array(String(repeating: "Het kabinet vergadert op vrijdag. ", count: 20).utf8)

    private func decode(
        _ bytes: [UInt8], _ codings: [ContentCoding], piece: Int = Int.max, limit: UInt64 = 1 << 24
    ) throws -> [UInt8] {
        let decoder = ContentDecoder(codings, outputLimit: limit)
        var content: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let end = start + min(piece, bytes.count - start)
            try decoder.decode(Array(bytes[start..<end])) { content.append(contentsOf: $0) }
            start = end
        }
        try decoder.finish { content.append(contentsOf: $0) }
        return content
    }

    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex)) }

    @Test(arguments: 0..<5, [1, 2, 3, 7, Int.max])
    func `every coding is undone, whatever the pieces`(_ index: Int, _ piece: Int) throws {
        let (coding, hex) = Self.encoded[index]
        #expect(try decode(bytes(hex), [coding], piece: piece) == Self.text)
    }

    @Test(arguments: 0..<5)
    func `a body cut anywhere is truncated, and gives a prefix of the content`(_ index: Int) throws {
        let (coding, hex) = Self.encoded[index]
        let whole = try bytes(hex)
        for length in 1..<whole.count {
            let decoder = ContentDecoder([coding], outputLimit: 1 << 20)
            var content: [UInt8] = []
            do {
                try decoder.decode(Array(whole.prefix(length))) { content.append(contentsOf: $0) }
                try decoder.finish { content.append(contentsOf: $0) }
                // Fewer bytes than the magic number cannot be told from a plain body.
                #expect(content == Array(whole.prefix(length)) && length < 4, "\(coding) cut at \(length)")
            } catch let error as HTTPMessageError {
                #expect(error.code == .truncated || error.code == .damaged)
                #expect(Self.text.starts(with: content))
            }
        }
    }

    @Test(arguments: 0..<5)
    func `a flipped byte never traps`(_ index: Int) throws {
        let (coding, hex) = Self.encoded[index]
        let whole = try bytes(hex)
        for position in whole.indices {
            var damaged = whole
            damaged[position] ^= 0xA5
            let content = try ContentDecoder.decode(
                damaged, fields: [HTTPField(name: "Content-Encoding", value: coding.rawValue)], limit: 1 << 20)
            #expect(content.count <= 1 << 20)
        }
    }

    @Test(
        arguments: [
            (ContentCoding.br, "5bffff8f7f02201e0b0472ef1f00"),
            (
                .zstd,
                "28b52ffda0000010004c000008000100fcffe44e0802001000020010000200100002001000020010000200100003001000"
            ),
        ])
    func `a bomb ends exactly at the limit`(_ coding: ContentCoding, _ hex: String) throws {
        let bomb = try bytes(hex)
        #expect(try decode(bomb, [coding]).count == 1 << 20)
        let decoder = ContentDecoder([coding], outputLimit: 100_000)
        var count = 0
        #expect { try decoder.decode(bomb) { count += $0.count } } throws: {
            ($0 as? HTTPMessageError)?.code == .tooLarge
        }
        #expect(count == 100_000)
    }

    @Test func `a bomb inside a bomb ends at the limit between the two`() throws {
        let inner = try GzipCompressor(level: 12).member([UInt8](repeating: 0, count: 1 << 25))
        let outer = try GzipCompressor(level: 12).member(inner)
        #expect { try decode(outer, [.gzip, .gzip], limit: 1 << 20) } throws: {
            ($0 as? HTTPMessageError)?.code == .tooLarge
        }
        #expect(try decode(outer, [.gzip, .gzip], limit: 1 << 25).count == 1 << 25)
    }

    @Test func `codings on top of each other are undone in turn, up to a number`() throws {
        var body = Self.text
        for _ in 0..<5 { body = try GzipCompressor().member(body) }
        #expect(try decode(body, [.gzip, .gzip, .gzip, .gzip, .gzip, .identity], piece: 3) == Self.text)
        #expect { try decode(body, [ContentCoding](repeating: .gzip, count: 6)) } throws: {
            ($0 as? HTTPMessageError)?.code == .unsupportedCoding
        }
    }

    @Test(arguments: [1, 2, 5, Int.max])
    func `members behind each other count, garbage behind them does not`(_ piece: Int) throws {
        let member = try GzipCompressor().member(Self.text)
        #expect(try decode(member + member, [.gzip], piece: piece) == Self.text + Self.text)
        #expect(try decode(member + [0x1F, 0, 1, 2], [.gzip], piece: piece) == Self.text)
        #expect(try decode([], [.gzip]).isEmpty)
    }

    @Test(arguments: ["gzip", "x-gzip", "zstd", "deflate", "br", "gzip, br", "none", "utf-8", "compress", ""])
    func `a plain page with a wrong label comes back as it is`(_ label: String) throws {
        let page = Array("<!DOCTYPE html><title>Rijksoverheid</title><p>Het kabinet</p>".utf8)
        let fields: HTTPFields = [HTTPField(name: "content-encoding", value: label)]
        #expect(try ContentDecoder.decode(page, fields: fields, limit: 1000) == page)
        #expect { try ContentDecoder.decode(page, fields: fields, limit: 10) } throws: {
            ($0 as? HTTPMessageError)?.code == .tooLarge
        }
    }

    @Test func `the codings of a response are read from all its fields`() {
        let fields: HTTPFields = [
            HTTPField(name: "Content-Encoding", value: "GZIP , identity"),
            HTTPField(name: "content-encoding", value: "br"),
        ]
        #expect(ContentCoding.applied(in: fields) == [.gzip, .br])
        #expect(ContentCoding.applied(in: []) == [])
        #expect(ContentCoding.applied(in: [HTTPField(name: "Content-Encoding", value: "compress")]) == nil)
    }
}
