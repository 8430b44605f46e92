// SPDX-License-Identifier: EUPL-1.2

import CDeflate
import Glibc

/// The gzip members of a file, decoded whole by libdeflate where they fit into memory.
///
/// libdeflate is twice as fast as zlib, but cannot tell a damaged member from one of which more has to be read: where it fails, zlib
/// decides. Memory: what the limits say.
package final class GzipMembers: CompressedMembers {
    package var memberOffset: UInt64 { place }
    package var isInMember: Bool { isInside }
    package var damage: ByteStreamError? { problem }
    package var streamedLength: UInt64 { isWhole ? 0 : stream.memberLength }

    // What is read for every member is private, and not under the names of the protocol, so that no access to it needs a check.
    private var place: UInt64
    private var isInside = false
    private var isWhole = true
    private var problem: ByteStreamError?
    private let window: FileWindow
    private let output: ContentBuffer
    private let decompressor: OpaquePointer
    private var wholeLength: UInt64 = 0
    private lazy var inflater = Inflater(.gzip)
    private lazy var stream = GzipMemberReader(file: window.file, offset: 0)

    /// Members from that byte of the file on; the file is not closed.
    package init(file: OpenFile, offset: UInt64, limits: MemberLimits = .scanning) {
        window = FileWindow(file: file, offset: offset, capacity: limits.window)
        output = ContentBuffer(limit: limits.content)
        place = offset
        guard let decompressor = libdeflate_alloc_decompressor() else { fatalError("no memory for decompression") }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

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
        // Members are small as a rule: one that is cut by the window's end is tried in vain, so that is made rare.
        if window.count < 1 << 16, !window.reachesEnd { try window.fill() }
        place = window.offset
        let bytes = window.bytes
        guard let first = bytes.first else { return nil }
        guard first == 0x1F, bytes.count == 1 || bytes[1] == 0x8B else {
            throw ByteStreamError(
                .corrupt, path: window.file.path, offset: place,
                "expected a gzip member (1f 8b), found other bytes")
        }
        isInside = true
        try decode()
        return CompressedMember(
            offset: place, length: wholeLength, content: output.content, isWhole: isWhole, isDamaged: problem != nil)
    }

    package func read(into target: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        isWhole ? 0 : try stream.read(into: target)
    }

    /// Goes behind the current member.
    private func leave() throws(ByteStreamError) {
        if let problem { throw problem }
        output.count = 0
        isInside = false
        if isWhole {
            window.advance(Int(clamping: wholeLength))
            wholeLength = 0
        } else {
            try stream.skipRest()
            window.seek(to: place + stream.memberLength)
            isWhole = true
        }
    }

    private func decode() throws(ByteStreamError) {
        while true {
            let bytes = window.bytes
            let room = output.room
            var used = 0
            var produced = 0
            switch libdeflate_gzip_decompress_ex(
                decompressor, bytes.baseAddress, bytes.count, room.baseAddress, room.count, &used, &produced)
            {
            case LIBDEFLATE_SUCCESS:
                wholeLength = UInt64(used)
                output.count = produced
                return
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                guard output.grow() else { return try startStreaming() }
            default:
                guard !window.reachesEnd, window.count <= window.capacity / 2 else { return try decodeSlowly() }
                try window.fill(whole: true)
            }
        }
    }

    /// Lets zlib decide between a member that is damaged, one that is cut, and one that is larger than the window.
    private func decodeSlowly() throws(ByteStreamError) {
        inflater.reset()
        var used = 0
        while true {
            let input = UnsafeRawBufferPointer(rebasing: window.bytes[used...])
            let step: Inflater.Step
            do throws(ByteStreamError) { step = try inflater.step(input, into: output.free) } catch {
                problem = error.at(place + UInt64(used), of: window.file.path)
                return
            }
            used += step.consumed
            output.count += step.produced
            if step.isAtEnd { return wholeLength = UInt64(used) }
            if output.isFull {
                guard output.grow() else { return try startStreaming() }
            } else if used == window.count {
                guard window.reachesEnd else { return try startStreaming() }
                problem = ByteStreamError(
                    .truncated, path: window.file.path, offset: place + UInt64(used),
                    "the file ends inside the gzip member that began at \(place)")
                return
            }
        }
    }

    private func startStreaming() throws(ByteStreamError) {
        output.count = 0
        isWhole = false
        stream.restart(at: place)
        _ = try stream.nextMember()
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

    /// Where the first bytes are that look like the start of a gzip member (RFC 1952 §2.3).
    private static func candidate(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = 0
        while index + 3 < bytes.count, let found = memchr(base + index, 0x1F, bytes.count - 3 - index) {
            index = UnsafeRawPointer(found) - base
            if bytes[index + 1] == 0x8B, bytes[index + 2] == 8, bytes[index + 3] & 0xE0 == 0 { return index }
            index += 1
        }
        return nil
    }
}
