// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Puts pieces of the input into members or frames with right checksums, and reads that as a file.
///
/// The first byte says how, the bytes 0xFF behind it are where one piece ends and the next begins.
enum MembersTarget {
    static func run(_ bytes: [UInt8]) throws {
        guard let how = bytes.first else { return }
        let pieces = bytes.dropFirst().split(separator: 0xFF, maxSplits: 64, omittingEmptySubsequences: false).map {
            Array($0)
        }
        var file = try file(of: pieces, how)
        // Half of the inputs lose their end, or a bit.
        let place = file.isEmpty ? 0 : Int(how >> 5) * 31 % file.count
        if how & 0x08 != 0 { file.removeLast(place) }
        if how & 0x10 != 0, !file.isEmpty { file[file.count - 1 - place % file.count] ^= 1 << (how >> 5) }
        try ReaderTarget.run(file)
        if how & 0x18 == 0 { try checkContainers(pieces) }
    }

    private static func file(of pieces: [[UInt8]], _ how: UInt8) throws -> [UInt8] {
        switch how & 0x07 {
        case 0, 1: return try gzip(pieces)
        case 2: return try gzip([Array(pieces.joined())])
        case 3: return Array(pieces.joined())
        // Bytes between members, or an empty member.
        case 4: return try gzip(pieces.dropLast()) + (pieces.last ?? [])
        case 5: return (pieces.first ?? []) + (try gzip(Array(pieces.dropFirst())))
        case 6: return try zstd([Array(pieces.joined())])
        default: return try zstd(pieces)
        }
    }

    /// The same pieces hold the same records whatever they are packed into.
    private static func checkContainers(_ pieces: [[UInt8]]) throws {
        let gzip = MemoryFile(try gzip(pieces))
        let zstd = MemoryFile(try zstd(pieces))
        guard try WARCReader(path: zstd.path).container == .zstd else { return }
        let (left, _) = try RecordTrace.walk(gzip.path) { _ in }
        let (right, _) = try RecordTrace.walk(zstd.path) { _ in }
        Property.equal(left.map(\.header), right.map(\.header), "gzip and zstd hold other records")
        Property.equal(left.map(\.isAligned), right.map(\.isAligned), "gzip and zstd align other records")
    }

    private static func gzip(_ pieces: [[UInt8]]) throws -> [UInt8] {
        let compressor = GzipCompressor(level: 1)
        return try pieces.flatMap { try compressor.member($0) }
    }

    private static func zstd(_ pieces: [[UInt8]]) throws -> [UInt8] {
        let compressor = ZstdCompressor(level: 1)
        return try pieces.flatMap { try compressor.frame($0) }
    }
}
