// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Files and folders by name. All calls block.
public enum FileSystem {
    /// Whether anything of that name exists (a dangling symbolic link does not).
    public static func exists(_ path: String) -> Bool { mode(of: path) != nil }

    /// Whether it is a folder, or a link to one.
    public static func isDirectory(_ path: String) -> Bool { mode(of: path) == S_IFDIR }

    /// Bytes of a file.
    /// - Throws: `.notFound`, `.invalidPath`, `.io`.
    public static func size(of path: String) throws(ByteStreamError) -> UInt64 {
        try ByteStreamError.checkPath(path, as: "file")
        var status = stat()
        guard stat(path, &status) == 0 else { throw ByteStreamError(errno: errno, path: path, "cannot read the size") }
        return UInt64(max(0, status.st_size))
    }

    /// Gives a file or folder another name on the same file system, durably: the folder is synchronised too.
    ///
    /// A file of the new name is replaced.
    /// - Throws: `.notFound`, `.notPermitted`, `.io`.
    public static func rename(_ path: String, to newPath: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        try ByteStreamError.checkPath(newPath, as: "file")
        guard Glibc.rename(path, newPath) == 0 else {
            throw ByteStreamError(errno: errno, path: path, "cannot rename to \(newPath)")
        }
        try syncDirectory(parent(of: newPath))
    }

    /// Gives a file a second name on the same file system (a hard link), durably; what is there already stays. Of a symbolic link the
    /// file it leads to gets the name.
    /// - Throws: `.exists` when there is something of the new name; `.notFound`, `.notPermitted`, `.diskFull`; `.io` also for another
    ///   file system.
    public static func link(_ path: String, to newPath: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        try ByteStreamError.checkPath(newPath, as: "file")
        guard linkat(AT_FDCWD, path, AT_FDCWD, newPath, AT_SYMLINK_FOLLOW) == 0 else {
            throw ByteStreamError(errno: errno, path: newPath, "cannot link to \(path)")
        }
        try syncDirectory(parent(of: newPath))
    }

    /// Removes a folder with all that is in it, or a file; one that is not there is no error. Symbolic links are not followed.
    /// - Throws: `.notPermitted`, `.io`; `.tooLarge` for more than a thousand folders in each other.
    public static func removeTree(_ path: String) throws(ByteStreamError) { try removeTree(path, depth: 0) }

