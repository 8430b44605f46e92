// SPDX-License-Identifier: EUPL-1.2

/// Whether a block starts with a head of HTTP, as JWAT tells.
enum JWATHTTPHead {
    /// Bytes JWAT looks at.
    static let limit = 32768

    /// Which first line is expected.
    enum Kind {
        case request, response
    }

    /// Reads the head of a block of `length` bytes, all of which must be available to `input`.
    ///
    /// - Returns: Its bytes; nil if there is no valid head, and then the input is where it was.
    static func take(
        from input: JWATInput, length: UInt64, _ kind: Kind, _ version: JWATVersion
    ) throws(ToolFailure) -> Bool {
        let limit = Int(clamping: min(UInt64(limit), length))
        var reader = JWATLineReader(input: input, encoding: .latin1, version: version, limit: limit)
        let first = try reader.readText()
        guard !first.isAtEnd, case .text(let line) = first.kind, isValid(line.text, kind, version) else { return false }
        while true {
            let line = try reader.readField()
            // A head may be all there is of a block, but it may not be cut.
            if line.isAtEnd { return UInt64(limit - reader.left) == length }
            if case .text(let text) = line.kind, text.isEmpty { return true }
        }
    }

    private static func isValid(_ line: String, _ kind: Kind, _ version: JWATVersion) -> Bool {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        switch kind {
        case .response:
            guard parts.count >= 2, !parts[0].isEmpty, isVersion(parts[0], version), let code = Int32(parts[1])
            else { return false }
            return (100...999).contains(code)
        case .request:
            return parts.count == 3 && !parts[0].isEmpty && !parts[1].isEmpty && isVersion(parts[2], version)
        }
    }

    private static func isVersion(_ text: Substring, _ version: JWATVersion) -> Bool {
        if version == .v121, text == "HTTP" { return true }
        guard text.hasPrefix("HTTP/") else { return false }
        let numbers = text.dropFirst(5)
        guard let dot = numbers.firstIndex(of: "."), let major = Int32(numbers[..<dot]),
            let minor = Int32(numbers[numbers.index(after: dot)...])
        else { return false }
        return major >= 0 && minor >= 0
    }
}
