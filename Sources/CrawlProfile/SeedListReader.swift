// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Turns the YAML tree of a seed list into accounts.
struct SeedListReader {
    let findings: FindingList

    func read(_ text: String) -> SeedList? {
        let keys = ["title", "about", "period", "people", "accounts"]
        guard let root = YAMLDocument.root(of: text, findings: findings),
            let top = YAMLMapping(root, what: "a seed list", keys: keys, findings: findings)
        else { return nil }
        let title = top.requiredText("title")
        let period = readPeriod(top)
        if top.node("people") == nil, top.node("accounts") == nil {
            findings.error(at: top.mark, "a seed list needs one of the keys \"people\" and \"accounts\"")
        }
        let accounts =
            top.elements("people").flatMap(readPerson)
            + top.elements("accounts").compactMap { readAccount($0, of: Person()) }
        return SeedList(title: title, period: period ?? SeedPeriod(), accounts: accounts, file: findings.file)
    }

    /// What a person's accounts have in common.
    private struct Person {
        var name: String?
        var department: String?
        var role: String?
        var period: SeedPeriod?
    }

    private func readPeriod(_ top: YAMLMapping) -> SeedPeriod? {
        guard let node = top.node("period"),
            let period = YAMLMapping(node, what: "a period", keys: ["from", "to"], findings: findings)
        else { return nil }
        let from = day(period, "from")
        let to = day(period, "to")
        if let from, let to, to < from {
            findings.error(at: period.node("to"), "the period ends on \(to), before it begins on \(from)")
        }
        return SeedPeriod(from: from, to: to)
    }

    private func day(_ period: YAMLMapping, _ key: String) -> CalendarDay? {
        guard let text = period.text(key) else { return nil }
        if let day = CalendarDay(text) { return day }
        findings.error(
            at: period.node(key), "expected a day for \"\(key)\", found \"\(text)\"", hint: "for example 2017-10-26")
        return nil
    }

    private func readPerson(_ node: Node) -> [SeedAccount] {
        let keys = ["name", "department", "role", "period", "accounts"]
        guard let mapping = YAMLMapping(node, what: "a person", keys: keys, findings: findings) else { return [] }
        let person = Person(
            name: mapping.requiredText("name"), department: mapping.text("department"), role: mapping.text("role"),
            period: readPeriod(mapping))
        if mapping.required("accounts") == nil { return [] }
        return mapping.elements("accounts").compactMap { readAccount($0, of: person) }
    }

    /// An account is a mapping, or its seed alone.
    private func readAccount(_ node: Node, of person: Person) -> SeedAccount? {
        if case .scalar(let scalar) = node, !node.isNothing {
            guard let seed = checked(scalar.string.trimmingASCIISpace(), at: node) else { return nil }
            return SeedAccount(
                seed: seed, person: person.name, department: person.department, role: person.role,
                period: person.period, line: node.mark?.line ?? 0)
        }
        let keys = [
            "url", "handle", "account", "platform", "profile", "kind", "person", "department", "role", "period",
        ]
        guard let account = YAMLMapping(node, what: "an account", keys: keys, findings: findings) else { return nil }
        let given = ["url", "handle", "account"].filter { account.node($0) != nil }
        if given.count != 1 {
            findings.error(at: account.mark, "an account has exactly one of \"url\", \"handle\" and \"account\"")
        }
        let platform = account.text("platform")
        if given == ["account"], platform == nil {
            findings.error(
                at: account.node("account"), "the key \"account\" goes with \"platform\"",
                hint: "for example { platform: x, account: minister }")
        }
        let seed = given.first.flatMap { key in
            account.text(key).flatMap { text in
                account.node(key).flatMap { key == "account" ? text : checked(text, at: $0) }
            }
        }
        let kind = account.choice("kind", among: SeedAccount.Kind.allCases)
        let period = readPeriod(account)
        guard let seed else { return nil }
        return SeedAccount(
            seed: seed, platform: platform, profile: account.text("profile"), kind: kind,
            person: account.text("person") ?? person.name, department: account.text("department") ?? person.department,
            role: account.text("role") ?? person.role, period: period ?? person.period, line: account.mark?.line ?? 0)
    }

    private func checked(_ seed: String, at node: Node) -> String? {
        if SeedForm.isSeed(seed) { return seed }
        findings.error(
            at: node, "expected a URL or a handle, found \"\(seed.prefix(120))\"", hint: SeedForm.examples)
        return nil
    }
}
