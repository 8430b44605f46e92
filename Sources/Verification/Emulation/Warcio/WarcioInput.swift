// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The bytes warcio parses, through its buffered reader: blocks of 16 KiB, decompressed as a whole or not at all.
///
/// A block whose decompression fails counts for nothing; if it is the first of a member, warcio takes the rest of the file
/// for uncompressed. The end of a member looks like the end of the file until `nextMember`.
final class WarcioInput: WarcioLines {
    private let feed: FileFeed
    private var inflater: Inflater? = Inflater(.gzip)
    private var isEnded = false
    private var isBroken = false
    private var unused: [UInt8] = []
    private var starting: [UInt8]?
    /// Decompressed bytes since the member began.
    private var produced = 0
    private var block: [UInt8] = []
    private var position = 0
    private static let blockSize = 16384
    /// Bytes kept of a line; what is longer is passed over.
    static let lineLimit = 1 << 16

    init(feed: FileFeed) { self.feed = feed }

    /// Whether warcio still takes the file for compressed.
    var isCompressed: Bool { inflater != nil }

    private var isEmpty: Bool { position >= block.count }

    /// Goes to the next member if its beginning was read already.
    func nextMember() -> Bool {
        guard inflater != nil, !unused.isEmpty else { return false }
        starting = unused
        unused = []
        inflater = Inflater(.gzip)
        isEnded = false
        isBroken = false
        produced = 0
        return true
    }

    /// Gives the decompressor up, as warcio does at the end of its work.
    func close() { inflater = nil }

    /// At most `limit` of the bytes at hand; empty at the end.
    func read(_ limit: Int) throws(ToolFailure) -> ArraySlice<UInt8> {
        try fill()
        guard !isEmpty else { return [] }
        let part = block[position..<position + min(block.count - position, limit)]
        position += part.count
        return part
    }

    /// At most `limit` of the bytes at hand, up to the next LF and with it; empty at the end.
    func readUpToLineFeed(_ limit: Int) throws(ToolFailure) -> ArraySlice<UInt8> {
        try fill()
        guard !isEmpty else { return [] }
        let rest = block[position..<position + min(block.count - position, limit)]
        let part = rest.firstIndex(of: 0x0A).map { rest[...$0] } ?? rest
        position += part.count
        return part
    }

    func nextLine() throws(ToolFailure) -> (count: Int, bytes: [UInt8]) {
        var line: [UInt8] = []
        var count = 0
        while true {
            let part = try readUpToLineFeed(Int.max)
            if part.isEmpty { break }
            if line.count < Self.lineLimit { line.append(contentsOf: part) }
            count += part.count
            if part.last == 0x0A { break }
        }
        return (count, line)
    }

    private func fill() throws(ToolFailure) {
        guard isEmpty, unused.isEmpty else { return }
        var data: [UInt8]
        if let starting { data = starting } else { data = try feed.readFully(Self.blockSize) }
        starting = nil
        take(data)
        while !data.isEmpty, inflater != nil, unused.isEmpty, isEmpty {
            data = try feed.readFully(Self.blockSize)
            take(data)
        }
    }

    private func take(_ data: [UInt8]) {
        position = 0
        block = data.isEmpty ? [] : decompress(data)
        produced += block.count
    }

    private func decompress(_ data: [UInt8]) -> [UInt8] {
        guard let inflater else { return data }
        if isEnded {
            unused.append(contentsOf: data)
            return []
        }
        guard !isBroken else { return [] }
        var output: [UInt8] = []
        var input = data[...]
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        do {
            while true {
                let step = try input.withUnsafeBytes { try inflater.step($0, into: scratch) }
                input = input.dropFirst(step.consumed)
                output.append(contentsOf: scratch[..<step.produced])
                if step.isAtEnd {
                    isEnded = true
                    unused = Array(input)
                    return output
                }
                if step.consumed == 0, step.produced == 0 { return output }
            }
        } catch {
            guard produced == 0 else {
                isBroken = true
                return []
            }
            self.inflater = nil
            return data
        }
    }
}
