// SPDX-License-Identifier: EUPL-1.2

/// Makes a title fit for a list.
enum TitleText {
    /// White space collapsed and trimmed, at most 500 characters; nil when nothing is left.
    static func tidy(_ text: String) -> String? {
        let words = text.unicodeScalars.prefix(16_384).split(whereSeparator: { $0.properties.isWhitespace })
        let title = words.map { String(Substring($0)) }.joined(separator: " ")
        return title.isEmpty ? nil : String(title.prefix(500))
    }
}
