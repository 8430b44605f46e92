// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

/// The decoded bytes of a WARC file through one window of fixed size: a gzip member at a time, or the plain file.
///
/// Does not know what a record is. Owned by one thread; the window's memory goes away with it.
final class RecordInput {
    let file: OpenFile
    let container: WARCContainer
    /// Whether the current member was begun and its end not reached.
    var isInsideMember: Bool { members?.isInsideMember ?? false }
    /// The offset in the file of the current member; for a plain file, of its first byte that was looked at.
    var memberOffset: UInt64 { members?.memberOffset ?? start }
    /// The compressed length of the current member; 0 until its end was reached, and always in a plain file.
    var memberLength: UInt64 { members?.memberLength ?? 0 }
    /// Whether no byte of the current member was taken yet.
    var isAtMemberStart: Bool { taken == 0 }
    /// In a plain file the offset of the next byte; of a gzip file, that of the current member.
    var offset: UInt64 { container == .plain ? fileEnd - UInt64(end - begin) : memberOffset }

    private let start: UInt64
    private var members: GzipMemberReader?
    private let window = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    private var begin = 0
    private var end = 0
    /// Offset in the plain file behind the last byte in the window.
    private var fileEnd: UInt64
    private var taken: UInt64 = 0

    /// An input at `offset`, where the first bytes tell whether it is compressed.
    init(file: OpenFile, offset: UInt64) throws(ByteStreamError) {
        self.file = file
        start = offset
        fileEnd = offset
        let magic = try file.read(at: offset, count: 2)
        container = magic == [0x1F, 0x8B] ? .gzip : .plain
        if container == .gzip { members = GzipMemberReader(file: file, offset: offset) }
    }

    deinit { window.deallocate() }

    /// The bytes at hand, valid until the next call; empty means that `fill` is needed.
    var available: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: window[begin..<end]) }

    /// Takes bytes that are at hand.
    func take(_ count: Int) {
        let count = min(count, end - begin)
        begin += count
        taken += UInt64(count)
    }

    /// Gets more bytes of the current member or the plain file. False at its end, or when the window is full.
    /// - Throws: `.corrupt`, `.truncated`, `.io`.
    func fill() throws(ByteStreamError) -> Bool {
        if begin == end {
            begin = 0
            end = 0
        } else if begin > 0, end == window.count {
            window.copyMemory(from: available)
            end -= begin
            begin = 0
        }
        guard end < window.count else { return false }
        let free = UnsafeMutableRawBufferPointer(rebasing: window[end...])
        let count: Int
        if let members {
            count = try members.read(into: free)
        } else {
            count = try file.read(at: fileEnd, into: free)
            fileEnd += UInt64(count)
        }
        end += count
        return count > 0
    }

    /// Makes at least `count` bytes available if there are so many; says how many there are. At most half the window.
    func ensure(_ count: Int) throws(ByteStreamError) -> Int {
        while end - begin < count {
            guard try fill() else { break }
        }
        return end - begin
    }

    /// Goes to the next gzip member, past the rest of this one. False at the end of the file and in a plain file.
    /// - Throws: `.corrupt` where something else than a member begins, `.truncated`, `.io`.
    func nextMember() throws(ByteStreamError) -> Bool {
        guard let members else { return false }
        begin = 0
        end = 0
        taken = 0
        return try members.nextMember()
    }

    /// Starts anew at a byte of the file where a gzip member is thought to begin.
    func restart(atMember offset: UInt64) {
        begin = 0
        end = 0
        taken = 0
        members = GzipMemberReader(file: file, offset: offset)
    }

    /// Goes on `count` bytes, without reading them where the file is plain. Returns how many of them there were.
    func skip(_ count: UInt64) throws(ByteStreamError) -> UInt64 {
        var left = count
        while left > 0 {
            if begin == end {
                if container == .plain {
                    let size = try file.size()
                    let step = min(left, size > fileEnd ? size - fileEnd : 0)
                    fileEnd += step
                    taken += step
                    return count - left + step
                }
                guard try fill() else { break }
            }
            let step = Int(clamping: min(left, UInt64(end - begin)))
            take(step)
            left -= UInt64(step)
        }
        return count - left
    }

    /// Moves the bytes of one line, its LF included, to the end of `line`. False if the member or file ended before an LF.
    ///
    /// Stops after `limit` bytes, which then are in `line` without an LF at their end.
    func takeLine(into line: inout [UInt8], limit: Int) throws(ByteStreamError) -> Bool {
        var left = limit
        while left > 0 {
            if begin == end {
                guard try fill() else { return false }
            }
            let part = UnsafeRawBufferPointer(rebasing: window[begin..<min(end, begin + left)])
            guard let base = part.baseAddress else { return false }
            if let found = memchr(base, 0x0A, part.count) {
                let count = UnsafeRawPointer(found) - base + 1
                line.append(contentsOf: part[..<count])
                take(count)
                return true
            }
            line.append(contentsOf: part)
            left -= part.count
            take(part.count)
        }
        return false
    }
}
