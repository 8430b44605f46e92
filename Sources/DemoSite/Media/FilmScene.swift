// SPDX-License-Identifier: EUPL-1.2

/// Half a minute of film: the sun moves, the sails turn, someone cycles past.
struct FilmScene {
    static let columns = 192
    static let rows = 112
    static let picturesPerSecond = 5

    let skyIndex: Int
    let coat: Colour
    let pictures: Int

    /// The MP4 file.
    func encode() -> [UInt8] {
        let writer = H264Writer(columns: Self.columns, rows: Self.rows)
        let container = MP4Writer(
            columns: Self.columns, rows: Self.rows, picturesPerSecond: Self.picturesPerSecond,
            configuration: writer.decoderConfiguration, keyInterval: H264Writer.keyInterval)
        return container.file((0..<pictures).map { writer.slice(picture($0), number: $0) })
    }

    /// What picture number `index` shows; 171 wide for 100 high.
    func scene(_ index: Int) -> Scene {
        var scene = Scene(width: 171)
        let sky = Weather.skies[skyIndex % Weather.skies.count]
        let progress = Double(index) / Double(max(pictures - 1, 1))
        scene.gradient(from: -1, to: 62, sky.top, sky.horizon, steps: 14)
        let arc = (progress - 0.5) * 2
        scene.paint(.circle(20 + progress * 130, 20 + arc * arc * 26, 9), sky.sun)
        Weather.cloud(&scene, 30 + progress * 22, 24, 14, Colour(0xf7f5ee))
        Weather.cloud(&scene, 122 + progress * 14, 36, 10, Colour(0xf7f5ee))
        let green = Colour(0x7f9b5f)
        for step in 0..<14 {
            scene.paint(
                .dome(centre: Point(Double(step) * 13, 62), rx: 10, ry: 2 + Double(step % 3)), green.lighter(-34))
        }
        scene.gradient(from: 62, to: 101, green.lighter(8), green.lighter(-16), steps: 5)
        PolderScene.windmill(&scene, Point(126, 76), 46, turn: index % 8)
        scene.paint(.band(from: 84, to: 94), Colour(0xa4594a))
        scene.paint(.band(from: 94, to: 96), Colour(0xd9cdb8))
        PathScene.cyclist(&scene, Point(-20 + progress * 200, 92), 30, coat)
        return scene
    }

    private func picture(_ index: Int) -> H264Writer.Picture {
        let scene = scene(index)
        let colours = scene.palette.map(Self.components)
        let (columns, rows) = (Self.columns, Self.rows)
        var luma: [UInt8] = []
        var blue: [UInt8] = []
        var red: [UInt8] = []
        luma.reserveCapacity(columns * rows)
        var isEven = true
        SceneRows(scene: scene, columns: columns, rows: rows).forEachRow { runs in
            var x = 0
            for run in runs {
                let colour = colours[Int(run.colour)]
                luma.append(contentsOf: repeatElement(colour.luma, count: run.count))
                if isEven {
                    let samples = (x + run.count + 1) / 2 - (x + 1) / 2
                    blue.append(contentsOf: repeatElement(colour.blue, count: samples))
                    red.append(contentsOf: repeatElement(colour.red, count: samples))
                }
                x += run.count
            }
            isEven.toggle()
        }
        var random = SeededRandom(seed: UInt64(skyIndex), name: "film grain \(index)")
        Self.addGrain(to: &luma, bits: 4, &random)
        Self.addGrain(to: &blue, bits: 3, &random)
        Self.addGrain(to: &red, bits: 3, &random)
        return H264Writer.Picture(columns: columns, luma: luma, blue: blue, red: red)
    }

    /// Film grain: without it a film of flat colours shrinks to a tenth in a gzip member, as no real one does.
    private static func addGrain(to plane: inout [UInt8], bits width: Int, _ random: inout SeededRandom) {
        let mask = (UInt64(1) << width) - 1
        var bits: UInt64 = 0
        for position in plane.indices {
            if position % 16 == 0 { bits = random.next() }
            let value = Int(plane[position]) + Int(bits & mask) - (1 << (width - 1))
            plane[position] = UInt8(min(max(value, 16), 235))
            bits >>= UInt64(width)
        }
    }

    /// ITU-R BT.601, limited range, in whole numbers.
    private static func components(_ colour: Colour) -> (luma: UInt8, blue: UInt8, red: UInt8) {
        let (r, g, b) = (colour.red, colour.green, colour.blue)
        let luma = (66 * r + 129 * g + 25 * b + 128) / 256 + 16
        let blue = (-38 * r - 74 * g + 112 * b + 128 + 32_768) / 256
        let red = (112 * r - 94 * g - 18 * b + 128 + 32_768) / 256
        return (UInt8(min(max(luma, 16), 235)), UInt8(min(max(blue, 16), 240)), UInt8(min(max(red, 16), 240)))
    }
}
