// SPDX-License-Identifier: EUPL-1.2

/// Whether records of one capture event have the same WARC-Date (ISO 28500:2017 §5.4).
///
/// Of each file's stream the last records are known: those of an event are written one after the other.
struct CaptureDates {
    /// Records whose dates are kept.
    static let limit = 4096

    private var dates = Recent()
    /// Dates of records by the identifier of one that they name and that has not turned up.
    private var awaited = Recent()

    /// Takes a record in; true if one that it names, or that names it, has another date.
    mutating func differs(_ facts: RecordFacts) -> Bool {
        guard facts.dateMark != 0, let id = facts.id else { return false }
        var differs = awaited[id].map { $0 != facts.dateMark } ?? false
        for other in facts.concurrent {
            if let date = dates[other] {
                if date != facts.dateMark { differs = true }
            } else {
                awaited.set(other, facts.dateMark)
            }
        }
        dates.set(id, facts.dateMark)
        return differs
    }

    /// The values of the keys that were set last.
    private struct Recent {
        private var values: [UInt64: UInt64] = [:]
        private var keys: [UInt64] = []
        private var next = 0

        subscript(key: UInt64) -> UInt64? { values[key] }

        mutating func set(_ key: UInt64, _ value: UInt64) {
            guard values.updateValue(value, forKey: key) == nil else { return }
            if keys.count < CaptureDates.limit {
                keys.append(key)
            } else {
                values[keys[next]] = nil
                keys[next] = key
                next = (next + 1) % keys.count
            }
        }
    }
}
