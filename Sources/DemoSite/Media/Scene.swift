// SPDX-License-Identifier: EUPL-1.2

/// A colour of a picture, eight bits a channel.
struct Colour: Sendable, Hashable {
    var red, green, blue: Int

    /// `0xRRGGBB`.
    init(_ hex: Int) { (red, green, blue) = (hex >> 16 & 255, hex >> 8 & 255, hex & 255) }

    init(red: Int, green: Int, blue: Int) {
        (self.red, self.green, self.blue) = (min(max(red, 0), 255), min(max(green, 0), 255), min(max(blue, 0), 255))
    }

    /// The colour `step / steps` of the way to another.
    func mixed(with other: Colour, _ step: Int, of steps: Int) -> Colour {
        Colour(
            red: red + (other.red - red) * step / steps, green: green + (other.green - green) * step / steps,
            blue: blue + (other.blue - blue) * step / steps)
    }

    func lighter(_ amount: Int) -> Colour { Colour(red: red + amount, green: green + amount, blue: blue + amount) }

    var hex: String {
        let digits = String((1 << 24) | red << 16 | green << 8 | blue, radix: 16)
        return "#" + digits.dropFirst()
    }
}

/// A point of a scene, in hundredths of its height.
struct Point: Sendable {
    var x, y: Double
    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// A flat shape, drawn row by row; a row meets it in one stretch at most.
enum Shape: Sendable {
    /// Everything between two heights.
    case band(from: Double, to: Double)
    case ellipse(centre: Point, rx: Double, ry: Double)
    /// The half of an ellipse above its centre (hills, clouds).
    case dome(centre: Point, rx: Double, ry: Double)
    /// Corners of a convex polygon, in order.
    case polygon([Point])

    static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Shape {
        .polygon([Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)])
    }

    static func circle(_ x: Double, _ y: Double, _ radius: Double) -> Shape {
        .ellipse(centre: Point(x, y), rx: radius, ry: radius)
    }

    /// A straight stroke of the given thickness.
    static func line(_ a: Point, _ b: Point, _ thickness: Double) -> Shape {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 0.001)
        let (nx, ny) = (-dy / length * thickness / 2, dx / length * thickness / 2)
        return .polygon([
            Point(a.x + nx, a.y + ny), Point(b.x + nx, b.y + ny), Point(b.x - nx, b.y - ny), Point(a.x - nx, a.y - ny),
        ])
    }

    /// The stretch that the row at height `y` meets. Only additions, products, quotients and square roots, which
    /// IEEE 754 fixes to the last bit, so that each machine draws the same picture.
    func stretch(at y: Double) -> (from: Double, to: Double)? {
        switch self {
        case .band(let from, let to):
            return y >= from && y < to ? (-1e6, 1e6) : nil
        case .ellipse(let centre, let rx, let ry):
            let dy = (y - centre.y) / ry
            guard dy > -1, dy < 1 else { return nil }
            let half = rx * (1 - dy * dy).squareRoot()
            return (centre.x - half, centre.x + half)
        case .dome(let centre, let rx, let ry):
            guard y <= centre.y else { return nil }
            return Shape.ellipse(centre: centre, rx: rx, ry: ry).stretch(at: y)
        case .polygon(let corners):
            return Self.crossing(corners, y)
        }
    }

    private static func crossing(_ corners: [Point], _ y: Double) -> (from: Double, to: Double)? {
        var from = Double.infinity
        var to = -Double.infinity
        for index in corners.indices {
            let (a, b) = (corners[index], corners[index + 1 == corners.count ? 0 : index + 1])
            guard (a.y <= y) != (b.y <= y) else { continue }
            let x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)
            from = min(from, x)
            to = max(to, x)
        }
        return from < to ? (from, to) : nil
    }
}

/// A picture without a size: shapes in painting order over a palette. Heights run from 0 to 100, widths from 0 to `width`.
struct Scene: Sendable {
    let width: Double
    private(set) var palette: [Colour] = []
    private(set) var shapes: [(shape: Shape, colour: UInt8)] = []

    init(width: Double) { self.width = width }

    mutating func paint(_ shape: Shape, _ colour: Colour) {
        let known = palette.firstIndex(of: colour)
        if known == nil, palette.count < Self.colourLimit { palette.append(colour) }
        shapes.append((shape, UInt8(known ?? palette.count - 1)))
    }

    /// A sky or a sea: as many bands as `steps`, from one colour to the other.
    mutating func gradient(from top: Double, to bottom: Double, _ first: Colour, _ last: Colour, steps: Int = 14) {
        let height = (bottom - top) / Double(steps)
        for step in 0..<steps {
            let y = top + height * Double(step)
            paint(.band(from: y, to: y + height + 0.001), first.mixed(with: last, step, of: max(steps - 1, 1)))
        }
    }

    /// 46 colours with two variants each stay below 144, the shorter codes of deflate.
    private static let colourLimit = 46
}
