// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

/// Hands out lines of an index, one after the other. Owned by one thread.
protocol IndexLineSource: AnyObject {
    /// The next line without its LF; nil at the end. Valid until the next call.
    /// - Throws: `.malformed`, `.io`.
    func next() throws(CDXError) -> ArraySlice<UInt8>?
    /// The file, and where in it the line given last starts, if that can be said.
    var place: (path: String, offset: UInt64?) { get }
}

/// Reads lines of a file from a byte on, through a buffer of fixed size; a file of gzip members is decoded on the way.
final class IndexLineReader: IndexLineSource {
    /// The bytes a line may have.
    static let lineLimit = 1 << 20

    /// The byte of the file, decoded where it is compressed, at which the line given last starts.
    private(set) var lineOffset: UInt64
    var place: (path: String, offset: UInt64?) { (path, lineOffset) }
    private let path: String
    private let file: OpenFile
    private let members: MemberReader?
    private var buffer: [UInt8] = []
    private var position = 0
    private var fileEnd: UInt64

    /// The lines of a plain file from a byte on.
    init(file: OpenFile, offset: UInt64) {
        self.file = file
        path = file.path
        members = nil
        lineOffset = offset
        fileEnd = offset
    }

    /// All lines of a file, which may be compressed.
    init(whole file: OpenFile) throws(CDXError) {
        self.file = file
        path = file.path
        lineOffset = 0
        fileEnd = 0
        do {
            let isCompressed = try file.read(at: 0, count: 2) == [0x1F, 0x8B]
            members = isCompressed ? MemberReader(gzip: file, offset: 0) : nil
        } catch {
            throw CDXError(error, path: file.path, "cannot read the index")
        }
    }

    /// The next line without its LF; nil at the end of the file.
    /// - Throws: `.malformed` for a line of more than `lineLimit` bytes, `.io`.
    func next() throws(CDXError) -> ArraySlice<UInt8>? {
        lineOffset = fileEnd - UInt64(buffer.count - position)
        var searched = position
        while true {
            if let end = Self.lineFeed(in: buffer, from: searched) {
                let line = buffer[position..<end]
                position = end + 1
                return line
            }
            searched = buffer.count
            guard buffer.count - position <= Self.lineLimit else {
                throw CDXError(
                    .malformed, path: path, offset: lineOffset, "a line of more than \(Self.lineLimit) bytes")
            }
            let more: [UInt8]
            do { more = try read() } catch { throw CDXError(error, path: path, "cannot read the index") }
            if more.isEmpty {
                guard position < buffer.count else { return nil }
                let line = buffer[position...]
                position = buffer.count
                return line
            }
            fileEnd += UInt64(more.count)
            searched -= position
            buffer.removeSubrange(..<position)
            position = 0
            buffer.append(contentsOf: more)
        }
    }

    /// The next bytes; none at the end.
    private func read() throws(ByteStreamError) -> [UInt8] {
        guard let members else { return try file.read(at: fileEnd, count: 1 << 16) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var count = 0
            if members.isInsideMember {
                // Typed errors do not pass through the closure.
                let result = bytes.withUnsafeMutableBytes { target in
                    Result<Int, ByteStreamError> { () throws(ByteStreamError) in try members.read(into: target) }
                }
                count = try result.get()
            }
            if count > 0 { return Array(bytes[..<count]) }
            guard try members.nextMember() else { return [] }
        }
    }

    /// The place of the next LF.
    static func lineFeed(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress, start < all.count else { return nil }
            return memchr(base + start, 0x0A, all.count - start).map { UnsafeRawPointer($0) - base }
        }
    }
}

/// Order of bytes, as `LC_ALL=C sort` has it.
enum ByteOrder {
    /// Whether one line comes before another.
    static func isLess(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in isLess(left, right) } }
    }

    /// Whether one line comes before another.
    static func isLess(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let common = min(left.count, right.count)
        guard common > 0, let one = left.baseAddress, let two = right.baseAddress else {
            return left.count < right.count
        }
        let order = memcmp(one, two, common)
        return order != 0 ? order < 0 : left.count < right.count
    }
}
