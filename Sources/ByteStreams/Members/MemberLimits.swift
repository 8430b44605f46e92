// SPDX-License-Identifier: EUPL-1.2

/// How much memory a walk over compressed members may take.
package struct MemberLimits: Sendable {
    /// Bytes of the file at once: a member of more than half of them is decoded piece by piece.
    package let window: Int
    /// Bytes of content of a member that is decoded whole.
    package let content: Int

    /// For reading files from end to end.
    package static let scanning = MemberLimits(window: 2 << 20, content: 4 << 20)
    /// For single records, of which many may be open at once.
    package static let single = MemberLimits(window: 1 << 17, content: 1 << 18)
}
