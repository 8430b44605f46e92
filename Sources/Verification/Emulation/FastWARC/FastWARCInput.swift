// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The bytes FastWARC parses: those of all gzip members behind one another, or of the plain file.
///
/// A member without content looks like the end of the file. What was decompressed in the same step as damage is lost.
final class FastWARCInput {
    private let feed: FileFeed
    private let inflater: Inflater?
    private var input: ArraySlice<UInt8> = []
    private var isInMember = false
    private var block: ArraySlice<UInt8> = []
    private var output: [UInt8] = []
    private var isAtEnd = false

    init(file: OpenFile) throws(ToolFailure) {
        feed = FileFeed(file: file)
        let magic: [UInt8]
        do { magic = try file.read(at: 0, count: 2) } catch { throw .unreadable(error) }
        inflater = magic == [0x1F, 0x8B] ? Inflater(.gzip) : nil
    }

    /// The bytes at hand; empty at the end.
    func peek() throws(ToolFailure) -> ArraySlice<UInt8> {
        if block.isEmpty, !isAtEnd { try fill() }
        return block
    }

    /// Takes bytes at hand.
    func take(_ count: Int) { block = block.dropFirst(count) }

    private func fill() throws(ToolFailure) {
        guard let inflater else {
            block = try feed.read(1 << 16)
            isAtEnd = block.isEmpty
            return
        }
        if output.isEmpty { output = [UInt8](repeating: 0, count: 1 << 16) }
        while true {
            if input.isEmpty { input = try feed.read(1 << 16) }
            if input.isEmpty {
                isAtEnd = true
                return
            }
            if !isInMember {
                inflater.reset()
                isInMember = true
            }
            let result = input.withUnsafeBytes { source in
                output.withUnsafeMutableBytes { target in
                    Result { () throws(ByteStreamError) in try inflater.step(source, into: target) }
                }
            }
            guard case .success(let step) = result else {
                throw .stopped("OSError: Gzip decompression error: data error")
            }
            input = input.dropFirst(step.consumed)
            block = output[..<step.produced]
            if step.isAtEnd { isInMember = false }
            if step.produced > 0 { return }
            if step.isAtEnd {
                isAtEnd = true
                return
            }
        }
    }

    /// Reads up to and with CR LF CR LF; without it everything that is left. Nothing more than a mebibyte is kept.
    func readHead(limit: UInt64 = .max, _ body: (ArraySlice<UInt8>) -> Void = { _ in }) throws(ToolFailure) -> [UInt8] {
        var head: [UInt8] = []
        var left = limit
        var matched = 0
        while matched < 4, left > 0 {
            let bytes = try peek().prefix(Int(clamping: left))
            guard !bytes.isEmpty else { break }
            var count = 0
            for byte in bytes {
                count += 1
                let wanted: UInt8 = matched % 2 == 0 ? 0x0D : 0x0A
                matched = byte == wanted ? matched + 1 : byte == 0x0D ? 1 : 0
                if matched == 4 { break }
            }
            let part = bytes.prefix(count)
            if head.count < 1 << 20 { head.append(contentsOf: part) }
            body(part)
            take(count)
            left -= UInt64(count)
        }
        return head
    }
}
