// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Draws a scene at a size, one row of palette indices at a time.
struct SceneRows {
    let columns: Int
    let rows: Int
    private let scene: Scene
    private let scale: Double

    init(scene: Scene, columns: Int, rows: Int) {
        (self.scene, self.columns, self.rows) = (scene, columns, rows)
        scale = 100 / Double(max(rows, 1))
    }

    /// Calls `body` for each row from the top with the runs of equal colour in it.
    func forEachRow(_ body: (_ runs: [Run]) -> Void) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: columns + 8, alignment: 8)
        defer { buffer.deallocate() }
        guard let row = buffer.baseAddress else { return }
        var runs: [Run] = []
        for index in 0..<rows {
            memset(row, 0, columns + 8)
            draw(index, into: row)
            runs.removeAll(keepingCapacity: true)
            var start = 0
            while start < columns {
                let colour = row.load(fromByteOffset: start, as: UInt8.self)
                let end = endOfRun(row, start, colour)
                runs.append(Run(colour: colour, count: end - start))
                start = end
            }
            body(runs)
        }
    }

    private func draw(_ index: Int, into row: UnsafeMutableRawPointer) {
        let y = (Double(index) + 0.5) * scale
        for (shape, colour) in scene.shapes {
            guard let stretch = shape.stretch(at: y) else { continue }
            let from = Int(min(max(stretch.from / scale, 0), Double(columns)).rounded())
            let to = Int(min(max(stretch.to / scale, 0), Double(columns)).rounded())
            if from < to { memset(row + from, Int32(colour), to - from) }
        }
    }

    /// Eight pixels at a time: a debug build spends most of its time here.
    private func endOfRun(_ row: UnsafeMutableRawPointer, _ start: Int, _ colour: UInt8) -> Int {
        let pattern = UInt64(colour) &* 0x0101_0101_0101_0101
        var end = start + 1
        while end < columns {
            let difference = UInt64(littleEndian: row.loadUnaligned(fromByteOffset: end, as: UInt64.self)) ^ pattern
            if difference != 0 { return min(end + difference.trailingZeroBitCount / 8, columns) }
            end += 8
        }
        return min(end, columns)
    }

    /// Neighbouring pixels of one colour.
    struct Run {
        var colour: UInt8
        var count: Int
    }
}
