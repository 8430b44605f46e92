// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

/// What a profile says of a platform's accounts and ids besides rules for answers.
extension ProfileReader {
    func readLanes(_ top: YAMLMapping) -> [Lane] {
        var names: Set<String> = []
        return top.elements("lanes").compactMap { node in
            let keys = ["name", "about", "credential"]
            guard let rule = YAMLMapping(node, what: "a lane", keys: keys, findings: findings) else { return nil }
            let about = rule.requiredText("about")
            guard let name = rule.requiredText("name") else { return nil }
            guard names.insert(name).inserted else {
                findings.error(at: rule.node("name"), "another lane is named \"\(name)\" too")
                return nil
            }
            for key in ["name", "credential"] {
                guard let text = rule.text(key), !Self.isWord(text) else { continue }
                findings.error(at: rule.node(key), "a \(key) of a lane has letters, digits and -, found \"\(text)\"")
            }
            return Lane(name: name, about: about ?? "", credential: rule.text("credential"))
        }
    }

    private static func isWord(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D }
    }

    func readIDs(_ top: YAMLMapping) -> [IDRule] {
        top.elements("ids").compactMap { node in
            let keys = ["base", "shift", "epoch", "unit", "above", "below", "digits"]
            guard let rule = YAMLMapping(node, what: "an id rule", keys: keys, findings: findings) else { return nil }
            let base = rule.required("base") == nil ? nil : rule.choice("base", among: NumeralSystem.ofIDs)
            let unit = rule.required("unit") == nil ? nil : rule.choice("unit", among: IDRule.Unit.allCases)
            let shift = rule.integer("shift", in: 0...63) ?? 0
            let epoch = rule.integer("epoch", in: 0...Int.max) ?? 0
            let above = number(rule, "above")
            let below = number(rule, "below")
            if let above, let below, below <= above {
                findings.error(at: rule.node("below"), "no number is above \(above) and below \(below)")
            }
            let digits = rule.integer("digits", in: 1...40)
            guard let base, let unit else { return nil }
            return IDRule(
                base: base, shift: shift, epoch: Int64(epoch), unit: unit, above: above, below: below, digits: digits)
        }
    }

    private func number(_ rule: YAMLMapping, _ key: String) -> UInt64? {
        guard let node = rule.node(key) else { return nil }
        if let number = node.string.flatMap({ UInt64($0) }) { return number }
        findings.error(at: node, "expected a whole number for \"\(key)\", found \(node.kindInWords)")
        return nil
    }

    func readPause(_ top: YAMLMapping) -> PauseRule? {
        guard let node = top.node("pause"),
            let rule = YAMLMapping(node, what: "the pause", keys: ["after", "for"], findings: findings)
        else { return nil }
        guard rule.required("after") != nil, rule.required("for") != nil,
            let after = rule.integer("after", in: 1...1000),
            let milliseconds = rule.milliseconds("for", in: 1000...2_592_000_000)
        else { return nil }
        return PauseRule(after: after, milliseconds: milliseconds)
    }

    func readSecrets(_ top: YAMLMapping) -> SecretRules {
        var secrets = SecretRules()
        let keys = ["headers", "cookies", "parameters", "json"]
        guard let node = top.node("secrets"),
            let rule = YAMLMapping(node, what: "the secrets", keys: keys, findings: findings)
        else { return secrets }
        secrets.headers = rule.texts("headers").map { $0.text.lowercased() }
        secrets.cookies = rule.texts("cookies").map(\.text)
        secrets.parameters = rule.texts("parameters").map(\.text)
        secrets.json = pointers(rule, "json")
        return secrets
    }

    func readDetection(_ top: YAMLMapping) -> DetectionRules {
        var detection = DetectionRules()
        guard let node = top.node("detect"),
            let rule = YAMLMapping(node, what: "the detection", keys: ["nodeinfo"], findings: findings)
        else { return detection }
        detection.nodeinfo = rule.texts("nodeinfo").map { $0.text.lowercased() }
        return detection
    }
}
