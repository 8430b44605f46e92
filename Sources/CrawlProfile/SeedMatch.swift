// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// A seed that a profile knows as its own.
package struct SeedMatch: Sendable, Hashable {
    /// How sure the profile is that the seed is of its platform.
    package enum Certainty: Int, Sendable, Comparable {
        /// The form fits, as it does on many sites: good enough when the profile was asked for by name.
        case form
        /// The seed is a handle of the platform's form.
        case handle
        /// The host is one of those that the profile lists.
        case host

        package static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
    }

    /// The name of the profile.
    package let profile: String
    /// The seed as it was given.
    package internal(set) var seed: String
    package let kind: SeedKind
    package let certainty: Certainty
    /// The values of the placeholders: those of the rule, and `scheme`, `host`, `authority`, `origin` and `url`.
    package let bindings: [String: String]
    /// The one URL by which the thing is known, however it was written; nil when the profile gives none.
    package internal(set) var canonical: String?
    /// False for what the platform has but Kabinet does not capture, such as a search.
    package internal(set) var isSupported = true
    /// The placeholders of the canonical URL.
    var known: [String: String]?

    /// A name for the account, as in file names and overviews: `user@host`, or the host alone.
    package var account: String {
        let names = known ?? bindings
        let authority = names["authority"] ?? ""
        guard let user = names["user"], !user.isEmpty else {
            // Two channels of one host are two accounts.
            guard let canonical, let address = WebAddress(canonical), kind == .profile else { return authority }
            return address.authority + address.path
        }
        return user.contains("@") ? user : user + "@" + authority
    }
}
