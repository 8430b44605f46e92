// SPDX-License-Identifier: EUPL-1.2

/// Durations as people write them in profiles: `500ms`, `1.5s`, `2m`, `1h`, or seconds without a unit.
enum DurationText {
    private static let units: [(suffix: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("", 1000),
    ]

    /// Milliseconds, nil for what is no duration; at most a year.
    static func milliseconds(_ text: String) -> Int? {
        for unit in units where text.hasSuffix(unit.suffix) {
            let number = text.dropLast(unit.suffix.count)
            let parts = number.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count),
                parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 9 && $0.utf8.allSatisfy(\.isASCIIDigit) }),
                let value = Double(number)
            else { return nil }
            let result = value * Double(unit.milliseconds)
            return result <= 31_536_000_000 ? Int(result.rounded()) : nil
        }
        return nil
    }

    /// The shortest way to write it.
    static func text(_ milliseconds: Int) -> String {
        for unit in units.reversed() where !unit.suffix.isEmpty && milliseconds >= unit.milliseconds {
            if milliseconds % unit.milliseconds == 0 { return "\(milliseconds / unit.milliseconds)\(unit.suffix)" }
        }
        return "\(milliseconds)ms"
    }
}
