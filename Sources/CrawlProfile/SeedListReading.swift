// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics

/// What came of reading a seed list: the list, unless an error is among the findings, and all findings.
package struct SeedListReading: Sendable {
    /// Nil when there is an error among the findings.
    package let list: SeedList?
    /// All that is wrong or odd, in the order of the file.
    package let findings: [Diagnostic]
}

extension SeedList {
    /// Reads a seed list: YAML when the file's name ends with `.yaml` or `.yml`, otherwise one seed per line.
    ///
    /// In a text file empty lines and what follows a `#` at the start of a word are passed over.
    package static func parse(_ text: String, file: String) -> SeedListReading {
        let findings = FindingList(file: file)
        let isYAML = file.lowercased().hasSuffix(".yaml") || file.lowercased().hasSuffix(".yml")
        let list = isYAML ? SeedListReader(findings: findings).read(text) : plain(text, file: file, findings)
        if let list, list.accounts.isEmpty, !findings.hasErrors {
            findings.error(at: nil as SourceLine?, "the list has no accounts")
        }
        return SeedListReading(list: findings.hasErrors ? nil : list, findings: findings.inOrder)
    }

    /// Reads a file with ``parse(_:file:)``.
    package static func read(_ path: String) -> SeedListReading {
        do {
            return parse(try SourceText.read(path), file: path)
        } catch {
            return SeedListReading(list: nil, findings: [error])
        }
    }

    private static func plain(_ text: String, file: String, _ findings: FindingList) -> SeedList {
        var accounts: [SeedAccount] = []
        var seen: [String: Int] = [:]
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        for (index, line) in lines.enumerated() {
            let place = SourceLine(line: index + 1)
            let words = line.split { $0 == " " || $0 == "\t" }.prefix { !$0.hasPrefix("#") }
            guard let seed = words.first.map(String.init) else { continue }
            if words.count > 1 {
                findings.error(at: place, "expected one seed, found \"\(words.joined(separator: " ").prefix(120))\"")
                continue
            }
            guard SeedForm.isSeed(seed) else {
                findings.error(
                    at: place, "expected a URL or a handle, found \"\(seed.prefix(120))\"", hint: SeedForm.examples)
                continue
            }
            if let first = seen[seed] {
                findings.warning(at: place, "\"\(seed)\" is on line \(first) already")
                continue
            }
            seen[seed] = place.line
            accounts.append(
                SeedAccount(
                    seed: seed, profile: nil, kind: nil, person: nil, department: nil, role: nil, line: place.line))
        }
        return SeedList(title: nil, from: nil, to: nil, accounts: accounts)
    }
}
