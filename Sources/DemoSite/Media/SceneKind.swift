// SPDX-License-Identifier: EUPL-1.2

/// What a generated picture shows.
enum SceneKind: String, Sendable, CaseIterable {
    case polder, coast, canal, path, tiles, chart

    /// The picture of this kind that `random` leads to; 150 wide for 100 high.
    func scene(_ random: inout SeededRandom) -> Scene {
        switch self {
        case .polder: PolderScene.make(&random)
        case .coast: CoastScene.make(&random)
        case .canal: CanalScene.make(&random)
        case .path: PathScene.make(&random)
        case .tiles: TileScene.make(&random)
        case .chart: ChartScene.make(&random)
        }
    }
}

/// Skies, clouds and trees that several pictures share.
enum Weather {
    /// Top and horizon of a sky, and its sun.
    static let skies: [(top: Colour, horizon: Colour, sun: Colour)] = [
        (Colour(0x5b9bc0), Colour(0xdfeae4), Colour(0xfff4cf)),
        (Colour(0x7f9fb5), Colour(0xf3d9b8), Colour(0xffe3a3)),
        (Colour(0x3f6f8f), Colour(0xf6c9a0), Colour(0xffd27a)),
        (Colour(0x8fb7c4), Colour(0xf0efe2), Colour(0xfffbe6)),
        (Colour(0x6a7fa0), Colour(0xf2c4b4), Colour(0xffdcb0)),
    ]

    static func cloud(_ scene: inout Scene, _ x: Double, _ y: Double, _ size: Double, _ colour: Colour) {
        scene.paint(.dome(centre: Point(x, y), rx: size, ry: size * 0.42), colour)
        scene.paint(.dome(centre: Point(x - size * 0.55, y), rx: size * 0.6, ry: size * 0.26), colour)
        scene.paint(.dome(centre: Point(x + size * 0.6, y), rx: size * 0.7, ry: size * 0.3), colour)
    }

    static func tree(_ scene: inout Scene, _ x: Double, _ foot: Double, _ height: Double, _ crown: Colour) {
        scene.paint(.rectangle(x - height * 0.03, foot - height * 0.5, height * 0.06, height * 0.5), Colour(0x5a4a3c))
        scene.paint(.ellipse(centre: Point(x, foot - height * 0.66), rx: height * 0.26, ry: height * 0.34), crown)
        scene.paint(
            .ellipse(centre: Point(x - height * 0.07, foot - height * 0.72), rx: height * 0.15, ry: height * 0.2),
            crown.lighter(14))
    }
}

