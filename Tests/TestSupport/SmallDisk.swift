// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A file system in memory of a chosen size, to be filled to its last byte.
package final class SmallDisk: Sendable {
    /// Whether this process may mount one, which is mostly so for root in a virtual machine or container of its own.
    package static let isPossible: Bool = {
        guard let folder = try? TemporaryDirectory(), let disk = try? SmallDisk(mebibytes: 1, in: folder) else {
            return false
        }
        withExtendedLifetime(disk) {}
        return true
    }()

    /// Why it is not possible, to be printed.
    package static let reason = "filling a disk needs the right to mount a tmpfs (run as root)"

    /// The system refused.
    package struct Failure: Error { package let errno: Int32 }

    package let path: String
    // Removed after the file system is gone.
    private let folder: TemporaryDirectory

    package init(mebibytes: Int, in folder: TemporaryDirectory) throws {
        path = folder.appending("disk")
        self.folder = folder
        mkdir(path, 0o755)
        try mount(flags: 0, mebibytes)
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Makes it larger or smaller without touching what is on it.
    package func resize(mebibytes: Int) throws { try mount(flags: UInt(MS_REMOUNT), mebibytes) }

    /// Takes every byte that is left.
    package func fill() throws {
        guard let file = fopen(path + "/ballast", "wb") else { throw Failure(errno: errno) }
        let zeros = [UInt8](repeating: 0, count: 1 << 16)
        setvbuf(file, nil, _IONBF, 0)
        while fwrite(zeros, 1, zeros.count, file) == zeros.count {}
        fclose(file)
    }

    /// Gives back what `fill` took.
    package func empty() { unlink(path + "/ballast") }

    private func mount(flags: UInt, _ mebibytes: Int) throws {
        guard Glibc.mount("tmpfs", path, "tmpfs", flags, "size=\(mebibytes)m") == 0 else { throw Failure(errno: errno) }
    }
}
