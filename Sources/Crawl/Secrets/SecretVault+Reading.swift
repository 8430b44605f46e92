// SPDX-License-Identifier: EUPL-1.2

extension SecretVault {
    /// What the names of environment variables with credentials begin with.
    package static let environmentPrefix = "KABINET_CREDENTIAL_"

    /// The credentials of a file and of the environment; of two with one name that of the environment counts.
    ///
    /// - Parameters:
    ///   - path: The credentials file, when there is one.
    ///   - environment: `NAME=value`, as in environ(7).
    /// - Throws: a ``CredentialError`` that says what is wrong and where, without repeating a value.
    package init(file path: String?, environment: [String]) throws(CredentialError) {
        self.init()
        if let path { try read(CredentialFile.text(at: path), from: path) }
        for entry in environment where entry.hasPrefix(Self.environmentPrefix) {
            guard let equals = entry.firstIndex(of: "=") else { continue }
            let variable = entry[..<equals]
            let name = variable.dropFirst(Self.environmentPrefix.count).lowercased()
                .map { $0 == "_" ? "-" : $0 }
            let value = String(entry[entry.index(after: equals)...])
            do { try add(String(name), value) } catch { throw CredentialError("\(variable): \(error)") }
        }
    }

    /// Lines `name: value`, and as in YAML `name:` with indented lines `value:` and `hosts: [a.example, b.example]`.
    mutating func read(_ text: String, from path: String) throws(CredentialError) {
        var open: (name: String, line: Int, value: String?, hosts: Set<String>)?
        var seen: Set<String> = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmingEnd() }
        lines.append("")
        for (index, line) in lines.enumerated() {
            let place = "\(path):\(index + 1)"
            let content = line.drop { $0 == " " || $0 == "\t" }
            let isIndented = content.startIndex > line.startIndex
            let isLast = index == lines.count - 1
            if (content.isEmpty && !isLast) || content.first == "#" || content == "---" { continue }
            if let block = open, !isIndented || isLast {
                open = nil
                guard let value = block.value else {
                    throw CredentialError("\(path):\(block.line): the credential \"\(block.name)\" has no value")
                }
                do { try add(block.name, value, hosts: block.hosts) } catch {
                    throw CredentialError("\(path):\(block.line): \(error)")
                }
            }
            if isLast { break }
            // The line may hold a value in the wrong place: it is not repeated.
            guard let colon = content.firstIndex(of: ":"),
                content.index(after: colon) == content.endIndex || " \t".contains(content[content.index(after: colon)])
            else { throw CredentialError("\(place): expected \"name: value\"") }
            let key = String(content[..<colon].trimmingEnd())
            let raw = content[content.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            if isIndented {
                guard open != nil, key == "value" || key == "hosts" else {
                    throw CredentialError("\(place): expected \"value:\" or \"hosts:\" below a credential's name")
                }
                if key == "value" { open?.value = try Self.scalar(raw, place) } else { open?.hosts = Self.hosts(raw) }
            } else if !seen.insert(key).inserted {
                throw CredentialError("\(place): this name was given before")
            } else if raw.isEmpty || raw.first == "#" {
                open = (key, index + 1, nil, [])
            } else {
                do { try add(key, try Self.scalar(raw, place)) } catch { throw CredentialError("\(place): \(error)") }
            }
        }
    }

    /// A value as YAML has it: plain, or in quotes; behind a blank and # comes a comment.
    private static func scalar(_ raw: Substring, _ place: String) throws(CredentialError) -> String {
        guard let quote = raw.first, quote == "\"" || quote == "'" else {
            let comment = raw.firstRange(of: " #")?.lowerBound ?? raw.endIndex
            return String(raw[..<comment].trimmingEnd())
        }
        var value = ""
        var rest = raw.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                if quote == "'", rest.first == "'" {
                    value.append("'")
                    rest.removeFirst()
                    continue
                }
                let tail = rest.drop { $0 == " " || $0 == "\t" }
                guard tail.isEmpty || tail.first == "#" else { break }
                return value
            }
            if quote == "\"", character == "\\" {
                guard let next = rest.popFirst(), next == "\"" || next == "\\" else { break }
                value.append(next)
            } else {
                value.append(character)
            }
        }
        throw CredentialError("\(place): the quotes do not fit")
    }

    private static func hosts(_ raw: Substring) -> Set<String> {
        let inner = raw.prefix { $0 != "#" }.filter { !"[]\"' \t".contains($0) }
        return Set(inner.split(separator: ",").map { $0.lowercased() })
    }
}

extension Substring {
    /// Without blanks and carriage returns at its end.
    fileprivate func trimmingEnd() -> Substring {
        var text = self
        while let last = text.last, last == " " || last == "\t" || last == "\r" || last == "\r\n" { text.removeLast() }
        return text
    }
}
