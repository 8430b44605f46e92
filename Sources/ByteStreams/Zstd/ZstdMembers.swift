// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The Zstandard frames of a WARC file, decoded whole where they fit into memory. Skippable frames are passed over.
///
/// Memory: what the limits say, and 8 MiB for a frame that is decoded piece by piece.
package final class ZstdMembers: CompressedMembers {
    package var memberOffset: UInt64 { place }
    package var isInMember: Bool { isInside }
    package var damage: ByteStreamError? { problem }
    package var streamedLength: UInt64 { isWhole ? 0 : stream.frameLength }

    // What is read for every member is private, and not under the names of the protocol, so that no access to it needs a check.
    private var place: UInt64
    private var isInside = false
    private var isWhole = true
    private var problem: ByteStreamError?
    private let window: FileWindow
    private let output: ContentBuffer
    private let dictionary: ZstdDictionary?
    private let decompressor: ZstdDecompressor
    private var wholeLength: UInt64 = 0
    private lazy var inflater = ZstdInflater(dictionary: dictionary)
    private lazy var stream = ZstdFrameReader(file: window.file, offset: 0, dictionary: dictionary)

    /// Frames from that byte of the file on; the file is not closed.
    package init(file: OpenFile, offset: UInt64, dictionary: ZstdDictionary?, limits: MemberLimits = .scanning) {
        window = FileWindow(file: file, offset: offset, capacity: limits.window)
        output = ContentBuffer(limit: limits.content)
        place = offset
        self.dictionary = dictionary
        decompressor = ZstdDecompressor(dictionary: dictionary)
    }

    package func restart(at offset: UInt64) {
        window.seek(to: offset)
        place = offset
        wholeLength = 0
        output.count = 0
        isWhole = true
        isInside = false
        problem = nil
    }

    package func next() throws(ByteStreamError) -> CompressedMember? {
        try leave()
        while true {
            if window.count < 1 << 16, !window.reachesEnd { try window.fill() }
            place = window.offset
            guard window.count > 0 else { return nil }
            let head: ZstdFrameHead
            do throws(ByteStreamError) { head = try ZstdFrameHead(parsing: window.bytes) } catch {
                throw error.at(place, of: window.file.path)
            }
            guard let length = head.skippableFrameLength else { break }
            let size = try window.file.size()
            guard size >= place, length <= size - place else {
                throw ByteStreamError(
                    .truncated, path: window.file.path, offset: place,
                    "the file ends inside a skippable Zstandard frame")
            }
            window.seek(to: place + length)
        }
        isInside = true
        try decode()
        return CompressedMember(
            offset: place, length: wholeLength, content: output.content, isWhole: isWhole, isDamaged: problem != nil)
    }

    package func read(into target: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        isWhole ? 0 : try stream.read(into: target)
    }

    /// Goes behind the current frame.
    private func leave() throws(ByteStreamError) {
        if let problem { throw problem }
        output.count = 0
        isInside = false
        if isWhole {
            window.advance(Int(clamping: wholeLength))
            wholeLength = 0
        } else {
            try stream.skipRest()
            window.seek(to: place + stream.frameLength)
            isWhole = true
        }
    }

    private func decode() throws(ByteStreamError) {
        while true {
            do throws(ByteStreamError) {
                let (length, count) = try decompressor.frame(window.bytes, into: output.room)
                wholeLength = UInt64(length)
                output.count = count
                return
            } catch {
                switch error.code {
                case .tooLarge:
                    guard output.grow() else { return try startStreaming() }
                case .truncated where !window.reachesEnd && window.count <= window.capacity / 2:
                    try window.fill(whole: true)
                default: return try decodeSlowly()
                }
            }
        }
    }

    /// Gets what can be had of a frame that is damaged or cut, unless it is only too large.
    private func decodeSlowly() throws(ByteStreamError) {
        inflater.reset()
        var used = 0
        while true {
            let input = UnsafeRawBufferPointer(rebasing: window.bytes[used...])
            let step: Inflater.Step
            do throws(ByteStreamError) { step = try inflater.step(input, into: output.free) } catch {
                problem = ByteStreamError(
                    .corrupt, path: window.file.path, offset: place + UInt64(used), error.message)
                return
            }
            used += step.consumed
            output.count += step.produced
            if step.isAtEnd { return wholeLength = UInt64(used) }
            if output.isFull {
                guard output.grow() else { return try startStreaming() }
            } else if step.consumed == 0, step.produced == 0 || used == window.count {
                guard window.reachesEnd else { return try startStreaming() }
                problem = ByteStreamError(
                    .truncated, path: window.file.path, offset: place + UInt64(used),
                    "the file ends inside the Zstandard frame that began at \(place)")
                return
            }
        }
    }

    private func startStreaming() throws(ByteStreamError) {
        output.count = 0
        isWhole = false
        stream.restart(at: place)
        _ = try stream.nextFrame()
    }

    package func find(
        from offset: UInt64, upTo end: UInt64, where isWanted: (UnsafeRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> UInt64? {
        restart(at: offset)
        return try window.find(at: Self.candidate, upTo: end) { starts($0, $1, isWanted) }
    }

    package func peekNext(where isWanted: (UnsafeRawBufferPointer) -> Bool) throws(ByteStreamError) -> UInt64? {
        try leave()
        return try window.isStart { starts($0, $1, isWanted) } ? window.offset : nil
    }

    private func starts(
        _ bytes: UnsafeRawBufferPointer, _ preview: UnsafeMutableRawBufferPointer,
        _ isWanted: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        inflater.reset()
        guard let step = try? inflater.step(bytes, into: preview) else { return false }
        return isWanted(UnsafeRawBufferPointer(rebasing: preview[..<step.produced]))
    }

    /// Where the first bytes are that look like the start of a frame with content (RFC 8878 §3.1.1).
    private static func candidate(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = 0
        while index + 3 < bytes.count, let found = memchr(base + index, 0x28, bytes.count - 3 - index) {
            index = UnsafeRawPointer(found) - base
            if bytes[index + 1] == 0xB5, bytes[index + 2] == 0x2F, bytes[index + 3] == 0xFD { return index }
            index += 1
        }
        return nil
    }
}
