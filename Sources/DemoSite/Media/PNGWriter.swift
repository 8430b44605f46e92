// SPDX-License-Identifier: EUPL-1.2

/// PNG (ISO/IEC 15948) with a palette, eight bits a pixel, no filter.
enum PNGWriter {
    /// The picture of a scene. `grain` is the mean distance in pixels between specks that are a little lighter or darker;
    /// they give the flat colours the look of paper, and the file its weight. Nil means no grain.
    static func encode(_ scene: Scene, columns: Int, rows: Int, grain: Int?, random: SeededRandom) -> [UInt8] {
        var body = DeflateWriter(prefix: [0x78, 0x01])
        var adler = Adler32()
        var random = random
        var gap = grain.map { random.number(1...($0 * 2)) } ?? Int.max
        func put(_ value: UInt8, _ count: Int) {
            body.run(value, count)
            adler.run(value, count)
        }
        SceneRows(scene: scene, columns: columns, rows: rows).forEachRow { runs in
            put(0, 1)
            for run in runs {
                var rest = run.count
                while let grain, gap < rest {
                    if gap > 0 { put(run.colour * 3, gap) }
                    let speck = random.next()
                    put(run.colour * 3 + (speck & 1 == 0 ? 1 : 2), 1)
                    rest -= gap + 1
                    gap = Int((speck >> 1) % UInt64(grain * 2))
                }
                put(run.colour * 3, rest)
                if grain != nil { gap -= rest }
            }
        }
        body.finish()
        body.append(adler.value.bigEndianBytes)

        var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        let size = UInt32(columns).bigEndianBytes + UInt32(rows).bigEndianBytes
        chunk("IHDR", size + [8, 3, 0, 0, 0], into: &file)
        chunk("PLTE", scene.palette.flatMap(variants), into: &file)
        chunk("IDAT", body.bytes, into: &file)
        chunk("IEND", [], into: &file)
        return file
    }

    private static func variants(_ colour: Colour) -> [UInt8] {
        [colour, colour.lighter(9), colour.lighter(-9)].flatMap { [UInt8($0.red), UInt8($0.green), UInt8($0.blue)] }
    }

    private static func chunk(_ type: String, _ data: [UInt8], into file: inout [UInt8]) {
        file += UInt32(data.count).bigEndianBytes
        let start = file.count
        file += Array(type.utf8)
        file += data
        var crc = CRC32()
        file.withUnsafeBufferPointer { crc.update(UnsafeBufferPointer(rebasing: $0[start...])) }
        file += crc.value.bigEndianBytes
    }
}
