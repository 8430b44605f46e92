// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A tally for each of many names: open addressing over one buffer of name bytes, so that counting allocates nothing per record.
///
/// Exact for the first `limit` names that come; what comes under later names is counted together in `others`, so that memory
/// stays bounded whatever a file holds. Names are bytes without regard to letter case, of which the first 255 count.
package struct TallyTable: Sendable {
    /// How many names are told apart.
    package let limit: Int
    /// What came under names beyond the limit.
    package private(set) var others = Tally()

    private struct Entry {
        let start: Int
        let length: Int
        let hash: UInt64
        var tally: Tally
    }

    private var names: [UInt8] = []
    private var entries: [Entry] = []
    /// Index of the entry plus one; 0 for a free slot. The count is a power of two and at most half of them are taken.
    private var slots: [UInt32] = []
    /// The entry that was found last: records of one name follow on each other.
    private var last = 0

    /// Of every process its own, so that no file can be made whose names all fall into one slot.
    private static let seed = UInt64.random(in: 0...UInt64.max)
    private static let longestName = 255

    /// A table for that many names.
    package init(limit: Int) { self.limit = max(0, min(limit, 1 << 24)) }

    /// The number of names that are told apart.
    package var count: Int { entries.count }

    /// Adds to the tally of a name.
    mutating func add(_ tally: Tally, to name: UnsafeRawBufferPointer) {
        let name = UnsafeRawBufferPointer(rebasing: name.prefix(Self.longestName))
        if last < entries.count, isSame(entries[last], name) {
            entries[last].tally += tally
            return
        }
        let hash = Self.hash(name)
        if slots.isEmpty { rebuild(slotCount: 64) }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].hash == hash, isSame(entries[index], name) {
                entries[index].tally += tally
                last = index
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard entries.count < limit else {
            others += tally
            return
        }
        let start = names.count
        for byte in name { names.append(ASCIIByte.lowercased(byte)) }
        entries.append(Entry(start: start, length: name.count, hash: hash, tally: tally))
        last = entries.count - 1
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { rebuild(slotCount: slots.count * 2) }
    }

    /// Adds to the tally of a name.
    mutating func add(_ tally: Tally, to name: StaticString) {
        add(tally, to: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// Adds all tallies of another table, its names in the order in which they came there.
    package mutating func merge(_ other: TallyTable) {
        other.names.withUnsafeBytes { names in
            for entry in other.entries {
                add(entry.tally, to: UnsafeRawBufferPointer(rebasing: names[entry.start..<entry.start + entry.length]))
            }
        }
        others += other.others
    }

    /// Each name with its tally: the most records first, names with as many in the order of their bytes.
    package var ranking: [(name: String, tally: Tally)] {
        let order = entries.indices.sorted { left, right in
            let (left, right) = (entries[left], entries[right])
            guard left.tally.records == right.tally.records else { return left.tally.records > right.tally.records }
            return name(left).lexicographicallyPrecedes(name(right))
        }
        return order.map { (Self.text(name(entries[$0])), entries[$0].tally) }
    }

    /// Each name with its tally, in the order of the names' bytes.
    package var alphabet: [(name: String, tally: Tally)] {
        entries.sorted { name($0).lexicographicallyPrecedes(name($1)) }.map { (Self.text(name($0)), $0.tally) }
    }

    private func name(_ entry: Entry) -> ArraySlice<UInt8> { names[entry.start..<entry.start + entry.length] }

    /// UTF-8 where the bytes are that, otherwise each byte as the Latin-1 character of its number.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
    }

    private func isSame(_ entry: Entry, _ name: UnsafeRawBufferPointer) -> Bool {
        guard entry.length == name.count else { return false }
        return names.withUnsafeBytes { names in
            for index in 0..<name.count where names[entry.start + index] != ASCIIByte.lowercased(name[index]) {
                return false
            }
            return true
        }
    }

    private mutating func rebuild(slotCount: Int) {
        slots = [UInt32](repeating: 0, count: slotCount)
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & (slotCount - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }

    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var hash = seed ^ UInt64(name.count)
        for byte in name {
            hash = (hash ^ UInt64(ASCIIByte.lowercased(byte))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        return hash
    }
}
