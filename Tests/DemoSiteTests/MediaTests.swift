// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import DemoSite
import Testing

@testable import DemoSite

@Suite struct MediaTests {
    @Test func `a film is an index before its data, and each box lies where its parent says`() throws {
        let world = DemoWorld.shared
        let film = try #require(world.posts.compactMap(\.film).first)
        let bytes = world.response(for: DemoRequest(film.path)).bytes()
        #expect((5_000_000...6_000_000).contains(bytes.count))
        let top = try boxes(in: bytes[...])
        #expect(top.map(\.type) == ["ftyp", "moov", "mdat"])
        var table = top[1].content
        for type in ["trak", "mdia", "minf", "stbl"] {
            table = try #require(try boxes(in: table).first { $0.type == type }).content
        }
        let parts = Dictionary(uniqueKeysWithValues: try boxes(in: table).map { ($0.type, Array($0.content)) })
        #expect(parts.keys.sorted() == ["stco", "stsc", "stsd", "stss", "stsz", "stts"])
        let sizes = try numbers(#require(parts["stsz"]))
        #expect(sizes[2] == film.pictures)
        #expect(sizes.dropFirst(3).reduce(0, +) == top[2].content.count)
        #expect(try numbers(#require(parts["stco"]))[2] == top[2].content.startIndex)
        #expect(try numbers(#require(parts["stts"])).dropFirst(2) == [film.pictures, 200])
        #expect(
            try numbers(#require(parts["stss"])).dropFirst(2).elementsEqual(stride(from: 1, to: film.pictures, by: 5)))
        // Each sample is one NAL unit with its length before it; the key pictures are of type 5.
        var place = top[2].content.startIndex
        for (index, size) in sizes.dropFirst(3).enumerated() {
            #expect(try numbers(Array(bytes[place..<place + 4])).first == size - 4)
            #expect(bytes[place + 4] & 0x1f == (index % 5 == 0 ? 5 : 1))
            place += size
        }
    }

    @Test func `no picture of a film holds a start code`() throws {
        let film = FilmScene(skyIndex: 0, coat: Colour(0x123456), pictures: 1).encode()
        let data = film.dropFirst(800)
        #expect(!zip(data, zip(data.dropFirst(), data.dropFirst(2))).contains { $0 == 0 && $1.0 == 0 && $1.1 < 3 })
    }

    @Test func `pictures are PNG files of the size in their name, 20 to 350 kB`() throws {
        let world = DemoWorld.shared
        for image in world.posts.flatMap(\.images) {
            for width in DemoImage.widths {
                let bytes = world.response(for: DemoRequest(image.path(width: width))).bytes()
                #expect(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
                #expect(try numbers(Array(bytes[16..<24])) == [width, width * 2 / 3])
                #expect((20_000...350_000).contains(bytes.count))
            }
        }
    }

    @Test func `deflate of runs is undone by a reader of RFC 1951`() throws {
        var random = SeededRandom(seed: 3)
        for length in [0, 1, 2, 3, 4, 257, 258, 259, 260, 516, 70_000] {
            let bytes =
                (0..<length).map { _ in UInt8(random.number(0...1) * random.number(0...255)) } + [7, 7, 7, 7, 200]
            #expect(try gunzip(CodedBodies.gzip(bytes)) == bytes)
        }
    }

    @Test func `checksums have the values of their standards`() {
        var crc = CRC32()
        crc.update(Array("123456789".utf8))
        #expect(crc.value == 0xcbf4_3926)
        var adler = Adler32()
        for byte in "Wikipedia".utf8 { adler.run(byte, 1) }
        #expect(adler.value == 0x11e6_0398)
        var (single, run) = (Adler32(), Adler32())
        for _ in 0..<100_000 { single.run(250, 1) }
        run.run(250, 100_000)
        #expect(single.value == run.value)
    }

    private func boxes(in data: ArraySlice<UInt8>) throws -> [(type: String, content: ArraySlice<UInt8>)] {
        var result: [(String, ArraySlice<UInt8>)] = []
        var place = data.startIndex
        while place < data.endIndex {
            let size = try #require(try numbers(Array(data[place..<place + 4])).first)
            #expect(size >= 8 && place + size <= data.endIndex)
            result.append(
                (String(decoding: data[place + 4..<place + 8], as: UTF8.self), data[place + 8..<place + size]))
            place += size
        }
        return result
    }

    private func numbers(_ bytes: [UInt8]) throws -> [Int] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { index in
            bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
        }
    }

    private func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = try OpenFile(unlinkedIn: "/tmp")
        try file.append(bytes)
        let reader = MemberReader(gzip: file, offset: 0)
        #expect(try reader.nextMember())
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { return result }
            result += buffer.prefix(count)
        }
    }
}
