// SPDX-License-Identifier: EUPL-1.2

/// One finding about data: where it is, what was found, what was expected, what to do.
///
/// A defect in a file is a value and not an exception, so that a check can print all of them; it is also an `Error` for
/// the places that must stop at the first.
public struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
    /// How much a finding weighs: a note informs, a warning is survivable, an error makes the data or the command unusable.
    public enum Severity: String, Sendable, Comparable {
        case note, warning, error

        /// Orders by weight: note, warning, error.
        public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

        private var weight: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// Where a finding is.
    public enum Place: Sendable, Hashable, CustomStringConvertible {
        /// Nowhere in particular: the whole command or run.
        case none
        /// A place in a text file; line and column count from 1.
        case source(file: String, line: Int, column: Int)
        /// A place in a binary file; the offset in bytes counts from 0.
        case offset(file: String, offset: UInt64)
        /// A whole file or folder.
        case file(String)
        /// A resource of the web.
        case url(String)

        /// As much of a place in a binary file as is known.
        public init(file: String?, offset: UInt64?) {
            switch (file, offset) {
            case (let file?, let offset?): self = .offset(file: file, offset: offset)
            case (let file?, nil): self = .file(file)
            case (nil, _): self = .none
            }
        }

        /// `file:line:column`, `file@offset`, the file or the URL; empty for `none`.
        public var description: String {
            switch self {
            case .none: ""
            case .source(let file, let line, let column): "\(file):\(line):\(column)"
            case .offset(let file, let offset): "\(file)@\(offset)"
            case .file(let path): path
            case .url(let url): url
            }
        }
    }

    /// How much the finding weighs.
    public var severity: Severity
    /// Where it is.
    public var place: Place
    /// What was found and what was expected; one sentence without a full stop.
    public var message: String
    /// What to do about it, in words that fit between brackets.
    public var hint: String?

    /// A finding; an error without a place unless said otherwise.
    public init(_ severity: Severity = .error, at place: Place = .none, _ message: String, hint: String? = nil) {
        self.severity = severity
        self.place = place
        self.message = message
        self.hint = hint
    }

    /// One line in the form of a compiler: `crawl-profiles/x.yaml:12:5: error: unknown key "politness" (did you mean …?)`.
    ///
    /// Control characters are written as `\u{1b}`: the text often quotes what a stranger's server sent, and goes to a terminal.
    public var description: String {
        let place = place.description
        let hint = hint.map { " (\($0))" } ?? ""
        return Self.printable((place.isEmpty ? "" : place + ": ") + severity.rawValue + ": " + message + hint)
    }

    private static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var clean = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                clean += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                clean.unicodeScalars.append(scalar)
            }
        }
        return clean
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
