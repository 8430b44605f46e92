// SPDX-License-Identifier: EUPL-1.2

/// Takes the chunked coding off a body as jwarc does: where the coding is broken, the rest passes as it is.
struct JwarcChunks {
    private enum State {
        case size, extensionName, extensionValue, quoted, quotedPair, blanks, sizeFeed
        case data, dataReturn, dataFeed
        case trailer, trailerName, trailerValue, trailerValueFeed, trailerFold, lastFeed, ended
    }

    private enum Step {
        case more, header, failed
    }

    private var state = State.size
    private var size: Int64 = 0
    private var digits = 0
    private var letters = 0
    private var remaining: Int64 = 0

    /// Hands over the body.
    /// - Throws: Java's EOFException if the coding does not come to its end.
    mutating func decode(
        _ begun: ArraySlice<UInt8>, from block: JwarcBlock, into sink: (ArraySlice<UInt8>) -> Void
    ) throws(ToolFailure) {
        var part = begun
        while true {
            if part.isEmpty {
                guard let more = try block.read() else {
                    throw .stopped("java.io.EOFException: EOF reached before end of chunked encoding")
                }
                part = more
            }
            if remaining > 0 {
                let data = part.prefix(Int(clamping: remaining))
                sink(data)
                part = part.dropFirst(data.count)
                remaining -= Int64(data.count)
                continue
            }
            let start = part
            var step = Step.more
            while let byte = part.popFirst() {
                step = take(byte)
                if step != .more { break }
            }
            switch step {
            case .more: if state == .ended { return }
            case .header: remaining = size
            case .failed:
                sink(start)
                while let more = try block.read() { sink(more) }
                return
            }
            if step == .header { size = 0 }
        }
    }

    private mutating func take(_ byte: UInt8) -> Step {
        switch state {
        case .size:
            if let digit = Self.hex(byte) {
                digits += 1
                size = size << 4 | digit
                return size > 1 << 58 ? .failed : .more
            }
            return digits > 0 ? afterSize(byte) : .failed
        case .extensionName:
            if byte == 0x3D, letters > 0 { return go(.extensionValue) }
            letters += 1
            return Self.isTokenByte(byte) ? .more : .failed
        case .extensionValue:
            if byte == 0x22, letters == 0 { return go(.quoted) }
            if Self.isTokenByte(byte) {
                letters += 1
                return .more
            }
            return letters > 0 ? afterSize(byte) : .failed
        case .quoted:
            if byte == 0x22 { return go(.blanks) }
            if byte == 0x5C { return go(.quotedPair) }
            return byte == 0x09 || byte >= 0x20 && byte != 0x7F ? .more : .failed
        case .quotedPair: return byte < 0x80 && byte != 0x0A && byte != 0x0D ? go(.quoted) : .failed
        case .blanks: return afterSize(byte)
        case .sizeFeed:
            guard byte == 0x0A else { return .failed }
            digits = 0
            state = size > 0 ? .dataReturn : .trailer
            return size > 0 ? .header : .more
        case .data, .dataReturn: return byte == 0x0D ? go(.dataFeed) : .failed
        case .dataFeed: return byte == 0x0A ? go(.size) : .failed
        default: return takeTrailer(byte)
        }
    }

    private mutating func takeTrailer(_ byte: UInt8) -> Step {
        switch state {
        case .trailer:
            if byte == 0x0D { return go(.lastFeed) }
            return Self.isTokenByte(byte) ? go(.trailerName) : .failed
        case .trailerName:
            if byte == 0x3A { return go(.trailerValue) }
            return Self.isTokenByte(byte) ? .more : .failed
        case .trailerValue:
            if byte == 0x0D { return go(.trailerValueFeed) }
            return byte == 0x09 || byte >= 0x20 && byte != 0x7F ? .more : .failed
        case .trailerValueFeed: return byte == 0x0A ? go(.trailerFold) : .failed
        case .trailerFold:
            if byte == 0x20 || byte == 0x09 { return go(.trailerValue) }
            state = .trailer
            return takeTrailer(byte)
        case .lastFeed: return byte == 0x0A ? go(.ended) : .failed
        default: return .failed
        }
    }

    private mutating func afterSize(_ byte: UInt8) -> Step {
        switch byte {
        case 0x3B where state != .blanks || letters > 0: return go(.extensionName)
        case 0x20, 0x09:
            letters = 0
            state = .blanks
            return .more
        case 0x0D: return go(.sizeFeed)
        default: return .failed
        }
    }

    private mutating func go(_ state: State) -> Step {
        letters = state == .blanks ? 1 : 0
        self.state = state
        return .more
    }

    private static func hex(_ byte: UInt8) -> Int64? {
        switch byte {
        case 0x30...0x39: Int64(byte) - 48
        case 0x41...0x46: Int64(byte) - 55
        case 0x61...0x66: Int64(byte) - 87
        default: nil
        }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte < 0x80 && JwarcText.isToken(String(Unicode.Scalar(byte)))
    }
}
