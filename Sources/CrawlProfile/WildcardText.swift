// SPDX-License-Identifier: EUPL-1.2

/// A text in which `*` stands for any characters, none included.
package struct WildcardText: Sendable, Hashable, CustomStringConvertible {
    /// The text as it was written.
    package let text: String
    private let bytes: [UInt8]

    /// Longer values match only `*` alone.
    private static let longest = 1 << 16

    /// Any text is one.
    package init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    package var description: String { text }

    /// Whether it stands for any text.
    var isAnything: Bool { text == "*" }

    /// Whether all of a value is meant; ASCII case counts.
    package func matches(_ value: String) -> Bool {
        if isAnything { return true }
        let value = Array(value.utf8)
        guard value.count <= Self.longest else { return false }
        let star = UInt8(ascii: "*")
        var place = 0
        var token = 0
        /// Where to go on when what came after the last star did not fit: one byte further is taken by the star.
        var retry: (token: Int, place: Int)?
        while place < value.count {
            if token < bytes.count, bytes[token] == star {
                retry = (token, place)
                token += 1
            } else if token < bytes.count, bytes[token] == value[place] {
                token += 1
                place += 1
            } else if let last = retry {
                retry = (last.token, last.place + 1)
                token = last.token + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return bytes[token...].allSatisfy { $0 == star }
    }
}

/// A place in a JSON document whose value has to be one of several texts; `*` alone asks only that it is there and not null.
package struct ValueCondition: Sendable, Hashable {
    package let pointer: JSONPointer
    package let texts: [WildcardText]

    /// Whether any of the values at the place is any of the texts.
    func holds(in root: JSONValue, _ work: inout JSONPointer.Work) -> Bool {
        pointer.values(in: root, &work).contains { value in
            texts.contains { text in
                if text.isAnything { return value != .null }
                return value.text.map(text.matches) ?? false
            }
        }
    }
}
