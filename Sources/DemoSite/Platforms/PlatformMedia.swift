// SPDX-License-Identifier: EUPL-1.2

/// Pictures and films of the platform sites: small, real enough to be told apart, and the same for the same name.
enum PlatformMedia {
    /// A picture that belongs to a name, as an answer. `width` is that of the rendition.
    static func image(_ name: String, width: Int = 96) -> DemoResponse {
        var random = SeededRandom(seed: 2026, name: name)
        let scene = PortraitScene.banner(&random)
        let side = min(max(width, 16), 240)
        let bytes = PNGWriter.encode(scene, columns: side, rows: side * 2 / 3, grain: 3, random: random)
        return DemoResponse(fields: [DemoField("Content-Type", "image/png")], body: [.bytes(bytes)])
    }

    /// The start of an MP4 file with bytes that belong to a name: enough for what looks at the first bytes only.
    static func film(_ name: String, count: UInt64 = 4096) -> DemoResponse {
        let head: [UInt8] = [0, 0, 0, 0x18] + Array("ftypisom".utf8) + [0, 0, 2, 0] + Array("isomavc1".utf8)
        let noise = Noise(seed: SeededRandom(seed: 2026, name: name).seedForNoise)
        return DemoResponse(
            fields: [DemoField("Content-Type", "video/mp4")],
            body: [.bytes(head), .noise(noise, offset: 0, count: count)])
    }
}

extension SeededRandom {
    fileprivate var seedForNoise: UInt64 {
        var copy = self
        return copy.next()
    }
}
