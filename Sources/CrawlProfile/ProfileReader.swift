// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

/// Turns the YAML tree of a profile into rules. Each method reads one key of the file.
struct ProfileReader {
    static let keys = [
        "profile", "version", "title", "about", "match", "seed", "page", "api", "media", "follow", "ignore",
        "politeness", "headers", "walls", "lanes", "ids", "answers", "pause", "secrets", "detect",
    ]

    let findings: FindingList
    let text: String
    /// What `lanes:` declares; read before all rules that name lanes and credentials.
    var lanes: [Lane] = []

    init(findings: FindingList, text: String) {
        self.findings = findings
        self.text = text
    }

    mutating func read(_ root: Node) -> Profile? {
        guard let top = YAMLMapping(root, what: "a profile", keys: Self.keys, findings: findings) else { return nil }
        let name = readName(top)
        let version = top.requiredText("version")
        let title = top.requiredText("title")
        lanes = readLanes(top)
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
        let answers = readAnswers(top)
        let ids = readIDs(top)
        let pause = readPause(top)
        let secrets = readSecrets(top)
        let detection = readDetection(top)
        guard let name, let version, let title else { return nil }
        return Profile(
            name: name, version: version, title: title, about: top.text("about") ?? "", file: findings.file, text: text,
            matches: matches, seeds: seeds, pages: pages, api: api, media: media, follow: follow, ignore: ignore,
            headers: headers, walls: walls, politeness: politeness, answers: answers, ids: ids, lanes: lanes,
            pause: pause, secrets: secrets, detection: detection)
    }

    private func readName(_ top: YAMLMapping) -> String? {
        guard let name = top.requiredText("profile") else { return nil }
        guard name.utf8.count <= 64, name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D }) else {
            findings.error(at: top.node("profile"), "a profile's name has letters, digits and -, found \"\(name)\"")
            return nil
        }
        return name
    }

    /// The key `as`, which is required.
    func kind(_ rule: YAMLMapping) -> PlannedURL.Kind? {
        guard rule.required("as") != nil else { return nil }
        return rule.choice("as", among: PlannedURL.Kind.allCases)
    }

    /// The key `lane`, which names one of `lanes:`.
    func lane(_ rule: YAMLMapping) -> String? {
        guard let node = rule.node("lane"), let name = rule.text("lane") else { return nil }
        let known = lanes.map(\.name)
        if known.contains(name) { return name }
        let hint = Spelling.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
        findings.error(
            at: node, "no lane is named \"\(name)\"",
            hint: hint ?? (known.isEmpty ? "name it under lanes:" : "known: \(known.joined(separator: ", "))"))
        return nil
    }
}
