// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

/// The decoded bytes of a WARC file: a compressed member at a time, or the plain file through a window.
///
/// Does not know what a record is. Owned by one thread; its memory, bounded whatever the file says, goes away with it.
final class RecordInput {
    let file: OpenFile
    let container: WARCContainer
    /// Why the dictionary at the start of a zstd file cannot be used.
    private(set) var dictionaryProblem: ByteStreamError?
    /// The offset in the file of the current member; for a plain file, of its first byte that was looked at.
    private(set) var memberOffset: UInt64
    /// The compressed length of the current member; 0 until its end was reached, and always in a plain file.
    var memberLength: UInt64 { isWhole ? wholeLength : members?.streamedLength ?? 0 }
    /// Whether there is a current member.
    private(set) var isInMember = false
    /// What is known to be wrong with the content of the current member.
    var memberDamage: ByteStreamError? { isMemberDamaged ? members?.damage : nil }
    /// Whether something is.
    private(set) var isMemberDamaged = false
    /// In a plain file the offset of the next byte; of a compressed one, that of the current member.
    var offset: UInt64 { members == nil ? fileEnd - UInt64(end - begin) : memberOffset }

    private var wholeLength: UInt64 = 0
    private let members: CompressedMembers?
    /// Whether the bytes at hand are all of the member, in the memory of `members`; otherwise they are in `window`.
    private var isWhole = false
    private var base: UnsafeRawPointer?
    private var begin = 0
    private var end = 0
    private var window = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// Offset in the plain file behind the last byte in the window.
    private var fileEnd: UInt64
    /// How many bytes of a plain file are read next: few after a jump, more as reading goes on.
    private var pieceSize = RecordInput.smallPiece

    private static let smallPiece = 1 << 15
    /// Twice what an HTTP head may have, so that one can be looked at as a whole.
    private static let windowSize = 1 << 19

    /// An input at `offset`, where the first bytes tell whether it is compressed.
    init(file: OpenFile, offset: UInt64, limits: MemberLimits) throws(ByteStreamError) {
        self.file = file
        memberOffset = offset
        fileEnd = offset
        let magic = try file.read(at: offset, count: 4)
        if magic.starts(with: [0x1F, 0x8B]) {
            container = .gzip
            members = CompressedMembers(gzip: file, offset: offset, limits: limits)
        } else if magic.count == 4, magic.withUnsafeBytes({ ZstdFrameHead.couldStart($0) }) {
            container = .zstd
            var dictionary: ZstdDictionary?
            do throws(ByteStreamError) { dictionary = try ZstdDictionary.atStart(of: file)?.dictionary } catch {
                guard error.code != .io else { throw error }
                dictionaryProblem = error
            }
            members = CompressedMembers(zstd: file, offset: offset, dictionary: dictionary, limits: limits)
        } else {
            container = .plain
            members = nil
        }
    }

    deinit { window.deallocate() }

    /// The bytes at hand, valid until the next call; empty means that `fill` is needed.
    var available: UnsafeRawBufferPointer {
        guard let base else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: base + begin, count: end - begin)
    }

    /// Takes bytes that are at hand.
    func take(_ count: Int) { begin += min(count, end - begin) }

    /// Gets more bytes of the current member or the plain file. False at its end, or when the window is full.
    /// - Throws: `.corrupt`, `.truncated`, `.tooLarge`, `.io`.
    func fill() throws(ByteStreamError) -> Bool {
        if isWhole {
            if let damage = memberDamage { throw damage }
            return false
        }
        if window.isEmpty { window = .allocate(byteCount: Self.windowSize, alignment: 64) }
        base = UnsafeRawPointer(window.baseAddress)
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
            count = try file.read(at: fileEnd, into: UnsafeMutableRawBufferPointer(rebasing: free.prefix(pieceSize)))
            fileEnd += UInt64(count)
            pieceSize = min(pieceSize * 2, Self.windowSize)
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

    /// Whether no byte of the member or the plain file is left. Reads what stands behind the last one, so that damage shows.
    func isAtEnd() throws(ByteStreamError) -> Bool { try ensure(1) == 0 }

    /// Goes to the next member, past the rest of this one. False at the end of the file and in a plain file.
    /// - Throws: `.corrupt` where something else than a member begins, `.truncated`, `.io`.
    func nextMember() throws(ByteStreamError) -> Bool {
        guard let members else { return false }
        leaveMember()
        let next: CompressedMember?
        do throws(ByteStreamError) { next = try members.next() } catch {
            // Either something else begins here, or the member before cannot be left because it is damaged.
            memberOffset = members.memberOffset
            isInMember = members.isInMember
            isMemberDamaged = members.damage != nil
            throw error
        }
        guard let next else {
            memberOffset = members.memberOffset
            return false
        }
        memberOffset = next.offset
        wholeLength = next.length
        isWhole = next.isWhole
        isMemberDamaged = next.isDamaged
        isInMember = true
        if isWhole {
            base = next.content.baseAddress
            end = next.content.count
        }
        return true
    }

    private func leaveMember() {
        begin = 0
        end = 0
        isWhole = true
        isInMember = false
        isMemberDamaged = false
        wholeLength = 0
    }

    /// Starts anew at a byte of the file where a member is thought to begin; `nextMember` comes first.
    func restart(at offset: UInt64) {
        leaveMember()
        memberOffset = offset
        members?.restart(at: offset)
    }

    /// Looks for a member that starts in the wanted way; `restart` must follow.
    /// - Throws: `.io`.
    func findMember(
        from offset: UInt64, upTo limit: UInt64 = .max, where isWanted: (UnsafeRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> UInt64? {
        try members?.find(from: offset, upTo: limit, where: isWanted)
    }

    /// Leaves the current member, and says where the next one begins if it begins in the wanted way.
    /// - Throws: What is wrong with the current member; `.io`.
    func peekNextMember(where isWanted: (UnsafeRawBufferPointer) -> Bool) throws(ByteStreamError) -> UInt64? {
        guard let members else { return nil }
        do throws(ByteStreamError) {
            let next = try members.peekNext(where: isWanted)
            leaveMember()
            return next
        } catch {
            isMemberDamaged = members.damage != nil
            throw error
        }
    }

    /// Goes on `count` bytes, without reading them where the file is plain. Returns how many of them there were.
    func skip(_ count: UInt64) throws(ByteStreamError) -> UInt64 {
        var left = count
        while true {
            let step = Int(clamping: min(left, UInt64(end - begin)))
            begin += step
            left -= UInt64(step)
            guard left > 0 else { return count }
            if container == .plain {
                let size = try file.size()
                let jump = min(left, size > fileEnd ? size - fileEnd : 0)
                fileEnd += jump
                pieceSize = Self.smallPiece
                return count - left + jump
            }
            guard try fill() else { return count - left }
        }
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
            let part = UnsafeRawBufferPointer(rebasing: available.prefix(left))
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

    /// Passes over line ends; says how many bytes they were.
    func skipLineEnds() throws(ByteStreamError) -> UInt64 {
        var skipped: UInt64 = 0
        while true {
            let bytes = available
            var count = 0
            while count < bytes.count, bytes[count] == 0x0D || bytes[count] == 0x0A { count += 1 }
            begin += count
            skipped += UInt64(count)
            if count < bytes.count { return skipped }
            guard try fill() else { return skipped }
        }
    }
}
