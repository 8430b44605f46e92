// SPDX-License-Identifier: EUPL-1.2

extension JWATHeader {
    /// Bytes of a header that JWAT reads; what is longer becomes part of the block.
    private static let limit = 8192

    /// Looks for a version line and reads the header behind it. False if there is no version line up to the end.
    mutating func read(from input: JWATInput) throws(ToolFailure) -> Bool {
        guard try seekVersion(in: input) else { return false }
        checkVersion()
        var reader = JWATLineReader(input: input, encoding: .utf8, version: version, limit: Self.limit)
        while true {
            let line = try reader.readField()
            if line.isAtEnd { break }
            switch line.kind {
            case .field(let name, let value):
                if name.isEmpty { warning("EMPTY", "Header line") } else { try add(name: name, value: value) }
                continue
            case .text(let text):
                if !text.isEmpty {
                    warning("UNKNOWN", "Header line")
                    continue
                }
            }
            break
        }
        check()
        return true
    }

    private mutating func seekVersion(in input: JWATInput) throws(ToolFailure) -> Bool {
        var reader = JWATLineReader(input: input, encoding: .ascii, version: version, limit: Int.max)
        var sawData = false
        var sawEmptyLines = false
        var found = false
        while !found {
            let line = try reader.readText()
            if line.isAtEnd { break }
            guard case .text(let text) = line.kind, !text.isEmpty else {
                sawEmptyLines = true
                continue
            }
            if text.prefix(5).elementsEqual([0x57, 0x41, 0x52, 0x43, 0x2F], by: Self.isSame) {
                takeVersion(text.dropFirst(5))
                found = true
            } else {
                sawData = true
            }
        }
        if sawData { error("INVALID", "Data before WARC version") }
        if sawEmptyLines { error("INVALID", "Empty lines before WARC version") }
        return found
    }

    /// Letters in either case.
    private static func isSame(_ character: UInt32, _ wanted: UInt32) -> Bool {
        character == wanted || wanted >= 0x41 && character == wanted | 0x20
    }

    private mutating func takeVersion(_ text: ArraySlice<UInt32>) {
        let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
        isTwoPartVersion = parts.count == 2
        guard (2...4).contains(parts.count) else { return }
        major = Int32(Array(parts[0]).text).map(Int.init) ?? -1
        minor = Int32(Array(parts[1]).text).map(Int.init) ?? -1
    }

    private mutating func checkVersion() {
        guard isTwoPartVersion else { return error("INVALID_DATA", "Magic Version string") }
        if !version.knows(major, minor) { error("UNKNOWN", "Magic version number") }
    }
}
