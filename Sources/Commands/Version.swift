// SPDX-License-Identifier: EUPL-1.2

/// The version of this program, as `--version` and `warcinfo` say it.
enum Version {
    static let text = "0.1.0"

    /// Name and version for `warcinfo`.
    static let software = "kabinet/\(text)"
}
