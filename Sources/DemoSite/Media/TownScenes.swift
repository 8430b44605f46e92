// SPDX-License-Identifier: EUPL-1.2

/// Canal houses and their reflection.
enum CanalScene {
    static func make(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 150)
        let sky = random.pick(Weather.skies) ?? Weather.skies[0]
        scene.gradient(from: 0, to: 66, sky.top, sky.horizon, steps: 12)
        Weather.cloud(&scene, random.between(20, 130), random.between(10, 20), 12, Colour(0xf7f5ee))
        let quay = 66.0
        let water = sky.top.lighter(-30)
        scene.gradient(from: quay, to: 101, water, water.lighter(26), steps: 5)
        let bricks = [Colour(0x8d4b3c), Colour(0x6f4a3f), Colour(0xa8684a), Colour(0x5b5a56), Colour(0xc7a77b)]
        var x = -3.0
        while x < 150 {
            let width = random.between(13, 20)
            let height = random.between(26, 40)
            let brick = random.pick(bricks) ?? bricks[0]
            house(&scene, x, quay, width, height, brick, &random)
            scene.paint(.rectangle(x, quay + 2, width, height * 0.62), brick.mixed(with: water, 3, of: 5))
            x += width + 0.4
        }
        scene.paint(.rectangle(-1, quay, 152, 2), Colour(0x4c4a48))
        for _ in 0..<30 {
            let (x, y) = (random.between(0, 150), random.between(quay + 4, 100))
            scene.paint(.ellipse(centre: Point(x, y), rx: random.between(3, 12), ry: 0.5), water.lighter(40))
        }
        return scene
    }

    private static func house(
        _ scene: inout Scene, _ x: Double, _ foot: Double, _ width: Double, _ height: Double, _ brick: Colour,
        _ random: inout SeededRandom
    ) {
        let top = foot - height
        scene.paint(.rectangle(x, top, width, height), brick)
        let trim = Colour(0xefe7d6)
        switch random.number(0...2) {
        case 0:
            for step in 0..<4 {
                let inset = width * 0.11 * Double(step)
                scene.paint(.rectangle(x + inset, top - 2.4 * Double(step + 1), width - inset * 2, 2.6), brick)
            }
        case 1:
            scene.paint(
                .polygon([Point(x, top + 0.1), Point(x + width, top + 0.1), Point(x + width / 2, top - 10)]), brick)
            scene.paint(.circle(x + width / 2, top - 3, 1.4), trim)
        default:
            scene.paint(.dome(centre: Point(x + width / 2, top + 0.2), rx: width * 0.36, ry: 9), brick)
            scene.paint(.rectangle(x - 0.3, top - 0.6, width + 0.6, 1.4), trim)
        }
        let (lit, dark) = (Colour(0xffdf9a), Colour(0x39424c))
        let columns = width > 16 ? 3 : 2
        let pitch = width / Double(columns)
        for row in 0..<3 {
            for column in 0..<columns {
                let wx = x + pitch * (Double(column) + 0.5) - pitch * 0.24
                let wy = top + 3 + Double(row) * height * 0.24
                scene.paint(.rectangle(wx - 0.4, wy - 0.4, pitch * 0.48 + 0.8, height * 0.16 + 0.8), trim)
                scene.paint(
                    .rectangle(wx, wy, pitch * 0.48, height * 0.16), random.number(0...3) == 0 ? lit : dark)
            }
        }
        scene.paint(.rectangle(x + width * 0.4, foot - height * 0.2, width * 0.22, height * 0.2), Colour(0x2f5a52))
    }
}