/// Fields, a ditch, a dike and a windmill.
enum PolderScene {
    static func make(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 150)
        let sky = random.pick(Weather.skies) ?? Weather.skies[0]
        let horizon = random.between(54, 62)
        scene.gradient(from: 0, to: horizon, sky.top, sky.horizon)
        let sun = Point(random.between(20, 130), random.between(16, horizon - 8))
        scene.paint(.circle(sun.x, sun.y, 9), sky.horizon.mixed(with: sky.sun, 1, of: 2))
        scene.paint(.circle(sun.x, sun.y, 6), sky.sun)
        for _ in 0..<random.number(2...4) {
            let y = random.between(12, horizon - 16)
            Weather.cloud(&scene, random.between(0, 150), y, random.between(8, 18), Colour(0xf7f5ee))
        }
        let green = random.pick([Colour(0x7c9a5a), Colour(0x6d9164), Colour(0x93a45c)]) ?? Colour(0x7c9a5a)
        for step in 0..<12 {
            let x = Double(step) * 13 + random.between(-3, 3)
            scene.paint(.dome(centre: Point(x, horizon), rx: 9, ry: random.between(2, 4.5)), green.lighter(-34))
        }
        scene.paint(.band(from: horizon, to: 101), green)
        let vanish = Point(random.between(50, 100), horizon)
        for step in stride(from: -6, to: 7, by: 2) {
            let x = vanish.x + Double(step) * 34
            scene.paint(.polygon([vanish, Point(x + 34, 101), Point(x, 101)]), green.lighter(step % 4 == 0 ? 12 : -10))
        }
        let water = sky.top.mixed(with: sky.horizon, 1, of: 3)
        let bank = vanish.x + random.between(-40, 20)
        scene.paint(.polygon([vanish, Point(bank + 34, 101), Point(bank, 101)]), water)
        scene.paint(.polygon([vanish, Point(bank + 20, 101), Point(bank + 14, 101)]), water.lighter(22))
        windmill(
            &scene, Point(vanish.x > 75 ? 34 : 116, horizon + 14), random.between(26, 34), turn: random.number(0...7))
        return scene
    }

    /// A windmill on its foot; `turn` is an eighth of a quarter turn of its sails.
    static func windmill(_ scene: inout Scene, _ foot: Point, _ height: Double, turn: Int) {
        let (dark, light) = (Colour(0x4b3f39), Colour(0xd9cdb8))
        let top = foot.y - height
        scene.paint(
            .polygon([
                Point(foot.x - height * 0.1, top), Point(foot.x + height * 0.1, top),
                Point(foot.x + height * 0.2, foot.y), Point(foot.x - height * 0.2, foot.y),
            ]), dark)
        scene.paint(.dome(centre: Point(foot.x, top + 0.2), rx: height * 0.13, ry: height * 0.14), dark.lighter(-18))
        scene.paint(.rectangle(foot.x - height * 0.05, foot.y - height * 0.16, height * 0.1, height * 0.16), light)
        scene.paint(.rectangle(foot.x - height * 0.03, foot.y - height * 0.55, height * 0.06, height * 0.09), light)
        // Cosine and sine of 11.25 degrees; turning by multiplication keeps to operations with one right answer.
        var direction = Point(0.92387953, 0.38268343)
        for _ in 0..<turn {
            direction = Point(
                direction.x * 0.98078528 - direction.y * 0.19509032, direction.x * 0.19509032 + direction.y * 0.98078528
            )
        }
        let hub = Point(foot.x, top + height * 0.02)
        for _ in 0..<4 {
            let tip = Point(hub.x + direction.x * height * 0.62, hub.y + direction.y * height * 0.62)
            scene.paint(.line(hub, tip, height * 0.025), dark)
            let (sx, sy) = (-direction.y * height * 0.05, direction.x * height * 0.05)
            let from = Point(hub.x + direction.x * height * 0.14 + sx, hub.y + direction.y * height * 0.14 + sy)
            scene.paint(.line(from, Point(tip.x + sx, tip.y + sy), height * 0.085), light)
            direction = Point(-direction.y, direction.x)
        }
    }
}

/// Sea, beach and a lighthouse.
enum CoastScene {
    static func make(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 150)
        let sky = random.pick(Weather.skies) ?? Weather.skies[0]
        scene.gradient(from: 0, to: 50, sky.top, sky.horizon, steps: 12)
        scene.paint(.circle(random.between(30, 120), random.between(18, 46), random.between(5, 8)), sky.sun)
        Weather.cloud(&scene, random.between(10, 140), random.between(14, 30), random.between(10, 16), Colour(0xf7f5ee))
        scene.gradient(from: 50, to: 78, sky.top.lighter(-26), sky.top.mixed(with: sky.horizon, 1, of: 2), steps: 9)
        for _ in 0..<26 {
            let (x, y) = (random.between(0, 150), random.between(52, 77))
            scene.paint(.ellipse(centre: Point(x, y), rx: random.between(2, 10), ry: 0.45), sky.horizon)
        }
        let sand = Colour(0xe2cfa4)
        scene.paint(.band(from: 78, to: 101), sand)
        scene.paint(.ellipse(centre: Point(75, 79), rx: 110, ry: 2.4), sky.horizon.lighter(8))
        scene.paint(.ellipse(centre: Point(75, 82), rx: 120, ry: 2.6), sand)
        let side = random.number(0...1) == 0 ? 26.0 : 122.0
        scene.paint(.dome(centre: Point(side, 101), rx: 52, ry: 30), Colour(0x9aa874))
        scene.paint(.dome(centre: Point(side - 16, 101), rx: 40, ry: 20), Colour(0xb4b583))
        for step in 0..<6 {
            let y = 34 + Double(step) * 6.5
            let (a, b) = (3.4 + Double(step) * 0.35, 3.75 + Double(step) * 0.35)
            scene.paint(
                .polygon([Point(side - a, y), Point(side + a, y), Point(side + b, y + 6.5), Point(side - b, y + 6.5)]),
                step % 2 == 0 ? Colour(0xb9473f) : Colour(0xf4efe4))
        }
        scene.paint(.rectangle(side - 4.4, 32.4, 8.8, 1.8), Colour(0x3a4250))
        scene.paint(.rectangle(side - 2.4, 27.5, 4.8, 5), Colour(0xffe9a6))
        scene.paint(.dome(centre: Point(side, 27.8), rx: 3.2, ry: 3.4), Colour(0x3a4250))
        return scene
    }
}
