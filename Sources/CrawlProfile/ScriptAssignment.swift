// SPDX-License-Identifier: EUPL-1.2

/// Finds JSON that a script gives a name: `var ytInitialData = {…};`, `window["_sharedData"] = {…}`, `ytcfg.set({…})`,
/// `modelExport: {…}`.
struct ScriptAssignment {
    let name: [UInt8]
    /// Bytes that may still be read as JSON: a script that names it a thousand times before something broken would be read to its
    /// end each time.
    private var allowance = JSONReader.longest

    init(_ name: String) {
        self.name = Array(name.utf8)
    }

    /// The first value behind the name that is JSON; nil when there is none.
    mutating func value(in script: [UInt8]) -> JSONValue? {
        guard let first = name.first else { return nil }
        var place = 0
        while place <= script.count - name.count, allowance > 0 {
            guard let found = script[place...].firstIndex(of: first) else { return nil }
            place = found + 1
            guard let start = start(in: script, at: found) else { continue }
            do {
                return try JSONReader.readPrefix(script, at: start).value
            } catch {
                allowance -= max(1, error.offset - start)
            }
        }
        return nil
    }

    /// Where the value starts if the name stands at `found`.
    private func start(in script: [UInt8], at found: Int) -> Int? {
        guard script.count - found > name.count, script[found..<(found + name.count)].elementsEqual(name) else {
            return nil
        }
        if found > 0, Self.isPartOfName(script[found - 1]) { return nil }
        var place = found + name.count
        if place < script.count, script[place] == UInt8(ascii: "\"") || script[place] == UInt8(ascii: "'") {
            place += 1
        }
        if place < script.count, script[place] == UInt8(ascii: "]") { place += 1 }
        Self.skipSpace(script, &place)
        guard place < script.count, "=:(".utf8.contains(script[place]) else { return nil }
        place += 1
        Self.skipSpace(script, &place)
        guard place < script.count, script[place] == UInt8(ascii: "{") || script[place] == UInt8(ascii: "[") else {
            return nil
        }
        return place
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || byte >= 0x80
    }

    /// At most as much as people write: megabytes of spaces behind each of a thousand names would be looked at as often.
    private static func skipSpace(_ script: [UInt8], _ place: inout Int) {
        let end = min(script.count, place + 256)
        while place < end, [0x20, 0x09, 0x0A, 0x0D].contains(script[place]) { place += 1 }
    }
}