/// A cycle path between trees, with someone on it.
enum PathScene {
    static func make(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 150)
        let sky = random.pick(Weather.skies) ?? Weather.skies[0]
        scene.gradient(from: 0, to: 52, sky.top, sky.horizon, steps: 12)
        scene.paint(.circle(random.between(30, 120), random.between(14, 36), 6.5), sky.sun)
        let grass = random.pick([Colour(0x88a05c), Colour(0x9aa65a), Colour(0x6f9468)]) ?? Colour(0x88a05c)
        scene.paint(.dome(centre: Point(30, 53), rx: 60, ry: 7), grass.lighter(-24))
        scene.paint(.dome(centre: Point(120, 53), rx: 70, ry: 5), grass.lighter(-18))
        scene.gradient(from: 52, to: 101, grass.lighter(6), grass.lighter(-12), steps: 6)
        let vanish = Point(random.between(60, 90), 52)
        let asphalt = Colour(0xa4594a)
        scene.paint(
            .polygon([Point(vanish.x - 0.6, 52), Point(vanish.x + 0.6, 52), Point(112, 101), Point(38, 101)]), asphalt)
        for step in 0..<6 {
            let (near, far) = (Double(step * step + 1) / 37, Double(step * step + step + 1) / 37)
            let x = vanish.x + (75 - vanish.x) * near
            let width = 0.2 + near * 1.6
            scene.paint(.rectangle(x - width / 2, 52 + near * 49, width, max((far - near) * 34, 0.6)), Colour(0xf4ead8))
        }
        for step in (0..<5).reversed() {
            let near = 1 / (1 + Double(step) * 0.9)
            let (foot, height) = (53 + near * 36, 12 + near * 52)
            let crown = random.pick([Colour(0x4f7350), Colour(0x66804a), Colour(0xb98a3c)]) ?? Colour(0x4f7350)
            Weather.tree(&scene, vanish.x - 6 - near * 62, foot, height, crown)
            Weather.tree(&scene, vanish.x + 6 + near * 62, foot, height, crown)
        }
        cyclist(&scene, Point(random.between(68, 86), 82), random.between(13, 17), random.pick(coats) ?? coats[0])
        return scene
    }

    private static let coats = [Colour(0xd9a441), Colour(0x2f6d7a), Colour(0xc4523f), Colour(0x5b4a8a)]

    /// Seen from the side, `size` high, standing on `foot`.
    static func cyclist(_ scene: inout Scene, _ foot: Point, _ size: Double, _ coat: Colour) {
        let (iron, skin) = (Colour(0x2b2f36), Colour(0xd8a27c))
        let radius = size * 0.2
        let (rear, front) = (Point(foot.x - size * 0.28, foot.y - radius), Point(foot.x + size * 0.28, foot.y - radius))
        for wheel in [rear, front] {
            scene.paint(.circle(wheel.x, wheel.y, radius), iron)
            scene.paint(.circle(wheel.x, wheel.y, radius * 0.78), Colour(0xb9786a))
        }
        let saddle = Point(foot.x - size * 0.12, foot.y - size * 0.46)
        let pedal = Point(foot.x, foot.y - size * 0.2)
        let bar = Point(foot.x + size * 0.22, foot.y - size * 0.52)
        for (a, b) in [(rear, saddle), (rear, pedal), (saddle, pedal), (pedal, bar), (bar, front)] {
            scene.paint(.line(a, b, size * 0.035), iron)
        }
        let shoulder = Point(foot.x + size * 0.02, foot.y - size * 0.8)
        scene.paint(.line(saddle, pedal, size * 0.09), Colour(0x33415c))
        scene.paint(.line(saddle, shoulder, size * 0.17), coat)
        scene.paint(.line(shoulder, bar, size * 0.07), coat.lighter(-16))
        scene.paint(.circle(shoulder.x + size * 0.04, shoulder.y - size * 0.12, size * 0.1), skin)
        scene.paint(
            .dome(centre: Point(shoulder.x + size * 0.03, shoulder.y - size * 0.12), rx: size * 0.115, ry: size * 0.11),
            Colour(0x4a3a2f))
    }
}

