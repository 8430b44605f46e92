// SPDX-License-Identifier: EUPL-1.2

/// All rules, in the order of `RuleID`.
package enum RuleTable {
    /// The whole table.
    package static let all: [Rule] = RuleID.allCases.map { rule($0) }

    private static let byID: [RuleID: Rule] = {
        let tables = [container, header, fields, values, blocks, relations]
        return Dictionary(tables.joined().map { ($0.id, $0) }) { first, _ in first }
    }()

    /// The rule of a name.
    static func rule(_ id: RuleID) -> Rule {
        // A rule that was forgotten in the tables is found by a test; until then it weighs most.
        byID[id] ?? Rule(id, .error, "", [], id.rawValue)
    }

    /// How many rows the tables have, which is the number of rules.
    static var rows: Int { [container, header, fields, values, blocks, relations].map(\.count).reduce(0, +) }

    /// The short way to a clause of the standard.
    static func iso(_ section: String) -> String { "ISO 28500:2017 §" + section }

    static let everyTool: Set<EmulatedTool> = [.jhove, .jwat, .warcio, .jwarc, .fastwarc]
    static let jwats: Set<EmulatedTool> = [.jhove, .jwat]
}
