// SPDX-License-Identifier: EUPL-1.2

/// A file of compressed members, one after the other: gzip members or Zstandard frames, of which skippable ones are passed over.
///
/// A member of usual size is decoded whole, into memory that is used again for the next; a larger one is handed over piece by piece.
/// Owned by one thread at a time. Memory is bounded whatever the file says: what the limits say, and 8 MiB for a Zstandard frame that
/// is decoded piece by piece.
package final class CompressedMembers {
    /// The offset in the file of the first byte of the current member, or where none was found.
    package var memberOffset: UInt64 { place }
    /// Whether there is a current member; false before the first, at the end, and where something else than a member begins.
    package var isInMember: Bool { isInside }
    /// What is wrong with a whole member behind its content: `.corrupt` or `.truncated`, at the offset that decoding came to; nil if its
    /// checksum is right.
    package var damage: ByteStreamError? { problem }
    /// The compressed bytes of a current member that is not whole; 0 until its end was reached.
    package var streamedLength: UInt64 { isWhole ? 0 : stream.memberLength }

    // What is read for every member is private, so that no access to it needs a check.
    private var place: UInt64
    private var isInside = false
    private var isWhole = true
    private var problem: ByteStreamError?
    private var wholeLength: UInt64 = 0
    private let window: FileWindow
    private let output: ContentBuffer
    private let format: any MemberFormat
    private lazy var inflater = format.makeInflater()
    private lazy var stream = MemberReader(file: window.file, offset: 0, format: format)

    private init(file: OpenFile, offset: UInt64, format: any MemberFormat, limits: MemberLimits) {
        window = FileWindow(file: file, offset: offset, capacity: limits.window)
        output = ContentBuffer(limit: limits.content)
        place = offset
        self.format = format
    }

    /// The gzip members from that byte of the file on; the file is not closed.
    package convenience init(gzip file: OpenFile, offset: UInt64, limits: MemberLimits = .scanning) {
        self.init(file: file, offset: offset, format: GzipFormat(), limits: limits)
    }

    /// The Zstandard frames from that byte of the file on; the file is not closed.
    package convenience init(
        zstd file: OpenFile, offset: UInt64, dictionary: ZstdDictionary?, limits: MemberLimits = .scanning
    ) {
        self.init(file: file, offset: offset, format: ZstdFormat(dictionary: dictionary), limits: limits)
    }

    /// Starts anew at a byte where a member is thought to begin; `next` comes first.
    package func restart(at offset: UInt64) {
        window.seek(to: offset)
        place = offset
        wholeLength = 0
        output.count = 0
        isWhole = true
        isInside = false
        problem = nil
    }

    /// Goes to the next member; nil at the end of the file.
    ///
    /// - Throws: `.corrupt` where something else than a member begins; what was wrong with the member before, which stays; `.io`.
    package func next() throws(ByteStreamError) -> CompressedMember? {
        try leave()
        guard try start() else { return nil }
        try decode()
        return CompressedMember(
            offset: place, length: wholeLength, content: output.content, isWhole: isWhole, isDamaged: problem != nil)
    }

    /// The next bytes of a member that is not whole; 0 at its end.
    /// - Throws: `.truncated`, `.corrupt`, `.io`; the same again when called again.
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

    /// Goes to the first byte of the next member.
    private func start() throws(ByteStreamError) -> Bool {
        defer { place = window.offset }
        isInside = try window.goToMember(of: format)
        return isInside
    }

    private func decode() throws(ByteStreamError) {
        while true {
            switch format.decode(window.bytes, into: output.room) {
            case .done(let length, let count):
                wholeLength = UInt64(length)
                output.count = count
                return
            case .lacksRoom:
                guard output.grow() else { return try startStreaming() }
            case .lacksInput where !window.reachesEnd && window.count <= window.capacity / 2:
                try window.fill(whole: true)
            case .lacksInput, .failed:
                return try decodeSlowly()
            }
        }
    }

    /// Decides between a member that is damaged, one that is cut, and one that is only too large; of the first two it gets what can be
    /// had.
    private func decodeSlowly() throws(ByteStreamError) {
        inflater.reset()
        var used = 0
        while true {
            let input = UnsafeRawBufferPointer(rebasing: window.bytes[used...])
            let step: Inflater.Step
            do throws(ByteStreamError) { step = try inflater.step(input, into: output.free) } catch {
                problem = error.at(place + UInt64(used), of: window.file.path)
                // It is damaged also where its own sizes are, so that it seems cut or asks for too much memory.
                if error.code != .io { problem?.code = .corrupt }
                return
            }
            used += step.consumed
            output.count += step.produced
            if step.isAtEnd { return wholeLength = UInt64(used) }
            if output.isFull {
                guard output.grow() else { return try startStreaming() }
            } else if step.consumed == 0, step.produced == 0 || used == window.count {
                guard window.reachesEnd else { return try startStreaming() }
                problem = format.cutMember(startedAt: place, in: window, endingAt: place + UInt64(used))
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

    /// Looks for a member from a byte on.
    ///
    /// - Parameters:
    ///   - offset: The first byte that may be its start.
    ///   - end: The first byte that may not.
    ///   - isWanted: Looks at the first bytes of the content, up to 4 KiB of them, and says whether this is one.
    /// - Returns: Its offset; nil if there is none up to the end of the file. `restart` must follow.
    /// - Throws: `.io`.
    package func find(
        from offset: UInt64, upTo end: UInt64, where isWanted: (UnsafeRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> UInt64? {
        restart(at: offset)
        return try window.find(format.magic, upTo: end) { starts($0, $1, isWanted) }
    }

    /// Leaves the current member, and says where the next one begins if it begins in a wanted way; `next` decodes it.
    /// - Throws: What is wrong with the current member; `.io`.
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
}
