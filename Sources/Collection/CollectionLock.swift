// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The right to write to a collection, held by at most one process; the kernel gives it back when that process ends.
///
/// An advisory `flock` on the `archive` folder itself: no lock file that a crash could leave behind.
package final class CollectionLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock or fails at once.
    ///
    /// - Throws: `.busy` when another process holds it, `.notFound` when the folder is missing.
    package init(_ layout: CollectionLayout) throws(CollectionError) {
        let path = layout.archiveDirectory
        let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else {
            throw CollectionError(.notFound, path: path, "cannot be opened: \(String(cString: strerror(errno)))")
        }
        // Owned by the object only once it is locked: `deinit` runs for an initialiser that throws after setting everything.
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw CollectionError(
                .busy, path: layout.root, "another Kabinet process is writing to this collection",
                hint: "wait for it, or stop it with Ctrl-C")
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
