// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Turns the YAML tree of a profile into rules. Each method reads one key of the file.
struct ProfileReader {
    static let keys = [
        "profile", "version", "title", "about", "match", "seed", "page", "api", "media", "follow", "ignore",
        "politeness",
        "headers", "walls",
    ]

    let findings: FindingList
    let text: String

    func read(_ root: Node) -> Profile? {
        guard let top = YAMLMapping(root, what: "a profile", keys: Self.keys, findings: findings) else { return nil }
        let name = readName(top)
        let version = top.requiredText("version")
        let title = top.requiredText("title")
        let matches = readMatches(top)
        // Without a single match the placeholders of the other rules cannot be checked: one mistake, one finding.
        let seedNames = matches.isEmpty ? nil : matches.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        let seeds = readSeeds(top, matches: matches)
        let pages = readPages(top, seedNames: seedNames)
        let api = readAPI(top, seedNames: seedNames)
        let media = readMedia(top)
        let follow = patterns(top, "follow")
        let ignore = patterns(top, "ignore")
        let politeness = readPoliteness(top)
        let headers = readHeaders(top)
        let walls = readWalls(top)
        guard let name, let version, let title else { return nil }
        return Profile(
            name: name, version: version, title: title, about: top.text("about") ?? "", file: findings.file, text: text,
            matches: matches, seeds: seeds, pages: pages, api: api, media: media, follow: follow, ignore: ignore,
            headers: headers, walls: walls, politeness: politeness, lanes: [], pause: nil, secrets: SecretRules(),
            detection: DetectionRules())
    }

    private func readName(_ top: YAMLMapping) -> String? {
        guard let name = top.requiredText("profile") else { return nil }
        guard name.utf8.count <= 64, name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D }) else {
            findings.error(at: top.node("profile"), "a profile's name has letters, digits and -, found \"\(name)\"")
            return nil
        }
        return name
    }

    private func readMatches(_ top: YAMLMapping) -> [MatchRule] {
        if top.required("match") == nil { return [] }
        let keys = ["kind", "url", "handle", "hosts"]
        return top.elements("match").compactMap { node in
            guard let rule = YAMLMapping(node, what: "a match", keys: keys, findings: findings) else { return nil }
            let kind = rule.choice("kind", among: SeedKind.allCases)
            let hosts = rule.texts("hosts").compactMap { text, node in
                let host = HostPattern(text)
                if host == nil {
                    findings.error(at: node, "\"\(text)\" is not a host", hint: "for example *.example.org")
                }
                return host
            }
            if rule.node("kind") == nil { findings.error(at: rule.mark, "a match needs the key \"kind\"") }
            let form: MatchRule.Form?
            switch (rule.node("url"), rule.node("handle")) {
            case (.some, nil): form = pattern(rule, "url").map { .url($0) }
            case (nil, .some): form = handle(rule)
            case (nil, nil):
                findings.error(at: rule.mark, "a match needs one of the keys \"url\" and \"handle\"")
                form = nil
            case (.some, .some):
                findings.error(at: rule.mark, "a match has either \"url\" or \"handle\"", hint: "make two of it")
                form = nil
            }
            guard let kind, let form else { return nil }
            return MatchRule(kind: kind, form: form, hosts: hosts)
        }
    }

    /// A handle is matched as a URL pattern would be, but may start with anything.
    private func handle(_ rule: YAMLMapping) -> MatchRule.Form? {
        guard let node = rule.node("handle"), let text = rule.text("handle") else { return nil }
        do {
            return .handle(try URLPattern(handle: text))
        } catch {
            report(error, in: text, at: node)
            return nil
        }
    }

    private func readSeeds(_ top: YAMLMapping, matches: [MatchRule]) -> [SeedRule] {
        if top.required("seed") == nil { return [] }
        return top.elements("seed").compactMap { node in
            guard
                let rule = YAMLMapping(
                    node, what: "a seed", keys: ["url", "as", "for", "optional"], findings: findings)
            else { return nil }
            let kinds = rule.choices("for", among: SeedKind.allCases)
            let meant = matches.filter { kinds.isEmpty || kinds.contains($0.kind) }
            let names = meant.isEmpty ? nil : meant.reduce(into: Set<String>()) { $0.formUnion($1.names) }
            if meant.isEmpty, !matches.isEmpty, let node = rule.node("for"), !kinds.isEmpty {
                findings.error(at: node, "no match has a kind that this seed is for")
            }
            let url = template(rule, "url", names: names, isRequired: true)
            let kind = kind(rule)
            guard let url, let kind else { return nil }
            return SeedRule(url: url, kind: kind, seedKinds: kinds, isOptional: rule.flag("optional"))
        }
    }

    /// The key `as`, which is required.
    func kind(_ rule: YAMLMapping) -> PlannedURL.Kind? {
        guard rule.required("as") != nil else { return nil }
        return rule.choice("as", among: PlannedURL.Kind.allCases)
    }
}
