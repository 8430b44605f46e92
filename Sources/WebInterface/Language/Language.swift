// SPDX-License-Identifier: EUPL-1.2

/// A language of the pages.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case dutch = "nl"

    /// The first of an `Accept-Language` field that the pages are written in; English when there is none.
    ///
    /// Weights are heeded (RFC 9110 §12.5.4), regions are not: `nl-BE` is Dutch.
    static func preferred(_ field: String?) -> Language {
        var best: (language: Language, weight: Double)?
        for part in (field ?? "").lowercased().split(separator: ",").prefix(50) {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let tag = pieces.first, let language = Language(rawValue: String(tag.prefix { $0 != "-" })) else {
                continue
            }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .english
    }

    /// Whole numbers in groups of three: `84.212` in Dutch, `84,212` in English.
    func number(_ value: some BinaryInteger) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += self == .dutch ? "." : "," }
            text.append(digit)
        }
        return text
    }

    /// A size in decimal units: `1,2 MB`.
    func size(_ bytes: Int64) -> String {
        var value = Double(max(0, bytes))
        var units = ["B", "kB", "MB", "GB", "TB", "PB"][...]
        while value >= 1000, units.count > 1 {
            value /= 1000
            units.removeFirst()
        }
        let unit = units.first ?? ""
        let tenths = Int((value * 10).rounded())
        if unit == "B" || tenths >= 1000 { return "\(number(Int(value.rounded())))\u{a0}\(unit)" }
        return "\(tenths / 10)\(self == .dutch ? "," : ".")\(tenths % 10)\u{a0}\(unit)"
    }

    /// A month's name in full, 1 to 12.
    func month(_ number: Int) -> String {
        let names =
            switch self {
            case .english:
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December",
                ]
            case .dutch:
                [
                    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                    "november", "december",
                ]
            }
        return names.indices.contains(number - 1) ? names[number - 1] : String(number)
    }
}
