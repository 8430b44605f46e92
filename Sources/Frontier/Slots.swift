// SPDX-License-Identifier: EUPL-1.2

/// Values under small numbers, which are used again: a dictionary without hashing.
struct Slots<Value: Sendable>: Sendable {
    private var values: [Value] = []
    private var isUsed: [Bool] = []
    private var free: [Int] = []

    var count: Int { values.count - free.count }

    func has(_ index: Int) -> Bool { isUsed[index] }

    /// The value of a number that is in use, in place: copying one would cost more than the work on it.
    subscript(index: Int) -> Value {
        _read { yield values[index] }
        _modify { yield &values[index] }
    }

    mutating func insert(_ value: Value) -> Int {
        guard let index = free.popLast() else {
            values.append(value)
            isUsed.append(true)
            return values.count - 1
        }
        (values[index], isUsed[index]) = (value, true)
        return index
    }

    /// The value itself stays until its number is used again.
    mutating func remove(_ index: Int) {
        guard isUsed[index] else { return }
        isUsed[index] = false
        free.append(index)
    }

    /// All numbers in use, in their order.
    var indices: [Int] { isUsed.indices.filter { isUsed[$0] } }
}
