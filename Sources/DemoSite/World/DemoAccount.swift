// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// An account of the demonstration; every one of them is invented.
package struct DemoAccount: Sendable, Hashable {
    /// What the account stands for.
    package enum Role: String, Sendable {
        case minister, stateSecretary, department, citizen
    }

    /// Decimal digits, as in the API.
    package let id: String
    /// The name in addresses: `noorveldkamp` in `/@noorveldkamp`.
    package let handle: String
    /// The name that people read.
    package let name: String
    package let role: Role
    /// The text under the name, without markup; hashtags, mentions and addresses become links.
    package let biography: String
    /// Label and value of the table on the profile.
    package let facts: [[String]]
    package let joined: ArchiveDate
    /// What the profile claims.
    package let followers, following: Int

    /// Whether the account is one of the three that a capture is about.
    package var isOfficial: Bool { role != .citizen }
    /// `/@handle`.
    package var path: String { "/@\(handle)" }
    /// The address that pages use for the picture of the account.
    package var avatarPath: String { "/media/avatars/\(handle).png" }
    /// The address that the API uses: the same bytes.
    package var avatarOriginalPath: String { "/media/accounts/\(id)/original/avatar.png" }
    /// The wide picture on a profile; citizens share one.
    package var headerPath: String { isOfficial ? "/media/headers/\(handle).png" : "/media/headers/bezoeker.png" }
}
