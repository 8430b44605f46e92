// SPDX-License-Identifier: EUPL-1.2

/// An MP4 file (ISO/IEC 14496-12) with one video track, index before the data, so that it plays while it loads.
struct MP4Writer {
    let columns: Int
    let rows: Int
    let picturesPerSecond: Int
    /// The avcC record.
    let configuration: [UInt8]
    let keyInterval: Int

    /// The file; one sample per picture, each a NAL unit without its length.
    func file(_ pictures: [[UInt8]]) -> [UInt8] {
        let samples = pictures.map { UInt32($0.count).bigEndianBytes + $0 }
        let type = box("ftyp", text("isom") + number(0x200) + text("isomiso2avc1mp41"))
        // The index has the same size whatever offset it names, so one run with zero tells where the data will start.
        let offset = type.count + movie(samples, dataOffset: 0).count + 8
        return type + movie(samples, dataOffset: offset) + box("mdat", samples.flatMap { $0 })
    }

    /// Units of time in a second, and in one picture.
    private let scale = 1000
    private var step: Int { scale / picturesPerSecond }

    private func movie(_ samples: [[UInt8]], dataOffset: Int) -> [UInt8] {
        let duration = samples.count * step
        let header = full(
            "mvhd",
            number(0, 0, scale, duration, 0x10000) + [1, 0, 0, 0] + number(0, 0) + matrix
                + number(0, 0, 0, 0, 0, 0, 2))
        let track = full(
            "tkhd", flags: 7,
            number(0, 0, 1, 0, duration, 0, 0, 0, 0) + matrix
                + number(columns << 16, rows << 16))
        let media = full("mdhd", number(0, 0, scale, duration) + [0x55, 0xc4, 0, 0])
        let handler = full("hdlr", number(0) + text("vide") + number(0, 0, 0) + text("Kabinet demo") + [0])
        let reference = box("dinf", full("dref", number(1) + full("url ", flags: 1, [])))
        let information = box(
            "minf", full("vmhd", flags: 1, number(0, 0)) + reference + table(samples, dataOffset))
        return box("moov", header + box("trak", track + box("mdia", media + handler + information)))
    }

    private func table(_ samples: [[UInt8]], _ dataOffset: Int) -> [UInt8] {
        let keys = stride(from: 1, through: samples.count, by: keyInterval)
        return box(
            "stbl",
            full("stsd", number(1) + box("avc1", sampleEntry + box("avcC", configuration)))
                + full("stts", number(1, samples.count, step))
                + full("stss", number(Array(keys).count) + keys.flatMap { number($0) })
                + full("stsc", number(1, 1, samples.count, 1))
                + full("stsz", number(0, samples.count) + samples.flatMap { number($0.count) })
                + full("stco", number(1, dataOffset)))
    }

    private var sampleEntry: [UInt8] {
        let size = UInt16(columns).bigEndianBytes + UInt16(rows).bigEndianBytes
        let resolution = number(0x48_0000, 0x48_0000, 0)
        let name = [UInt8](repeating: 0, count: 32)
        return [0, 0, 0, 0, 0, 0, 0, 1] + number(0, 0, 0, 0) + size + resolution + [0, 1] + name + [
            0, 0x18, 0xff, 0xff,
        ]
    }

    private var matrix: [UInt8] { number(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000) }

    private func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        number(content.count + 8) + text(type) + content
    }

    private func full(_ type: String, flags: Int = 0, _ content: [UInt8]) -> [UInt8] {
        box(type, number(flags) + content)
    }

    private func number(_ values: Int...) -> [UInt8] {
        values.flatMap { UInt32(truncatingIfNeeded: $0).bigEndianBytes }
    }

    private func text(_ value: String) -> [UInt8] { Array(value.utf8) }
}
