// SPDX-License-Identifier: EUPL-1.2

/// IPv6 hosts between brackets.
///
/// Source: WHATWG URL §3.5 (IPv6 parser and serialiser); RFC 5952 for the compressed form. Zone identifiers are
/// refused, as the standard does.
enum IPv6Parser {
    /// The eight 16-bit pieces of an address without its brackets, nil if it is none.
    static func parse(_ input: ArraySlice<UInt8>) -> [UInt16]? {
        var scanner = Scanner(input: Array(input))
        return scanner.run()
    }

    /// The shortest form in lower case: the first longest run of two or more zero pieces becomes `::`.
    static func serialize(_ pieces: [UInt16]) -> String {
        let gap = longestZeroRun(pieces)
        var text = ""
        var index = 0
        while index < pieces.count {
            if let gap, index == gap.lowerBound {
                text += index == 0 ? "::" : ":"
                index = gap.upperBound
                continue
            }
            text += String(pieces[index], radix: 16)
            index += 1
            if index < pieces.count { text += ":" }
        }
        return text
    }

    private static func longestZeroRun(_ pieces: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < pieces.count {
            var end = start
            while end < pieces.count, pieces[end] == 0 { end += 1 }
            if end - start > max(1, best?.count ?? 0) { best = start..<end }
            start = end + 1
        }
        return best
    }

    private struct Scanner {
        let input: [UInt8]
        var position = 0
        var pieces = [UInt16](repeating: 0, count: 8)
        var count = 0
        var gap: Int?

        /// The pieces spoken for: `::` stands for at least one.
        var used: Int { gap == nil ? count : count + 1 }

        var current: UInt8? { position < input.count ? input[position] : nil }

        mutating func run() -> [UInt16]? {
            if current == ASCII.colon {
                guard input.count > 1, input[1] == ASCII.colon else { return nil }
                position = 2
                gap = 0
            }
            while let byte = current {
                guard used < 8 else { return nil }
                if byte == ASCII.colon {
                    guard gap == nil else { return nil }
                    position += 1
                    gap = count
                    continue
                }
                guard let isLast = piece() else { return nil }
                if isLast { break }
            }
            return expanded()
        }

        /// Reads one piece and its colon, or the dotted tail; true if nothing may follow, nil on a fault.
        private mutating func piece() -> Bool? {
            let start = position
            var value: UInt16 = 0
            while position - start < 4, let byte = current, let digit = ASCII.hexValue(byte) {
                value = value << 4 | UInt16(digit)
                position += 1
            }
            if current == ASCII.dot {
                guard position > start, used <= 6 else { return nil }
                position = start
                return dottedTail() ? true : nil
            }
            if current == ASCII.colon {
                position += 1
                if current == nil { return nil }
            } else if current != nil {
                return nil
            }
            pieces[count] = value
            count += 1
            return false
        }

        /// Reads four decimal numbers to the end of the input into two pieces.
        private mutating func dottedTail() -> Bool {
            for index in 0..<4 {
                if index > 0 {
                    guard current == ASCII.dot else { return false }
                    position += 1
                }
                let start = position
                var value: UInt16 = 0
                while let byte = current, ASCII.isDigit(byte) {
                    if position > start, value == 0 { return false }
                    value = value * 10 + UInt16(byte &- 0x30)
                    if value > 255 { return false }
                    position += 1
                }
                guard position > start else { return false }
                pieces[count] = pieces[count] << 8 | value
                if index % 2 == 1 { count += 1 }
            }
            return current == nil
        }

        private func expanded() -> [UInt16]? {
            guard let gap else { return count == 8 ? pieces : nil }
            var result = [UInt16](repeating: 0, count: 8)
            for index in 0..<gap { result[index] = pieces[index] }
            for index in gap..<count { result[8 - count + index] = pieces[index] }
            return result
        }
    }
}
