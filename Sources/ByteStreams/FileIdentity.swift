// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Which file a path leads to, whatever links and spellings are on the way.
public struct FileIdentity: Sendable, Hashable {
    private let device: UInt64
    private let node: UInt64

    /// The identity of what is at a path; nil if nothing is there.
    public init?(of path: String) {
        guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        node = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
