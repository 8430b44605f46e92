// SPDX-License-Identifier: EUPL-1.2

import Yams

extension Node {
    /// Whether this is an empty value or a plain `null`.
    var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// What it is, for messages: a scalar in quotes, other things by their kind.
    var kindInWords: String {
        switch self {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar): isNothing ? "nothing" : "\"\(scalar.string.prefix(60))\""
        }
    }
}
