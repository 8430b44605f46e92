// SPDX-License-Identifier: EUPL-1.2

/// Reads the numbers that platforms show of how much exists: `1234`, `"1,234"`, `"1.234 berichten"`.
enum CounterText {
    /// Words that make a shown number a rounded one.
    private static let rounding: Set<String> = [
        "k", "m", "b", "t", "mln", "mld", "mio", "mrd", "thousand", "million", "billion", "duizend", "miljoen",
        "miljard",
    ]

    /// The number, nil for a rounded one (`1.2K`), a negative one and for what is none.
    static func number(_ value: JSONValue) -> Int64? {
        switch value {
        case .number(let text):
            if let number = Int64(text) { return number >= 0 ? number : nil }
            guard let number = Double(text), number >= 0, number < 9_007_199_254_740_992, number == number.rounded()
            else { return nil }
            return Int64(number)
        case .string(let text): return text.utf8.count <= 64 ? shown(text.trimmingASCIISpace()) : nil
        case .null, .bool, .array, .object: return nil
        }
    }

    private static func shown(_ text: String) -> Int64? {
        let number = text.prefix { $0.isASCII && $0.isNumber || ",.'\u{A0}\u{202F}\u{2019} ".contains($0) }
        let word = text[number.endIndex...].prefix { !$0.isWhitespace }.lowercased()
        let digits = String(number).trimmingASCIISpace()
        // "12K" and "1.2 mln." are not what exists but about as much.
        let isApart = number.last.map { $0.isWhitespace } ?? true
        guard word.isEmpty || (isApart && !rounding.contains(word.filter(\.isLetter))) else { return nil }
        let groups = digits.split(omittingEmptySubsequences: false) { !$0.isNumber }
        guard let first = groups.first, groups.count == 1 || (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return Int64(groups.joined())
    }
}
