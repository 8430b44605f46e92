// SPDX-License-Identifier: EUPL-1.2

/// A start tag cut into its parts, as places in the bytes it came from (WHATWG HTML §13.2.5.6 to §13.2.5.40).
struct HTMLTag {
    /// One attribute: where its name and its value stand.
    struct Attribute {
        var name: Range<Int>
        var lowercaseName: String
        /// The value without its quotes; empty and at the end of the name when there is none.
        var value: Range<Int>
        /// The quote mark around the value, 0 when it has none.
        var quote: UInt8
        var hasValue: Bool
    }

    /// `<name …>`, whole.
    let bytes: [UInt8]
    let name: String
    var attributes: [Attribute] = []

    /// At most this many attributes are looked at; the rest of the tag stays as it is.
    static let attributeLimit = 4096

    /// `bytes` is a whole start tag, from `<` and a letter to `>`.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let end = max(1, bytes.count - 1)
        var index = 1
        while index < end, !HTMLBytes.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "/") { index += 1 }
        name = HTMLBytes.lower(bytes[1..<index])
        while index < end, attributes.count < Self.attributeLimit {
            if HTMLBytes.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
                index += 1
            } else {
                index = readAttribute(from: index, end: end)
            }
        }
    }

    /// The value of the first attribute of that name, references decoded; nil when there is none.
    func value(_ name: String) -> [UInt8]? {
        attributes.first { $0.lowercaseName == name }.map { CharacterReferences.decoded(bytes[$0.value]) }
    }

    /// The same as lower-case text.
    func text(_ name: String) -> String? {
        value(name).map { HTMLBytes.lower(HTMLBytes.trimmed($0[...])) }
    }

    private mutating func readAttribute(from start: Int, end: Int) -> Int {
        var index = start + 1  // A leading "=" belongs to the name.
        while index < end, !HTMLBytes.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "/"),
            bytes[index] != UInt8(ascii: "=")
        { index += 1 }
        let name = start..<index
        var next = index
        while next < end, HTMLBytes.isSpace(bytes[next]) { next += 1 }
        guard next < end, bytes[next] == UInt8(ascii: "=") else {
            append(name, value: index..<index, quote: 0, hasValue: false)
            return index
        }
        next += 1
        while next < end, HTMLBytes.isSpace(bytes[next]) { next += 1 }
        guard next < end else {
            append(name, value: next..<next, quote: 0, hasValue: true)
            return next
        }
        let quote = bytes[next]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let close = bytes[(next + 1)..<end].firstIndex(of: quote) ?? end
            append(name, value: (next + 1)..<close, quote: quote, hasValue: true)
            return min(close + 1, end)
        }
        let first = next
        while next < end, !HTMLBytes.isSpace(bytes[next]) { next += 1 }
        append(name, value: first..<next, quote: 0, hasValue: true)
        return next
    }

    private mutating func append(_ name: Range<Int>, value: Range<Int>, quote: UInt8, hasValue: Bool) {
        attributes.append(
            Attribute(
                name: name, lowercaseName: HTMLBytes.lower(bytes[name]), value: value, quote: quote, hasValue: hasValue)
        )
    }
}
