// SPDX-License-Identifier: EUPL-1.2

/// Lines that a head is read from: those of the file, or of one record.
protocol WarcioLines: AnyObject {
    /// A line with its LF, and how many bytes it has; 0 at the end.
    func nextLine() throws(ToolFailure) -> (count: Int, bytes: [UInt8])
}

/// A status line with named fields, as warcio reads them for WARC and HTTP alike.
struct WarcioHead {
    /// The first line without the white space at its end.
    private(set) var statusLine: String
    /// Names in lower case with their first value.
    private(set) var fields: [String: String] = [:]
    /// Fields that are kept; more of them can make no difference.
    private static let fieldsLimit = 1000

    /// The value of the first field of a name.
    subscript(name: String) -> String? { fields[name] }

    /// Reads a head whose first line may have been read already.
    ///
    /// - Returns: Nil where nothing is left.
    init?(
        from lines: some WarcioLines, firstLine: [UInt8]? = nil, accepts: (String) -> Bool = { _ in true }
    ) throws(ToolFailure) {
        let first: [UInt8]
        if let firstLine {
            first = firstLine
        } else {
            first = try lines.nextLine().bytes
        }
        guard !first.isEmpty else { return nil }
        statusLine = WarcioText.stripped(first)
        guard !statusLine.isEmpty, accepts(statusLine) else { return }
        var line = try Self.line(lines)
        while !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            var value = parts.count == 2 ? String(parts[1].drop(while: \.isWhitespace)) : nil
            line = try Self.line(lines)
            while line.first == " " || line.first == "\t" {
                value?.append(line)
                line = try Self.line(lines)
            }
            guard let value, fields.count < Self.fieldsLimit else { continue }
            var name = parts[0].lowercased()
            while name.last == " " || name.last == "\t" { name.removeLast() }
            if fields[name] == nil { fields[name] = value }
        }
    }

    private static func line(_ lines: some WarcioLines) throws(ToolFailure) -> String {
        WarcioText.stripped(try lines.nextLine().bytes)
    }
}

/// Text as Python has it.
enum WarcioText {
    /// UTF-8 where it is that, else Latin-1, without the white space at the end.
    static func stripped(_ bytes: [UInt8]) -> String {
        let text =
            String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        var scalars = text.unicodeScalars
        while let last = scalars.last, last.properties.isWhitespace || (0x1C...0x1F).contains(last.value) {
            scalars.removeLast()
        }
        return String(scalars)
    }

    /// Whether a line has nothing but white space of ASCII.
    static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }

    /// `int(text)`: signs, underscores between digits and white space around are allowed. Nil where Python raises ValueError.
    static func integer(_ text: String) -> Int64? {
        var text = Substring(text)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        var isNegative = false
        if let sign = text.first, sign == "-" || sign == "+" {
            isNegative = sign == "-"
            text.removeFirst()
        }
        let groups = text.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }) else { return nil }
        let digits = String(decoding: groups.joined(), as: UTF8.self)
        let value = Int64(digits) ?? Int64.max
        return isNegative ? -value : value
    }
}
