// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// What jwarc reads from: the plain file, or the gzip members in it one after the other.
///
/// A read of a compressed file ends where a member does. Checksums are not looked at.
final class JwarcChannel {
    private let feed: FileFeed
    /// Whether the file is compressed.
    let isCompressed: Bool
    /// The members whose head was read.
    private(set) var members = 0
    private let inflater = Inflater(.none)
    private var isInMember = false
    private var input: ArraySlice<UInt8> = []
    private var produced: UInt32 = 0

    init(file: OpenFile) throws(ToolFailure) {
        feed = FileFeed(file: file)
        let start = try feed.readFully(4)
        guard start.isEmpty || start.count == 4 else { throw .stopped("java.io.EOFException") }
        isCompressed = start.starts(with: [0x1F, 0x8B])
        feed.seek(to: 0)
    }

    /// Whether the next byte is the first of a member; also at the beginning, and always in a plain file.
    var isAtMemberBoundary: Bool { !isInMember }

    /// Passes over bytes of a plain file, also beyond its end.
    func skip(_ count: Int64) { feed.seek(to: feed.position &+ UInt64(bitPattern: count)) }

    /// Reads into a buffer; nil at the end. An empty member gives no byte.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ToolFailure) -> Int? {
        guard isCompressed else {
            let part = try feed.read(target.count)
            target.copyBytes(from: part)
            return part.isEmpty ? nil : part.count
        }
        if !isInMember {
            guard try readHead() else { return nil }
            isInMember = true
        }
        var total = 0
        while true {
            if input.isEmpty {
                input = try feed.readFully(8192)[...]
                guard !input.isEmpty else { throw .stopped("java.io.EOFException: unexpected end of gzip stream") }
            }
            let step = try inflate(into: UnsafeMutableRawBufferPointer(rebasing: target[total...]))
            input = input.dropFirst(step.consumed)
            total += step.produced
            produced &+= UInt32(truncatingIfNeeded: step.produced)
            if step.isAtEnd {
                try readTrailer()
                isInMember = false
                return total
            }
            if total == target.count, !input.isEmpty { return total }
            // zlib takes no input without room for output.
            if total == target.count { return total }
        }
    }

    private func inflate(into target: UnsafeMutableRawBufferPointer) throws(ToolFailure) -> Inflater.Step {
        let result = input.withUnsafeBytes { source in
            Result { () throws(ByteStreamError) in try inflater.step(source, into: target) }
        }
        do { return try result.get() } catch { throw .stopped("java.util.zip.ZipException: \(error.message)") }
    }

    private func take(_ count: Int) throws(ToolFailure) -> [UInt8] {
        var bytes = Array(input.prefix(count))
        input = input.dropFirst(bytes.count)
        if bytes.count < count { bytes += try feed.readFully(count - bytes.count) }
        return bytes
    }

    private func readTrailer() throws(ToolFailure) {
        let trailer = try take(8)
        guard trailer.count == 8 else { throw .stopped("java.io.EOFException: reading gzip trailer") }
        let size = trailer[4...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard size == produced else { throw .stopped("java.util.zip.ZipException: gzip uncompressed size mismatch") }
    }

    private func readHead() throws(ToolFailure) -> Bool {
        let head = try take(10)
        if head.isEmpty { return false }
        guard head.count == 10 else { throw .stopped("java.io.EOFException: partial gzip header") }
        guard head[0] == 0x1F, head[1] == 0x8B else {
            throw .stopped("java.util.zip.ZipException: not in gzip format")
        }
        guard head[2] == 8 else {
            throw .stopped("java.util.zip.ZipException: unsupported compression method: \(head[2])")
        }
        if head[3] & 4 != 0 {
            let size = try take(2)
            guard size.count == 2 else { throw .stopped("java.io.EOFException: reading gzip extra") }
            let count = Int(size[0]) | Int(size[1]) << 8
            guard try take(count).count == count else { throw .stopped("java.io.EOFException: reading gzip extra") }
        }
        for flag: UInt8 in [8, 16] where head[3] & flag != 0 {
            while true {
                guard let byte = try take(1).first else { throw .stopped("java.io.EOFException: reading gzip name") }
                if byte == 0 { break }
            }
        }
        if head[3] & 2 != 0, try take(2).count < 2 { throw .stopped("java.io.EOFException: reading gzip header crc") }
        inflater.reset()
        produced = 0
        members += 1
        return true
    }
}
