// SPDX-License-Identifier: EUPL-1.2

/// What another validator will say about a file.
package struct ToolAnswer: Sendable, Hashable {
    /// The validator.
    package let tool: EmulatedTool
    /// The file as it was named.
    package let path: String
    /// The records the tool gets to see.
    package internal(set) var records = 0
    /// Why the tool stops before the end of the file, in its own words or those of its language; nil if it does not.
    package internal(set) var exception: String?
    /// Of jwarc: records that do not start where a gzip member does.
    package internal(set) var misaligned = 0
    /// Digests the tool finds wrong.
    package internal(set) var badDigests = 0
    /// How often each diagnostic is given, for example `E:INVALID_EXPECTED:'WARC-Date' value`.
    package internal(set) var diagnostics: [String: Int] = [:]

    init(_ tool: EmulatedTool, path: String) {
        self.tool = tool
        self.path = path
    }

    /// Whether the tool finds nothing wrong.
    package var accepts: Bool { diagnostics.isEmpty && exception == nil }

    /// The diagnostics in one line, sorted: `{E:UNKNOWN:Magic version number=3, W:…=1}`; an exception counts as one.
    package var summary: String {
        var counts = diagnostics
        if let exception { counts["EXC " + exception] = 1 }
        let parts = counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return "{" + parts.map { "\($0.key)=\($0.value)" }.joined(separator: ", ") + "}"
    }

    /// Different diagnostics that are kept; a file can make a tool invent a new one for each record.
    static let kindsLimit = 10_000

    mutating func add(_ diagnostic: String, _ count: Int = 1) {
        guard diagnostics[diagnostic] != nil || diagnostics.count < Self.kindsLimit else { return }
        diagnostics[diagnostic, default: 0] += count
    }
}
