// SPDX-License-Identifier: EUPL-1.2

/// Builds one JSON object on one line (RFC 8259): UTF-8 as it is, control characters escaped.
package struct JSONLine {
    private var out: [UInt8]
    private var isFirst = true

    /// An object that is written behind the bytes that are there.
    package init(into out: [UInt8] = []) {
        self.out = out
        self.out.append(0x7B)
    }

    /// Ends the object; no line end.
    package consuming func end() -> [UInt8] {
        out.append(0x7D)
        return out
    }

    /// Adds a number.
    package mutating func add(_ name: StaticString, _ number: UInt64) {
        addName(name)
        out.append(contentsOf: String(number).utf8)
    }

    /// Adds true or false.
    package mutating func add(_ name: StaticString, _ flag: Bool) {
        addName(name)
        out.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Adds a number under a name that is not ours.
    package mutating func add(name: String, _ number: UInt64) {
        addName(name)
        out.append(contentsOf: String(number).utf8)
    }

    /// Adds an object whose members are those that `fill` adds.
    package mutating func addObject(_ name: String, _ fill: (inout JSONLine) -> Void) {
        addName(name)
        appendObject(fill)
    }

    /// Adds a list of objects.
    package mutating func addList<Item>(_ name: StaticString, _ items: [Item], _ fill: (Item, inout JSONLine) -> Void) {
        addName(name)
        out.append(0x5B)
        for (index, item) in items.enumerated() {
            if index > 0 { out.append(contentsOf: [0x2C, 0x20]) }
            appendObject { fill(item, &$0) }
        }
        out.append(0x5D)
    }

    private mutating func appendObject(_ fill: (inout JSONLine) -> Void) {
        var inner = JSONLine(into: Self.taking(&out))
        fill(&inner)
        out = inner.end()
    }

    /// The bytes, which are gone from where they were, so that appending to them copies nothing.
    static func taking(_ bytes: inout [UInt8]) -> [UInt8] {
        let taken = bytes
        bytes = []
        return taken
    }

    /// Adds a text.
    package mutating func add(_ name: StaticString, _ text: String) {
        addName(name)
        append(Array(text.utf8)[...])
    }

    /// Adds a text of bytes: UTF-8 where they are that, otherwise each as the Latin-1 character of its number; nothing if there is none.
    mutating func add(_ name: StaticString, _ text: ArraySlice<UInt8>) {
        guard !text.isEmpty else { return }
        addName(name)
        if String(validating: text, as: UTF8.self) != nil {
            append(text)
        } else {
            append(Array(String(String.UnicodeScalarView(text.lazy.map { Unicode.Scalar($0) })).utf8)[...])
        }
    }

    private mutating func addName(_ name: StaticString) {
        if !isFirst { out.append(contentsOf: [0x2C, 0x20]) }
        isFirst = false
        out.append(0x22)
        out.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        out.append(contentsOf: [0x22, 0x3A, 0x20])
    }

    private mutating func addName(_ name: String) {
        if !isFirst { out.append(contentsOf: [0x2C, 0x20]) }
        isFirst = false
        append(Array(name.utf8)[...])
        out.append(contentsOf: [0x3A, 0x20])
    }

    private mutating func append(_ text: ArraySlice<UInt8>) {
        let digits: StaticString = "0123456789abcdef"
        out.append(0x22)
        for byte in text {
            switch byte {
            case 0x22, 0x5C: out.append(contentsOf: [0x5C, byte])
            case 0x0A: out.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: out.append(contentsOf: [0x5C, 0x72])
            case 0x09: out.append(contentsOf: [0x5C, 0x74])
            case 0..<0x20, 0x7F:
                out.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
                out.append(digits.utf8Start[Int(byte >> 4)])
                out.append(digits.utf8Start[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(0x22)
    }
}
