// SPDX-License-Identifier: EUPL-1.2

/// One walk of a pattern over one URL: backtracking that remembers where it failed, so each pair of token and place is tried once.
struct URLPatternMatcher {
    let tokens: [URLPattern.Token]
    let bytes: [UInt8]
    let bindings: [String: String]
    private var failed: [Bool]
    private var captures: [String: String] = [:]

    init(tokens: [URLPattern.Token], bytes: [UInt8], bindings: [String: String]) {
        self.tokens = tokens
        self.bytes = bytes
        self.bindings = bindings
        failed = Array(repeating: false, count: (tokens.count + 1) * (bytes.count + 1))
    }

    mutating func run() -> [String: String]? {
        match(token: 0, at: 0) ? captures : nil
    }

    /// The depth of the recursion is the number of tokens, which the pattern's reader limits.
    private mutating func match(token: Int, at start: Int) -> Bool {
        guard token < tokens.count else { return start == bytes.count }
        let place = token * (bytes.count + 1) + start
        if failed[place] { return false }
        let found: Bool
        switch tokens[token] {
        case .literal(let text):
            found = hasPrefix(text, at: start) && match(token: token + 1, at: start + text.count)
        case .run(let allowed, let name):
            found = matchRun(allowed, name: name, token: token, at: start)
        }
        if !found { failed[place] = true }
        return found
    }

    private mutating func matchRun(
        _ allowed: URLPattern.CharacterClass, name: String?, token: Int, at start: Int
    ) -> Bool {
        if let name, name != "scheme", let wanted = bindings[name] {
            let end = start + wanted.utf8.count
            guard end <= bytes.count, isSame(start..<end, wanted, name: name),
                bytes[start..<end].allSatisfy(allowed.contains)
            else { return false }
            return match(token: token + 1, at: end) && capture(name, start..<end)
        }
        if name != nil, allowed.minimum == 1 { return matchLongest(allowed, name: name, token: token, at: start) }
        let row = token * (bytes.count + 1)
        var end = start
        while true {
            let mayEnd = allowed != .folders || end == start || bytes[end - 1] == UInt8(ascii: "/")
            if mayEnd {
                if end - start >= allowed.minimum, match(token: token + 1, at: end) {
                    return capture(name, start..<end)
                }
                // From here on the same run has been tried before, or is being tried now: once is enough for each place.
                if end > start, failed[row + end] { return false }
                failed[row + end] = true
            }
            guard end < bytes.count, allowed.contains(bytes[end]) else { return false }
            end += 1
        }
    }

    /// What is caught is as long as it can be: `/{id:digits}**` catches all digits.
    private mutating func matchLongest(
        _ allowed: URLPattern.CharacterClass, name: String?, token: Int, at start: Int
    ) -> Bool {
        guard start < bytes.count, allowed.contains(bytes[start]) else { return false }
        let row = token * (bytes.count + 1)
        // Where the run from the next place has failed, all longer ends have: only the shortest is left.
        if failed[row + start + 1] {
            return match(token: token + 1, at: start + 1) && capture(name, start..<(start + 1))
        }
        var last = start + 1
        while last < bytes.count, allowed.contains(bytes[last]) { last += 1 }
        var end = last
        while end > start {
            if match(token: token + 1, at: end) { return capture(name, start..<end) }
            end -= 1
        }
        for place in start..<last { failed[row + place] = true }
        return false
    }

    private mutating func capture(_ name: String?, _ range: Range<Int>) -> Bool {
        if let name { captures[name] = String(decoding: bytes[range], as: UTF8.self) }
        return true
    }

    private func hasPrefix(_ text: [UInt8], at start: Int) -> Bool {
        guard bytes.count - start >= text.count else { return false }
        for (offset, byte) in text.enumerated() where bytes[start + offset] != byte { return false }
        return true
    }

    private func isSame(_ range: Range<Int>, _ wanted: String, name: String) -> Bool {
        let ignoringCase = name == "user" || name == "host" || name == "authority"
        return zip(bytes[range], wanted.utf8).allSatisfy { pair in
            ignoringCase ? pair.0.asciiLowercased == pair.1.asciiLowercased : pair.0 == pair.1
        }
    }
}

extension URLPattern.CharacterClass {
    func contains(_ byte: UInt8) -> Bool {
        switch self {
        case .any, .folders: true
        case .segment: !"/?#&".utf8.contains(byte)
        case .digits: byte.isASCIIDigit
        case .word: byte.isASCIILetter || byte.isASCIIDigit || "_.-".utf8.contains(byte)
        case .scheme: byte.isASCIILetter || byte.isASCIIDigit || "+.-".utf8.contains(byte)
        case .host: !"/?#&:@".utf8.contains(byte)
        case .authority: !"/?#&@".utf8.contains(byte)
        }
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}
