// SPDX-License-Identifier: EUPL-1.2

/// A part of a body; large ones are described and not held.
package enum DemoPiece: Sendable {
    case bytes([UInt8])
    /// Bytes `offset ..< offset + count` of an endless, incompressible sequence.
    case noise(Noise, offset: UInt64, count: UInt64)
    /// The same bytes again and again, `count` bytes in all.
    case repeated([UInt8], count: UInt64)
    /// Nothing for some milliseconds.
    case pause(milliseconds: Int)

    /// How many bytes it stands for.
    package var count: UInt64 {
        switch self {
        case .bytes(let bytes): UInt64(bytes.count)
        case .noise(_, _, let count): count
        case .repeated(let bytes, let count): bytes.isEmpty ? 0 : count
        case .pause: 0
        }
    }

    /// Its first bytes.
    package func prefix(_ size: UInt64) -> DemoPiece {
        switch self {
        case .bytes(let bytes): .bytes(Array(bytes.prefix(Int(clamping: size))))
        case .noise(let noise, let offset, let count): .noise(noise, offset: offset, count: min(size, count))
        case .repeated(let bytes, let count): .repeated(bytes, count: min(size, count))
        case .pause: self
        }
    }

    /// At most `limit` of its bytes, from a place in it; fewer only at its end.
    package func bytes(from start: UInt64, count limit: Int) -> [UInt8] {
        guard start < count, limit > 0 else { return [] }
        let size = Int(min(UInt64(limit), count - start))
        switch self {
        case .bytes(let bytes): return Array(bytes[Int(start)..<Int(start) + size])
        case .noise(let noise, let offset, _):
            return noise.bytes(from: offset &+ start, count: size)
        case .repeated(let bytes, _):
            let first = Int(start % UInt64(bytes.count))
            var block = Array(bytes[first...] + bytes[..<first])
            while block.count < size { block += block }
            return Array(block.prefix(size))
        case .pause: return []
        }
    }
}

/// An endless sequence of bytes with random access: one block of 64 KiB again and again, whose first eight bytes are the
/// number of the block. So no two blocks are equal, no window of deflate sees a repetition, and copying is all the work.
package struct Noise: Sendable {
    private static let blockSize: UInt64 = 65_536
    private let block: [UInt8]

    /// The sequence of a seed.
    package init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var block: [UInt8] = []
        block.reserveCapacity(Int(Self.blockSize))
        while block.count < Int(Self.blockSize) { block += random.next().bigEndianBytes }
        self.block = block
    }

    /// `count` bytes from a place; the same whatever pieces they are asked in.
    package func bytes(from offset: UInt64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
            while filled < count {
                let place = offset &+ UInt64(filled)
                let inside = Int(place % Self.blockSize)
                let label = (place / Self.blockSize).bigEndianBytes
                let source = inside < label.count ? label[inside...] : block[inside...]
                let size = min(source.count, count - filled)
                source.withUnsafeBytes { bytes in
                    UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<filled + size]
                    )
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<size]))
                }
                filled += size
            }
        }
    }
}
