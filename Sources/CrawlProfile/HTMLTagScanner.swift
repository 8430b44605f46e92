// SPDX-License-Identifier: EUPL-1.2

/// Finds start tags and their attributes in HTML bytes, for the few rules of a profile that name an element.
///
/// It is no parser: it knows comments, quoted attributes and elements whose content is text (`script`, `style`, `textarea`,
/// `title`), and nothing else. Full link extraction is the work of the module Extract.
struct HTMLTagScanner {
    /// A start tag; names are in lower case, values have their character references resolved.
    struct Tag {
        let name: String
        let attributes: [(name: String, value: String)]

        func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    private static let mostAttributes = 256
    private static let textElements: Set<String> = ["script", "style", "textarea", "title"]

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next start tag with one of these names; nil at the end of the document.
    mutating func next(named wanted: Set<String>) -> Tag? {
        while let start = find(UInt8(ascii: "<"), from: position) {
            position = start + 1
            if starts(with: "!--", at: position) {
                position = find("-->", from: position + 3).map { $0 + 3 } ?? bytes.count
                continue
            }
            guard position < bytes.count, bytes[position].isASCIILetter else { continue }
            let name = word(until: " \t\n\r\u{0C}/>")
            let isText = Self.textElements.contains(name)
            let attributes = readAttributes(keep: wanted.contains(name))
            if isText { position = find("</" + name, from: position) ?? bytes.count }
            if wanted.contains(name) { return Tag(name: name, attributes: attributes) }
        }
        position = bytes.count
        return nil
    }

    private mutating func readAttributes(keep: Bool) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        while position < bytes.count {
            skip(" \t\n\r\u{0C}/")
            guard position < bytes.count else { break }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                break
            }
            let before = position
            let name = word(until: " \t\n\r\u{0C}/>=")
            skip(" \t\n\r\u{0C}")
            var value = ""
            if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
                position += 1
                value = readValue()
            }
            // A stray "=" is a name of its own to browsers; passing over it keeps the scan moving.
            if position == before { position += 1 }
            if keep, found.count < Self.mostAttributes { found.append((name, value)) }
        }
        return found
    }

    private mutating func readValue() -> String {
        skip(" \t\n\r\u{0C}")
        guard position < bytes.count else { return "" }
        let quote = bytes[position]
        let start: Int
        let end: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            start = position + 1
            end = find(quote, from: start) ?? bytes.count
            position = min(end + 1, bytes.count)
        } else {
            start = position
            while position < bytes.count, !" \t\n\r\u{0C}>".utf8.contains(bytes[position]) { position += 1 }
            end = position
        }
        return CharacterReferences.resolved(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    private mutating func word(until stops: String) -> String {
        let start = position
        while position < bytes.count, !stops.utf8.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position].map(\.asciiLowercased), as: UTF8.self)
    }

    private mutating func skip(_ set: String) {
        while position < bytes.count, set.utf8.contains(bytes[position]) { position += 1 }
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes[start...].firstIndex(of: byte)
    }

    /// The place of an ASCII text, in any case.
    private func find(_ text: String, from start: Int) -> Int? {
        guard let first = text.utf8.first else { return nil }
        var place = start
        while let candidate = find(first, from: place) {
            if starts(with: text, at: candidate) { return candidate }
            place = candidate + 1
        }
        return nil
    }

    private func starts(with text: String, at start: Int) -> Bool {
        guard bytes.count - start >= text.utf8.count else { return false }
        return zip(bytes[start...], text.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}
