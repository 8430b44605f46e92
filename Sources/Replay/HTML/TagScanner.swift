// SPDX-License-Identifier: EUPL-1.2

/// Finds the `>` that ends a tag: one inside a quoted value does not (WHATWG HTML §13.2.5.8 to §13.2.5.40).
///
/// May be stopped after any byte and go on with the next piece of input.
struct TagScanner {
    private enum Place {
        case tagName, beforeName, name, afterName, beforeValue, doubleQuoted, singleQuoted, unquoted
    }

    private var place = Place.tagName

    /// The index behind the closing `>`, looked for from `start`; nil when the input ends before it.
    mutating func end(in input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < input.count {
            let byte = input[index]
            index += 1
            switch place {
            case .doubleQuoted: if byte == UInt8(ascii: "\"") { place = .beforeName }
            case .singleQuoted: if byte == UInt8(ascii: "'") { place = .beforeName }
            default:
                if byte == UInt8(ascii: ">") { return index }
                place = next(byte)
            }
        }
        return nil
    }

    private func next(_ byte: UInt8) -> Place {
        let isSpace = HTMLBytes.isSpace(byte)
        let isSlash = byte == UInt8(ascii: "/")
        switch place {
        case .tagName: return isSpace || isSlash ? .beforeName : .tagName
        case .beforeName: return isSpace || isSlash ? .beforeName : .name
        case .name, .afterName:
            if isSlash { return .beforeName }
            if byte == UInt8(ascii: "=") { return .beforeValue }
            return isSpace ? .afterName : .name
        case .beforeValue:
            if isSpace { return .beforeValue }
            if byte == UInt8(ascii: "\"") { return .doubleQuoted }
            return byte == UInt8(ascii: "'") ? .singleQuoted : .unquoted
        case .unquoted: return isSpace ? .beforeName : .unquoted
        case .doubleQuoted, .singleQuoted: return place
        }
    }
}