    private static func removeTree(_ path: String, depth: Int) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "folder")
        guard depth < 1000 else { throw ByteStreamError(.tooLarge, path: path, "too many folders in each other") }
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in try list(path) { try removeTree(path + "/" + name, depth: depth + 1) }
        }
        try remove(path)
    }

    /// Removes a file or an empty folder; one that is not there is no error.
    /// - Throws: `.notPermitted`, `.io`.
    public static func remove(_ path: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        guard Glibc.remove(path) == 0 || errno == ENOENT else {
            throw ByteStreamError(errno: errno, path: path, "cannot remove")
        }
    }

    /// Makes a folder and those above it, durably; one that exists is no error.
    /// - Throws: `.invalidPath` when a file is in the way, `.notPermitted`, `.diskFull`, `.io`.
    public static func makeDirectory(_ path: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "folder")
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if mkdir(made, 0o755) == 0 {
                try syncDirectory(parent(of: made))
                continue
            }
            let number = errno
            guard isDirectory(made) else {
                throw ByteStreamError(errno: number == EEXIST ? ENOTDIR : number, path: made, "cannot make the folder")
            }
        }
    }

    /// The names in a folder without `.` and `..`, sorted by their bytes.
    ///
    /// A name that is not UTF-8 comes back with replacement characters and cannot be opened by it.
    /// - Throws: `.notFound`, `.invalidPath`, `.notPermitted`, `.io`.
    public static func list(_ directory: String) throws(ByteStreamError) -> [String] {
        try ByteStreamError.checkPath(directory, as: "folder")
        guard let stream = opendir(directory) else {
            throw ByteStreamError(errno: errno, path: directory, "cannot list the folder")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw ByteStreamError(errno: errno, path: directory, "cannot list the folder") }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// Returns when the names in a folder are on the disk (fsync).
    /// - Throws: `.notFound`, `.invalidPath`, `.io`.
    public static func syncDirectory(_ directory: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(directory, as: "folder")
        let number = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw ByteStreamError(errno: errno, path: directory, "cannot open the folder") }
        defer { close(number) }
        // Some file systems know no fsync of a folder (EINVAL); there is nothing more to do for them.
        guard fsync(number) == 0 || errno == EINVAL else {
            throw ByteStreamError(errno: errno, path: directory, "cannot bring the folder to the disk")
        }
    }

    /// Reads a small file whole.
    /// - Throws: `.tooLarge` when it has more than `limit` bytes; `.notFound`, `.notPermitted`, `.invalidPath`, `.io`.
    public static func read(_ path: String, limit: Int = 1 << 26) throws(ByteStreamError) -> [UInt8] {
        let bytes = try OpenFile(reading: path).read(at: 0, count: limit + 1)
        guard bytes.count <= limit else {
            throw ByteStreamError(.tooLarge, path: path, "the file has more than the \(limit) bytes expected of it")
        }
        return bytes
    }

    /// Writes a file so that its name always stands for the whole old or the whole new content, also after a power failure.
    ///
    /// The bytes go to `<path>.<random>.tmp` first, are synchronised, and take the name.
    /// - Throws: `.notFound` for a folder that does not exist, `.notPermitted`, `.diskFull`, `.io`.
    public static func writeAtomically(_ path: String, _ bytes: [UInt8]) throws(ByteStreamError) {
        do {
            try writeAtomically(path) { try $0.append(bytes) }
        } catch let error as ByteStreamError {
            throw error
        } catch {
            // `append` throws nothing else.
            throw ByteStreamError(.io, path: path, "\(error)")
        }
    }

    /// As `writeAtomically(_:_:)`, for a file whose bytes come piece by piece: `fill` appends them.
    /// - Throws: what `fill` throws; `.notFound` for a folder that does not exist, `.notPermitted`, `.diskFull`, `.io`.
    public static func writeAtomically(_ path: String, _ fill: (OpenFile) throws -> Void) throws {
        try ByteStreamError.checkPath(path, as: "file")
        let temporary = path + "." + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".tmp"
        let file = try OpenFile(appending: temporary, create: true)
        do {
            try fill(file)
            try file.dataSync()
            try file.close()
            try rename(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Replaces a file that only tells how things stand: its name always stands for a whole content, but after a power failure
    /// that may be an old one. The bytes go to `<path>.tmp`, so there may be one writer at a time.
    /// - Throws: `.notFound` for a folder that does not exist, `.notPermitted`, `.diskFull`, `.io`.
    public static func replace(_ path: String, _ bytes: [UInt8]) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        let temporary = path + ".tmp"
        // What a process that was killed left behind.
        unlink(temporary)
        let file = try OpenFile(appending: temporary, create: true)
        do throws(ByteStreamError) {
            try file.append(bytes)
            try file.close()
            guard Glibc.rename(temporary, path) == 0 else {
                throw ByteStreamError(errno: errno, path: path, "cannot replace the file")
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Bytes that this user can still write on the file system of a path.
    /// - Throws: `.notFound`, `.invalidPath`, `.io`.
    public static func freeBytes(at path: String) throws(ByteStreamError) -> UInt64 {
        try ByteStreamError.checkPath(path, as: "folder")
        var status = statvfs()
        guard statvfs(path, &status) == 0 else {
            throw ByteStreamError(errno: errno, path: path, "cannot ask for the free space")
        }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? UInt64.max : bytes
    }

    /// The folder a path lies in: `.` for a bare name, `/` for one at the root.
    public static func parent(of path: String) -> String {
        var end = path.utf8.endIndex
        let bytes = path.utf8
        while end > bytes.startIndex, bytes[bytes.index(before: end)] == UInt8(ascii: "/") {
            end = bytes.index(before: end)
        }
        guard let slash = bytes[..<end].lastIndex(of: UInt8(ascii: "/")) else {
            return end == bytes.startIndex && !path.isEmpty ? "/" : "."
        }
        return slash == bytes.startIndex ? "/" : String(path[..<slash])
    }

    private static func mode(of path: String) -> mode_t? {
        guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
