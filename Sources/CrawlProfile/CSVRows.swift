// SPDX-License-Identifier: EUPL-1.2

/// The rows of a CSV text (RFC 4180): fields in double quotes may hold separators, line ends and doubled quotes.
struct CSVRows: IteratorProtocol {
    /// One row, and the line of the text on which it begins, from 1.
    struct Row {
        let fields: [String]
        let line: Int
        /// True when the text ended inside a quoted field.
        let isOpen: Bool
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var place = 0
    private var line = 1

    init(_ text: String, separator: UInt8) {
        bytes = Array(text.utf8)
        self.separator = separator
    }

    /// The next row; nil at the end of the text.
    mutating func next() -> Row? {
        guard place < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == 0x0A { line += 1 }
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    field.append(byte)
                } else if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
                    field.append(byte)
                    place += 1
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\""), field.isEmpty {
                isQuoted = true
            } else if byte == separator {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D {
                    if place < bytes.count, bytes[place] == 0x0A { place += 1 }
                    line += 1
                }
                break
            } else {
                field.append(byte)
            }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return Row(fields: fields, line: start, isOpen: isQuoted)
    }
}
