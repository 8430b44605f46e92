// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
import Yams

/// What came of reading a profile: the profile, unless an error is among the findings, and all findings.
package struct ProfileReading: Sendable {
    /// Nil when there is an error among the findings.
    package let profile: Profile?
    /// All that is wrong or odd, in the order of the file.
    package let findings: [Diagnostic]
}

extension Profile {
    /// Reads the YAML text of a profile and checks all of it.
    ///
    /// `file` is the name that findings carry. No text makes this fail in another way than by findings.
    package static func parse(_ text: String, file: String) -> ProfileReading {
        let findings = FindingList(file: file)
        guard let root = YAMLDocument.root(of: text, findings: findings) else {
            return ProfileReading(profile: nil, findings: findings.inOrder)
        }
        var reader = ProfileReader(findings: findings, text: text)
        let profile = reader.read(root)
        return ProfileReading(profile: findings.hasErrors ? nil : profile, findings: findings.inOrder)
    }
}
