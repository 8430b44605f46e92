// SPDX-License-Identifier: EUPL-1.2

/// One Swift file as the architecture tests see it: its lines, its imports and its type declarations.
struct SourceFile {
    /// Relative to the package, with `/`: `Sources/WARC/WARCReader.swift`.
    let path: String
    let text: String

    /// The folder below `Sources`, which is the module's name.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// The name without the folder.
    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// The lines without their ends; an end of the last line makes no further line.
    var lines: [Substring] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The modules it imports, with the line of each, counted from 1.
    var imports: [(line: Int, module: String)] {
        code.compactMap { line, words in
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({ $0.hasPrefix("@") || Self.access.contains($0) })
            else { return nil }
            let next = words[place + 1]
            // `import struct Module.Type`
            let target = Self.importKinds.contains(next) && place + 2 < words.count ? words[place + 2] : next
            return (line, String(target.prefix { $0 != "." && $0 != ";" }))
        }
    }

    /// The types it declares at any depth, with their lines.
    var types: [(line: Int, name: String)] {
        code.compactMap { line, words in
            guard let place = words.firstIndex(where: { Self.typeWords.contains($0) }), place + 1 < words.count,
                words[..<place].allSatisfy({ $0.hasPrefix("@") || Self.modifiers.contains($0) })
            else { return nil }
            let name = words[place + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" }
            return (line, name.filter { $0 != "`" })
        }
    }

    private static let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let modifiers = access.union(["final", "indirect", "open", "nonisolated"])
    private static let importKinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]
    private static let typeWords: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias"]

    /// The words of each line outside comments and texts over several lines.
    private var code: [(line: Int, words: [Substring])] {
        var isText = false
        var depth = 0
        var result: [(Int, [Substring])] = []
        for (index, line) in lines.enumerated() {
            if line.contains("\"\"\"") {
                if line.components(of: "\"\"\"") % 2 == 1 { isText.toggle() }
                continue
            }
            let words = line.split { $0 == " " || $0 == "\t" }
            guard !isText, let first = words.first else { continue }
            if first.hasPrefix("/*") { depth += 1 }
            if depth > 0 {
                if line.contains("*/") { depth -= 1 }
                continue
            }
            if !first.hasPrefix("//") { result.append((index + 1, words)) }
        }
        return result
    }
}

extension Substring {
    /// How often a text is in it, without overlaps.
    fileprivate func components(of text: String) -> Int {
        ranges(of: text).count
    }
}
