// SPDX-License-Identifier: EUPL-1.2

/// A stretch of a file in memory that moves forward.
///
/// Owned by one thread; the memory is of fixed size and goes away with it.
final class FileWindow {
    let file: OpenFile
    private let buffer: UnsafeMutableRawBufferPointer
    private var begin = 0
    private var end = 0
    /// The offset in the file of the first byte at hand.
    private(set) var offset: UInt64
    /// Whether no bytes of the file lie behind those at hand.
    private(set) var reachesEnd = false

    /// A window of so many bytes, still empty.
    init(file: OpenFile, offset: UInt64, capacity: Int) {
        self.file = file
        self.offset = offset
        buffer = .allocate(byteCount: capacity, alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// The most bytes at hand at once.
    var capacity: Int { buffer.count }
    /// How many bytes are at hand.
    var count: Int { end - begin }
    /// The bytes at hand; valid until the next call.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[begin..<end]) }

    /// Goes on behind bytes that are at hand.
    func advance(_ count: Int) {
        let step = min(max(count, 0), end - begin)
        begin += step
        offset += UInt64(step)
    }

    /// Goes to any byte of the file; what is at hand of it stays.
    func seek(to place: UInt64) {
        if place >= offset, place - offset <= UInt64(count) {
            return advance(Int(place - offset))
        }
        restart(at: place)
    }

    /// Goes to any byte of the file with nothing at hand, so that the next pieces do not depend on what was read before.
    func restart(at place: UInt64) {
        begin = 0
        end = 0
        offset = place
        reachesEnd = false
    }

    /// Bytes that are at hand after a usual `fill`.
    private static let piece = 1 << 19

    /// Reads on behind the bytes at hand: up to half a MiB of them, or as many as the window holds.
    /// - Throws: `.io`, `.closed`.
    func fill(whole: Bool = false) throws(ByteStreamError) {
        let wanted = whole ? buffer.count : min(Self.piece, buffer.count)
        guard count < wanted else { return }
        if begin > 0 {
            buffer.copyMemory(from: bytes)
            end -= begin
            begin = 0
        }
        let (place, overflow) = offset.addingReportingOverflow(UInt64(end))
        guard !overflow else { return }
        let free = UnsafeMutableRawBufferPointer(rebasing: buffer[end..<wanted])
        let count = try file.read(at: place, into: free)
        end += count
        reachesEnd = count < free.count
    }
}
