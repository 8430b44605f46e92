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
    /// Reads a seed list: YAML when the file's name ends with `.yaml` or `.yml`, a table when it ends with `.csv`, otherwise one
    /// seed per line.
    ///
    /// In a text file empty lines and what follows a `#` at the start of a word are passed over.
    package static func parse(_ text: String, file: String) -> SeedListReading {
        let findings = FindingList(file: file)
        let name = file.lowercased()
        let list: SeedList?
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            list = SeedListReader(findings: findings).read(text)
        } else if name.hasSuffix(".csv") {
            list = SeedTableReader(findings: findings).read(text)
        } else {
            list = plain(text, file: file, findings)
        }
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
            accounts.append(SeedAccount(seed: seed, line: place.line))
        }
        return SeedList(title: nil, period: SeedPeriod(), accounts: accounts, file: file)
    }
}
