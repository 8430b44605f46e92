// SPDX-License-Identifier: EUPL-1.2

/// The decoded content of one compressed member after the other, in memory that is used again.
///
/// Owned by one thread; the memory grows as members ask for it, up to a limit, and goes away with it.
final class ContentBuffer {
    /// The most bytes of content.
    private let limit: Int
    /// All of the memory.
    private(set) var room: UnsafeMutableRawBufferPointer
    /// How many bytes at its start are content.
    var count = 0

    init(limit: Int) {
        self.limit = limit
        room = .allocate(byteCount: min(limit, 1 << 18), alignment: 64)
    }

    deinit { room.deallocate() }

    /// The content.
    var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: room.baseAddress, count: count) }
    /// The memory behind the content.
    var free: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: room[count...]) }
    /// Whether the content fills the memory.
    var isFull: Bool { count == room.count }

    /// Makes room for more, the content stays. False if there is as much as there may be.
    func grow() -> Bool {
        guard room.count < limit else { return false }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: min(room.count * 4, limit), alignment: 64)
        larger.copyMemory(from: content)
        room.deallocate()
        room = larger
        return true
    }
}
