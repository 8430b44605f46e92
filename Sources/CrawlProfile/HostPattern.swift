// SPDX-License-Identifier: EUPL-1.2

/// A host name, or a glob over host names: `*.example.org` is every host below that domain, not the domain itself.
package struct HostPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern in lower case.
    package let text: String

    /// Nil for what cannot be a host: empty, with a slash, a port or a space, or with `*` elsewhere than alone in a label.
    package init?(_ text: String) {
        let lower = text.lowercased()
        guard !lower.isEmpty, lower.utf8.count <= 253, !lower.utf8.contains(where: { "/:?#@ {}".utf8.contains($0) }),
            lower.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ label in
                !label.isEmpty && (label == "*" || !label.contains("*"))
            })
        else { return nil }
        self.text = lower
    }

    package var description: String { text }

    /// Whether a host is meant; a leading `*` stands for one label or more, one elsewhere for exactly one.
    package func matches(_ host: String) -> Bool {
        var pattern = text.split(separator: ".")[...]
        var labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)[...]
        if pattern.first == "*" {
            pattern = pattern.dropFirst()
            guard labels.count > pattern.count else { return false }
            labels = labels.suffix(pattern.count)
        }
        return pattern.count == labels.count && zip(pattern, labels).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
