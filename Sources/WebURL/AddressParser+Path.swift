// SPDX-License-Identifier: EUPL-1.2

extension AddressParser {
    mutating func pathStart() -> State {
        if parts.special != nil {
            if isSlash(current) { position += 1 }
            return .path
        }
        switch current {
        case ASCII.question:
            position += 1
            return .query
        case ASCII.numberSign:
            position += 1
            return .fragment
        case nil:
            return .done
        case ASCII.slash:
            position += 1
            return .path
        default:
            return .path
        }
    }

    mutating func path() -> State {
        let isSpecial = parts.special != nil
        while true {
            let segment = take { byte in
                byte == ASCII.slash || byte == ASCII.question || byte == ASCII.numberSign
                    || (isSpecial && byte == ASCII.backslash)
            }
            append(segment, isLast: !isSlash(current))
            if !isSlash(current) { break }
            position += 1
        }
        return afterPath()
    }

    private mutating func append(_ segment: ArraySlice<UInt8>, isLast: Bool) {
        switch DotSegment(segment) {
        case .double:
            parts.shortenPath()
            if isLast { parts.path.append(ASCII.slash) }
        case .single:
            if isLast { parts.path.append(ASCII.slash) }
        case nil:
            let isDrive = parts.special == .file && parts.path.isEmpty && DriveLetter.matches(segment)
            parts.path.append(ASCII.slash)
            if isDrive, let letter = segment.first {
                parts.path += [letter, ASCII.colon]
            } else {
                PercentEncodeSet.path.encode(segment, into: &parts.path)
            }
        }
    }

    private mutating func afterPath() -> State {
        guard let byte = current else { return .done }
        position += 1
        return byte == ASCII.question ? .query : .fragment
    }

    mutating func opaquePath() -> State {
        let text = take { $0 == ASCII.question || $0 == ASCII.numberSign }
        if current != nil, text.last == ASCII.space {
            // A space before the end of the path would be lost when the address is parsed again.
            PercentEncodeSet.control.encode(text.dropLast(), into: &parts.path)
            PercentEncoding.append(ASCII.space, to: &parts.path)
        } else {
            PercentEncodeSet.control.encode(text, into: &parts.path)
        }
        return afterPath()
    }

    mutating func query() -> State {
        let text = take { $0 == ASCII.numberSign }
        var query: [UInt8] = []
        (parts.special == nil ? PercentEncodeSet.query : .specialQuery).encode(text, into: &query)
        parts.query = query
        guard current != nil else { return .done }
        position += 1
        return .fragment
    }

    mutating func fragment() -> State {
        var fragment: [UInt8] = []
        PercentEncodeSet.fragment.encode(remaining, into: &fragment)
        parts.fragment = fragment
        position = input.count
        return .done
    }
}

/// `.` and `..` in the spellings the standard knows: each dot may be `%2e` in either case (§4.1).
enum DotSegment {
    case single
    case double

    /// Nil if the segment is an ordinary one.
    init?(_ segment: ArraySlice<UInt8>) {
        guard let first = segment.first, first == ASCII.dot || first == ASCII.percent else { return nil }
        guard segment.count <= 6 else { return nil }
        var rest = segment
        var dots = 0
        while let byte = rest.first {
            if byte == ASCII.dot {
                rest = rest.dropFirst()
            } else if rest.prefix(3).map(ASCII.lower).elementsEqual("%2e".utf8) {
                rest = rest.dropFirst(3)
            } else {
                return nil
            }
            dots += 1
        }
        switch dots {
        case 1: self = .single
        case 2: self = .double
        default: return nil
        }
    }
}
