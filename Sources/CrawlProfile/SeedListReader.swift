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
            + top.elements("accounts").compactMap { readAccount($0, person: nil, department: nil, role: nil) }
        warnOfRepeats(accounts)
        return SeedList(title: title, from: period.from, to: period.to, accounts: accounts)
    }

    private func readPeriod(_ top: YAMLMapping) -> (from: CalendarDay?, to: CalendarDay?) {
        guard let node = top.node("period"),
            let period = YAMLMapping(node, what: "a period", keys: ["from", "to"], findings: findings)
        else { return (nil, nil) }
        let from = day(period, "from")
        let to = day(period, "to")
        if let from, let to, to < from {
            findings.error(at: period.node("to"), "the period ends on \(to), before it begins on \(from)")
        }
        return (from, to)
    }

    private func day(_ period: YAMLMapping, _ key: String) -> CalendarDay? {
        guard let text = period.text(key) else { return nil }
        if let day = CalendarDay(text) { return day }
        findings.error(
            at: period.node(key), "expected a day for \"\(key)\", found \"\(text)\"", hint: "for example 2017-10-26")
        return nil
    }

    private func readPerson(_ node: Node) -> [SeedAccount] {
        let keys = ["name", "department", "role", "accounts"]
        guard let person = YAMLMapping(node, what: "a person", keys: keys, findings: findings) else { return [] }
        let name = person.requiredText("name")
        let department = person.text("department")
        let role = person.text("role")
        if person.required("accounts") == nil { return [] }
        return person.elements("accounts").compactMap {
            readAccount($0, person: name, department: department, role: role)
        }
    }

    /// An account is a mapping, or its seed alone.
    private func readAccount(_ node: Node, person: String?, department: String?, role: String?) -> SeedAccount? {
        if case .scalar(let scalar) = node, !node.isNothing {
            guard let seed = checked(scalar.string.trimmingASCIISpace(), at: node) else { return nil }
            return SeedAccount(
                seed: seed, profile: nil, kind: nil, person: person, department: department, role: role,
                line: node.mark?.line ?? 0)
        }
        let keys = ["url", "handle", "profile", "kind", "person", "department", "role"]
        guard let account = YAMLMapping(node, what: "an account", keys: keys, findings: findings) else { return nil }
        let given = ["url", "handle"].filter { account.node($0) != nil }
        if given.count != 1 {
            findings.error(at: account.mark, "an account has either \"url\" or \"handle\"")
        }
        let seed = given.first.flatMap { key in
            account.text(key).flatMap { text in account.node(key).flatMap { checked(text, at: $0) } }
        }
        let kind = account.choice("kind", among: SeedAccount.Kind.allCases)
        guard let seed else { return nil }
        return SeedAccount(
            seed: seed, profile: account.text("profile"), kind: kind, person: account.text("person") ?? person,
            department: account.text("department") ?? department, role: account.text("role") ?? role,
            line: account.mark?.line ?? 0)
    }

    private func checked(_ seed: String, at node: Node) -> String? {
        if SeedForm.isSeed(seed) { return seed }
        findings.error(
            at: node, "expected a URL or a handle, found \"\(seed.prefix(120))\"", hint: SeedForm.examples)
        return nil
    }

    private func warnOfRepeats(_ accounts: [SeedAccount]) {
        var seen: [String: Int] = [:]
        for account in accounts {
            if let first = seen[account.seed] {
                findings.warning(at: SourceLine(line: account.line), "\"\(account.seed)\" is on line \(first) already")
            } else {
                seen[account.seed] = account.line
            }
        }
    }
}
