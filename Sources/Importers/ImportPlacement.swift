// SPDX-License-Identifier: EUPL-1.2

/// How a file comes into a collection; it is never changed on the way.
package enum ImportPlacement: String, Sendable, CaseIterable {
    /// A copy of its own.
    case copy
    /// A hard link, which needs no room and the same file system.
    case link
}
