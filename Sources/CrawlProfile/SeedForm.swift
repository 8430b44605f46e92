// SPDX-License-Identifier: EUPL-1.2

/// What can be a seed, before any profile has looked at it.
enum SeedForm {
    static let examples = "for example https://example.org/minister, x.com/minister or @minister@example.org"

    /// Whether a text is an http URL, with or without its scheme, or a handle `@user@host`.
    static func isSeed(_ text: String) -> Bool {
        if text.hasPrefix("@") {
            let parts = text.dropFirst().split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
                && HostPattern(String(parts[1])) != nil
                && !parts[1].contains("*") && !text.utf8.contains { $0 <= 0x20 || $0 == 0x2F }
        }
        return Profile.address(of: text) != nil
    }
}
