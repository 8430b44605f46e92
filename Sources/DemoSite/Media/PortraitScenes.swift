// SPDX-License-Identifier: EUPL-1.2

/// Square pictures of invented people, and of a department.
enum PortraitScene {
    static func person(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 100)
        let grounds = [Colour(0xbfd5d3), Colour(0xe8cf9f), Colour(0xd7c3d6), Colour(0xc9d8b2), Colour(0xe6beac)]
        let skins = [Colour(0xf0c8a4), Colour(0xd9a179), Colour(0xa8714e), Colour(0x7a4e37)]
        let hairs = [Colour(0x3a2b24), Colour(0x8a5a34), Colour(0xd8b36a), Colour(0x9b9b98), Colour(0x7c2f22)]
        let coats = [Colour(0x24506b), Colour(0x6b2f3f), Colour(0x3f6148), Colour(0x4b4a66), Colour(0xb5772f)]
        let ground = random.pick(grounds) ?? grounds[0]
        let skin = random.pick(skins) ?? skins[0]
        let hair = random.pick(hairs) ?? hairs[0]
        let coat = random.pick(coats) ?? coats[0]
        scene.gradient(from: -1, to: 101, ground.lighter(14), ground.lighter(-14), steps: 10)
        let long = random.number(0...1) == 0
        if long {
            scene.paint(.ellipse(centre: Point(50, 50), rx: 25, ry: 33), hair)
            scene.paint(.rectangle(26, 48, 48, 26), hair)
        }
        scene.paint(.dome(centre: Point(50, 104), rx: 39, ry: 33), coat)
        scene.paint(.polygon([Point(40, 72), Point(60, 72), Point(50, 92)]), Colour(0xf6f1e6))
        scene.paint(.rectangle(43, 58, 14, 17), skin.lighter(-16))
        scene.paint(.ellipse(centre: Point(50, 46), rx: 18.5, ry: 22), skin)
        scene.paint(.dome(centre: Point(50, 38), rx: 20, ry: 18), hair)
        if random.number(0...1) == 0 {
            scene.paint(.polygon([Point(50, 24), Point(69, 37), Point(66, 46), Point(52, 36)]), hair)
        } else {
            scene.paint(.polygon([Point(50, 24), Point(31, 37), Point(34, 46), Point(48, 36)]), hair)
        }
        for x in [43.0, 57.0] {
            scene.paint(.ellipse(centre: Point(x, 48), rx: 1.9, ry: 2.4), Colour(0x2b2622))
            scene.paint(.rectangle(x - 3.4, 42, 6.8, 1.2), hair.lighter(-10))
        }
        scene.paint(.ellipse(centre: Point(50, 59), rx: 6, ry: 2.6), Colour(0xb3574d))
        scene.paint(.rectangle(43, 55.6, 14, 3), skin)
        if random.number(0...2) == 0 {
            for x in [43.0, 57.0] {
                scene.paint(.rectangle(x - 5.4, 44.6, 10.8, 0.9), Colour(0x33302d))
                scene.paint(.rectangle(x - 5.4, 51.6, 10.8, 0.9), Colour(0x33302d))
                scene.paint(.rectangle(x - 5.6, 44.6, 0.9, 7.8), Colour(0x33302d))
                scene.paint(.rectangle(x + 4.7, 44.6, 0.9, 7.8), Colour(0x33302d))
            }
        }
        return scene
    }

    /// The mark of the invented ministry: a sun above a dike and water.
    static func department() -> Scene {
        var scene = Scene(width: 100)
        scene.gradient(from: -1, to: 62, Colour(0x154a63), Colour(0x2d7388), steps: 10)
        scene.paint(.circle(50, 44, 24), Colour(0xf2b84b))
        scene.paint(.circle(50, 44, 17), Colour(0xffdc86))
        scene.paint(.band(from: 56, to: 101), Colour(0x2d7388))
        scene.paint(.dome(centre: Point(50, 72), rx: 74, ry: 18), Colour(0x6f9a5b))
        scene.paint(.band(from: 72, to: 78), Colour(0xf3efe2))
        scene.paint(.band(from: 78, to: 84), Colour(0x2d7388))
        scene.paint(.band(from: 84, to: 90), Colour(0xf3efe2))
        scene.paint(.band(from: 90, to: 101), Colour(0x154a63))
        return scene
    }

    /// A wide landscape, four times as wide as high, for the head of a profile.
    static func banner(_ random: inout SeededRandom) -> Scene {
        var scene = Scene(width: 400)
        let sky = random.pick(Weather.skies) ?? Weather.skies[0]
        scene.gradient(from: 0, to: 66, sky.top, sky.horizon, steps: 16)
        scene.paint(.circle(random.between(60, 340), random.between(26, 50), 12), sky.sun)
        for _ in 0..<6 {
            let y = random.between(16, 46)
            Weather.cloud(&scene, random.between(0, 400), y, random.between(14, 30), Colour(0xf7f5ee))
        }
        let green = Colour(0x7f9b5f)
        for step in 0..<30 {
            let x = Double(step) * 14 + random.between(-4, 4)
            scene.paint(.dome(centre: Point(x, 66), rx: 11, ry: random.between(2, 6)), green.lighter(-36))
        }
        scene.gradient(from: 66, to: 101, green.lighter(10), green.lighter(-16), steps: 6)
        scene.paint(.polygon([Point(-1, 84), Point(401, 74), Point(401, 82), Point(-1, 96)]), sky.top.lighter(14))
        for _ in 0..<3 {
            PolderScene.windmill(
                &scene, Point(random.between(20, 380), random.between(70, 76)), random.between(22, 34),
                turn: random.number(0...7))
        }
        return scene
    }
}
