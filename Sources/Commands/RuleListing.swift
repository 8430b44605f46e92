// SPDX-License-Identifier: EUPL-1.2

import Inspection
import Verification

/// The table of rules, for people and for machines.
enum RuleListing {
    /// Name, severity, validators that notice it, what is demanded, and where it stands.
    static func text() -> [UInt8] {
        var text = ""
        for rule in RuleTable.all {
            let name = pad(rule.id.rawValue, 28)
            text += "\(name)\(pad(rule.severity.rawValue, 9))\(pad(tools(rule), 36))\(rule.summary) (\(rule.clause))\n"
        }
        return Array(text.utf8)
    }

    /// One object with a list.
    static func json() -> [UInt8] {
        var line = JSONLine()
        line.addList("rules", RuleTable.all) { rule, line in
            line.add("rule", rule.id.rawValue)
            line.add("severity", rule.severity.rawValue)
            line.add("clause", rule.clause)
            line.add("summary", rule.summary)
            line.addObject("noticedBy") { line in
                for tool in EmulatedTool.allCases {
                    line.add(name: tool.rawValue, rule.noticedBy.contains(tool) ? 1 : 0)
                }
            }
        }
        return line.end() + [0x0A]
    }

    private static func tools(_ rule: Rule) -> String {
        let names = EmulatedTool.allCases.filter(rule.noticedBy.contains).map(\.rawValue)
        return names.isEmpty ? "-" : names.joined(separator: ",")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.utf8.count))
    }
}
