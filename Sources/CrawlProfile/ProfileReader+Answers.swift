// SPDX-License-Identifier: EUPL-1.2

import Yams

extension ProfileReader {
    func readWalls(_ top: YAMLMapping) -> [WallRule] {
        top.elements("walls").compactMap { node in
            let keys = ["name", "kind", "status", "url", "redirect-to", "body"]
            guard let rule = YAMLMapping(node, what: "a wall", keys: keys, findings: findings) else { return nil }
            let name = rule.requiredText("name")
            let kind = rule.required("kind") == nil ? nil : rule.choice("kind", among: Wall.Kind.allCases)
            let wall = WallRule(wall: Wall(kind: kind ?? .challenge, name: name ?? ""), conditions: conditions(rule))
            if !["url", "redirect-to", "body"].contains(where: { rule.node($0) != nil }) {
                findings.error(
                    at: rule.mark, "a wall needs at least one of the keys \"url\", \"redirect-to\" and \"body\"",
                    hint: "a status alone says too little")
            }
            return name == nil || kind == nil ? nil : wall
        }
    }

    func readAnswers(_ top: YAMLMapping) -> [AnswerRule] {
        top.elements("answers").compactMap { node in
            let conditionKeys = ["status", "url", "redirect-to", "body", "json", "no-body", "type"]
            let keys = ["name", "outcome"] + conditionKeys + ["in", "retry", "account"]
            guard let rule = YAMLMapping(node, what: "an answer", keys: keys, findings: findings) else { return nil }
            let name = rule.requiredText("name")
            let outcome =
                rule.required("outcome") == nil ? nil : rule.choice("outcome", among: AnswerRule.Outcome.allCases)
            if !conditionKeys.contains(where: { rule.node($0) != nil }) {
                findings.error(
                    at: rule.mark, "an answer needs a condition",
                    hint: "one of \(conditionKeys.joined(separator: ", "))")
            }
            if let node = rule.node("in"), rule.node("json") == nil {
                findings.error(at: node, "the key \"in\" goes with \"json\" only")
            }
            var conditions = conditions(rule)
            conditions.mediaTypes = rule.texts("type").map { WildcardText($0.text.lowercased()) }
            conditions.isWithoutBody = rule.flag("no-body")
            conditions.values = readValues(rule, "json")
            conditions.source = readSource(rule) ?? .body
            let isRetryable = rule.node("retry") == nil ? outcome == .throttled : rule.flag("retry")
            let account = rule.choice("account", among: AnswerJudgement.AccountState.allCases)
            guard let name, let outcome else { return nil }
            return AnswerRule(
                judgement: AnswerJudgement(
                    outcome: outcome.rawValue, name: name, isRetryable: isRetryable, account: account),
                conditions: conditions)
        }
    }

    /// The conditions that walls and answers share.
    private func conditions(_ rule: YAMLMapping) -> AnswerConditions {
        AnswerConditions(
            statuses: statuses(rule), url: patterns(rule, "url"), redirectTo: patterns(rule, "redirect-to"),
            body: rule.texts("body").map { $0.text.lowercased() })
    }

    /// Statuses as `403` or `500-599`; LinkedIn answers robots with 999.
    private func statuses(_ rule: YAMLMapping) -> [ClosedRange<Int>] {
        rule.texts("status").compactMap { text, node in
            let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            if (1...2).contains(bounds.count), let low = bounds[0], let high = bounds[bounds.count - 1],
                (100...999).contains(low), (low...999).contains(high)
            {
                return low...high
            }
            findings.error(at: node, "expected a status from 100 to 999 or a range of them, found \"\(text)\"")
            return nil
        }
    }
}
