// SPDX-License-Identifier: EUPL-1.2

import CPlatform
import Glibc

extension FileSystem {
    /// Gives a file another name on the same file system, unless something has that name. The folder is not synchronised.
    ///
    /// Atomic where the file system knows hard links; elsewhere two programs could take one name at the same moment.
    /// - Throws: `.exists`, `.notFound`, `.notPermitted`, `.diskFull`, `.io`.
    public static func renameToNew(_ path: String, _ newPath: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        try ByteStreamError.checkPath(newPath, as: "file")
        if Glibc.link(path, newPath) == 0 {
            if unlink(path) == 0 { return }
            throw ByteStreamError(errno: errno, path: path, "cannot remove the old name")
        }
        let number = errno
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(number) else {
            throw ByteStreamError(errno: number, path: path, "cannot rename to \(newPath)")
        }
        var status = stat()
        guard lstat(newPath, &status) != 0 else {
            throw ByteStreamError(errno: EEXIST, path: newPath, "cannot rename to this name")
        }
        guard Glibc.rename(path, newPath) == 0 else {
            throw ByteStreamError(errno: errno, path: path, "cannot rename to \(newPath)")
        }
    }

    /// Returns when all that was written to the file system of a folder is on the disk: one call for very many small files (syncfs).
    /// - Throws: `.notFound`, `.invalidPath`, `.io`, `.diskFull`.
    public static func syncAll(on directory: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(directory, as: "folder")
        let number = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw ByteStreamError(errno: errno, path: directory, "cannot open the folder") }
        defer { close(number) }
        guard kabinet_sync_file_system(number) == 0 else {
            throw ByteStreamError(errno: errno, path: directory, "cannot bring the files to the disk")
        }
    }
}
