// SPDX-License-Identifier: EUPL-1.2

/// A set of numbers other than 0 with a bound: 8 bytes each in one table of open addressing.
struct IdentifierSet {
    private var table: [UInt64]
    private(set) var count = 0
    /// Whether a number was not taken for lack of room.
    private(set) var isFull = false
    /// The most slots, which are filled to three quarters: one and a half million numbers in 16 MiB.
    static let slots = 1 << 21

    init() { table = [UInt64](repeating: 0, count: 1 << 10) }

    /// Adds a number; false if it was there.
    mutating func insert(_ number: UInt64) -> Bool {
        if count >= table.count / 4 * 3 {
            guard table.count < Self.slots else {
                isFull = true
                return !contains(number)
            }
            grow()
        }
        let slot = slot(of: number)
        if table[slot] == number { return false }
        table[slot] = number
        count += 1
        return true
    }

    func contains(_ number: UInt64) -> Bool { table[slot(of: number)] == number }

    /// The slot that holds a number, or the free one it would take.
    private func slot(of number: UInt64) -> Int {
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: number) & mask
        while table[slot] != 0, table[slot] != number { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = table
        table = [UInt64](repeating: 0, count: old.count * 2)
        for number in old where number != 0 { table[slot(of: number)] = number }
    }
}
