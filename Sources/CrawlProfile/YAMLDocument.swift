// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Composes YAML text into nodes that know their line and column.
enum YAMLDocument {
    /// The longest file that is read, in bytes.
    static let longest = 1 << 20

    /// The most repeated keys that are named before reading is given up.
    private static let mostRepeats = 50

    /// Keys that were repeated begin with a character of this range in the tree, so that reading can go on behind them.
    static let repeatMark: Unicode.Scalar = "\u{E000}"

    /// The root node, nil when the text is no YAML or empty; every finding goes into the list.
    static func root(of text: String, findings: FindingList) -> Node? {
        guard text.utf8.count <= longest else {
            findings.error(at: nil as SourceLine?, "the file has \(text.utf8.count) bytes; at most \(longest) are read")
            return nil
        }
        var current = text
        for _ in 0...mostRepeats {
            do {
                guard let node = try Yams.compose(yaml: current) else {
                    findings.error(at: nil as SourceLine?, "the file is empty")
                    return nil
                }
                return node
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let name = keys.first ?? ""
                findings.error(
                    at: context.mark, "key \"\(name)\" is given more than once in one mapping", hint: "keep one of them"
                )
                guard let renamed = renaming(name, at: context.mark, in: current) else { return nil }
                current = renamed
            } catch {
                report(error, findings)
                return nil
            }
        }
        return nil
    }

    private static func report(_ error: any Error, _ findings: FindingList) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _)?, .parser(let context, let problem, let mark, _)?,
            .composer(let context, let problem, let mark, _)?:
            let where_ = context.map { " (\($0.text) from line \($0.mark.line))" } ?? ""
            findings.error(at: mark, "not YAML: \(problem)\(where_)")
        case .reader(let problem, let offset, let value, _)?:
            findings.error(
                at: nil as SourceLine?,
                "not YAML: \(problem) at byte \(offset ?? 0), found U+\(String(value, radix: 16))")
        default:
            findings.error(at: nil as SourceLine?, "not YAML: \(error)")
        }
    }

    /// The text with the key at `mark` replaced by as many marks, so that the columns behind it stay.
    private static func renaming(_ key: String, at mark: Mark, in text: String) -> String? {
        var scalars = Array(text.unicodeScalars)
        let name = Array(key.unicodeScalars)
        var line = 1
        var index = 0
        while line < mark.line, index < scalars.count {
            if scalars[index] == "\n" { line += 1 }
            index += 1
        }
        index += mark.column - 1
        if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard !name.isEmpty, index >= 0, index + name.count <= scalars.count,
            scalars[index..<(index + name.count)].elementsEqual(name)
        else { return nil }
        // The line makes two renamed keys of one mapping differ.
        guard let mine = Unicode.Scalar(repeatMark.value + UInt32(mark.line % 0x1000)) else { return nil }
        for place in index..<(index + name.count) { scalars[place] = mine }
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }

    /// Whether a key is one that was repeated and renamed.
    static func isRenamed(_ key: String) -> Bool {
        guard let first = key.unicodeScalars.first else { return false }
        return (repeatMark.value..<(repeatMark.value + 0x1000)).contains(first.value)
    }
}
