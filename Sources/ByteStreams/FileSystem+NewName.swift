// SPDX-License-Identifier: EUPL-1.2

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
}