/// Six by four painted tiles.
enum TileScene {
    static func make(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 150)
        let glaze = Colour(0xf3f1e7)
        let blues = [Colour(0x24508f), Colour(0x3d6ba8), Colour(0x6f95c4)]
        scene.paint(.band(from: -1, to: 101), Colour(0xcdc7b6))
        for row in 0..<4 {
            for column in 0..<6 {
                let (x, y) = (Double(column) * 25 + 0.4, Double(row) * 25 + 0.4)
                let (cx, cy) = (x + 12.1, y + 12.1)
                scene.paint(.rectangle(x, y, 24.2, 24.2), glaze.lighter(random.number(-3...3) * 2))
                for (dx, dy) in [(0.0, 0.0), (24.2, 0.0), (0.0, 24.2), (24.2, 24.2)] {
                    let (ax, ay) = (x + dx + (dx == 0 ? 2.6 : -2.6), y + dy + (dy == 0 ? 2.6 : -2.6))
                    scene.paint(.circle(ax, ay, 2), blues[1])
                    scene.paint(.circle(ax, ay, 1), glaze)
                }
                motif(&scene, cx, cy, blues, random.number(0...3))
            }
        }
        return scene
    }

    private static func motif(_ scene: inout Scene, _ x: Double, _ y: Double, _ blues: [Colour], _ kind: Int) {
        switch kind {
        case 0:
            for (dx, dy) in [(0.0, -4.6), (4.6, 0.0), (0.0, 4.6), (-4.6, 0.0)] {
                scene.paint(
                    .ellipse(centre: Point(x + dx, y + dy), rx: dx == 0 ? 2.2 : 3.8, ry: dy == 0 ? 2.2 : 3.8), blues[0])
            }
            scene.paint(.circle(x, y, 2), blues[2])
        case 1:
            scene.paint(.dome(centre: Point(x, y + 4), rx: 7, ry: 4), blues[2])
            scene.paint(.polygon([Point(x - 0.4, y - 7), Point(x + 5.5, y + 1), Point(x - 0.4, y + 1)]), blues[1])
            scene.paint(
                .polygon([Point(x - 7, y + 2), Point(x + 7, y + 2), Point(x + 4, y + 5.5), Point(x - 4, y + 5.5)]),
                blues[0])
            scene.paint(.rectangle(x - 8, y + 6.4, 16, 0.8), blues[1])
        case 2:
            PolderScene.windmill(&scene, Point(x, y + 8), 12, turn: 2)
            scene.paint(.rectangle(x - 8, y + 7.6, 16, 0.8), blues[0])
        default:
            for radius in [7.4, 5.6, 3.6, 1.6] {
                scene.paint(
                    .circle(x, y, radius), radius == 5.6 || radius == 1.6 ? Colour(0xf3f1e7) : blues[radius > 5 ? 0 : 1]
                )
            }
        }
    }
}

/// A chart with bars, as departments like to post.
enum ChartScene {
    static func make(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 150)
        let paper = random.pick([Colour(0xf6f1e4), Colour(0xe9eff0), Colour(0xf4ece6)]) ?? Colour(0xf6f1e4)
        let ink = random.pick([Colour(0x1f5b68), Colour(0x8a4b3d), Colour(0x4a5d3a)]) ?? Colour(0x1f5b68)
        scene.paint(.band(from: -1, to: 101), paper)
        scene.paint(.rectangle(14, 10, random.between(54, 78), 4.4), ink)
        scene.paint(.rectangle(14, 17, random.between(34, 50), 2.2), ink.mixed(with: paper, 1, of: 2))
        for step in 0..<5 {
            scene.paint(.rectangle(14, 30 + Double(step) * 13, 122, 0.35), ink.mixed(with: paper, 4, of: 5))
        }
        let bars = random.number(6...9)
        let pitch = 122 / Double(bars)
        var height = random.between(12, 24)
        var last = Point(0, 0)
        for index in 0..<bars {
            height = min(max(height + random.between(-4, 12), 8), 50)
            let x = 14 + pitch * Double(index) + pitch * 0.16
            let colour = index == bars - 1 ? Colour(0xe0a33c) : ink.mixed(with: paper, bars - index, of: bars + 3)
            scene.paint(.rectangle(x, 82 - height, pitch * 0.68, height), colour)
            scene.paint(.rectangle(x + pitch * 0.1, 86, pitch * 0.48, 1.8), ink.mixed(with: paper, 1, of: 2))
            let top = Point(x + pitch * 0.34, 76 - height)
            if index > 0 { scene.paint(.line(last, top, 0.9), Colour(0xc4523f)) }
            scene.paint(.circle(top.x, top.y, 1.5), Colour(0xc4523f))
            last = top
        }
        scene.paint(.rectangle(14, 82, 122, 0.8), ink)
        return scene
    }
}
