// SPDX-License-Identifier: EUPL-1.2

/// A way in which the posts of a platform are reached; `lanes:` in a profile.
package struct Lane: Sendable, Hashable {
    package let name: String
    /// What it can get, for people.
    package let about: String
    /// The credential without which the lane is not used; nil when it is open to everybody.
    package let credential: String?

    /// A lane.
    package init(name: String, about: String, credential: String? = nil) {
        self.name = name
        self.about = about
        self.credential = credential
    }
}

/// After how many walled or throttled answers in a row an account is left alone, and for how long.
package struct PauseRule: Sendable, Hashable {
    package let after: Int
    package let milliseconds: Int

    /// A rule.
    package init(after: Int, milliseconds: Int) {
        self.after = after
        self.milliseconds = milliseconds
    }
}

/// What a platform sends or wants that must not get into a file.
package struct SecretRules: Sendable, Hashable {
    /// Names of header fields, in lower case.
    package var headers: [String] = []
    /// Names of cookies.
    package var cookies: [String] = []
    /// Names of parameters of URLs and of form bodies.
    package var parameters: [String] = []
    /// Places in JSON bodies.
    package var json: [JSONPointer] = []

    /// No secrets.
    package init() {}
}

/// By what a server that no profile lists is known to be of a platform.
package struct DetectionRules: Sendable, Hashable {
    /// Names of software in NodeInfo documents, in lower case.
    package var nodeinfo: [String] = []

    /// Nothing.
    package init() {}
}
