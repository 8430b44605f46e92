// SPDX-License-Identifier: EUPL-1.2

/// The numbers from which the demonstration is made: SplitMix64, the same sequence on each machine for the same seed.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A sequence of its own for a name, so that adding one picture does not change the next.
    init(seed: UInt64, name: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = seed ^ hash
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mix(state)
    }

    /// A number in the range; the bias of the remainder is of no concern here.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// A fraction from 0 up to, but not reaching, 1.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number between the two ends.
    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * fraction() }

    /// One element, or nil of an empty list.
    mutating func pick<Element>(_ list: [Element]) -> Element? {
        list.isEmpty ? nil : list[number(0...(list.count - 1))]
    }

    /// The finaliser of SplitMix64: spreads a counter over all 64 bits.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
