// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

/// Reads lines of a file from a byte on, through a buffer of fixed size. Owned by one thread.
final class IndexLineReader {
    /// The bytes a line may have.
    static let lineLimit = 1 << 20

    /// The byte of the file at which the line given last starts.
    private(set) var lineOffset: UInt64
    /// The file as it was named.
    var path: String { file.path }
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var position = 0
    private var fileEnd: UInt64

    init(file: OpenFile, offset: UInt64) {
        self.file = file
        lineOffset = offset
        fileEnd = offset
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
                    .malformed, path: file.path, offset: lineOffset, "a line of more than \(Self.lineLimit) bytes")
            }
            let more: [UInt8]
            do { more = try file.read(at: fileEnd, count: 1 << 16) } catch {
                throw CDXError(error, path: file.path, "cannot read the index")
            }
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

    private static func lineFeed(in bytes: [UInt8], from start: Int) -> Int? {
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
