// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
import WebURL

extension CrawlSettings.Seed {
    /// What speaks against a seed whatever its profile: a user name or password in its address, which would get into every file
    /// that names it. The finding does not repeat it.
    package static func refusal(of text: String) -> Diagnostic? {
        guard let host = hostBehindCredentials(in: text) else { return nil }
        return Diagnostic(
            .error,
            "the seed for \(host) has a user name or password in its address",
            hint: "give the address without what stands before the @; Kabinet captures what anyone can see")
    }

    /// The host of an address that has a user name or a password; nil without one.
    private static func hostBehindCredentials(in text: String) -> String? {
        if let address = WebAddress(text), !address.username.isEmpty || !address.password.isEmpty {
            return address.authority
        }
        let start = text.firstRange(of: "://")?.upperBound
        let authority = text[(start ?? text.startIndex)...].prefix { !"/?#\\".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        // Without a scheme "@user@host" is a handle; "user:password@host" is none.
        guard start != nil || authority[..<at].contains(":") else { return nil }
        return String(authority[authority.index(after: at)...])
    }

    /// As `refusal(of:)`, for this seed.
    var refusal: Diagnostic? { Self.refusal(of: text) }
}
