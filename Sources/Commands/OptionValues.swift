// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

/// A number of bytes on the command line: `500000`, `200k`, `20M`, `4G` (powers of 1000).
struct ByteCount: ExpressibleByArgument {
    let bytes: Int64

    /// That many bytes.
    init(bytes: Int64) { self.bytes = bytes }

    /// The number as it would be typed.
    var defaultValueDescription: String { bytes % 1_000_000_000 == 0 ? "\(bytes / 1_000_000_000)G" : "\(bytes)" }

    init?(argument: String) {
        guard let value = UnitNumber.read(argument, units: ["": 1, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]),
            value >= 1, value < 9e18
        else { return nil }
        bytes = Int64(value)
    }
}

/// A time on the command line: `90`, `1.5`, `30s`, `15m`, `8h`.
struct Seconds: ExpressibleByArgument {
    let seconds: Double

    init?(argument: String) {
        guard let value = UnitNumber.read(argument, units: ["": 1, "s": 1, "m": 60, "h": 3600]), value < 1e9 else {
            return nil
        }
        seconds = value
    }
}

/// Reads a decimal number with an optional unit behind it.
private enum UnitNumber {
    static func read(_ text: String, units: [String: Double]) -> Double? {
        let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        guard let number = Double(digits), number >= 0, let unit = units[String(text.dropFirst(digits.count))] else {
            return nil
        }
        return number * unit
    }
}
