// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A new empty folder that is removed, with all that is in it, when the last reference goes.
package final class TemporaryDirectory: Sendable {
    /// Absolute path without a trailing slash.
    package let path: String

    /// Makes the folder under `TMPDIR`, else under `/tmp`.
    ///
    /// - Throws: ``CannotMake`` with the system's error number.
    package init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((parent + "/kabinet-test-XXXXXX").utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
            guard let base = buffer.baseAddress, let result = mkdtemp(base) else { return nil }
            return String(cString: result)
        }
        guard let made else { throw CannotMake(parent: parent, errno: errno) }
        path = made
    }

    deinit {
        Self.removeTree(path)
    }

    /// The path of something in the folder.
    package func appending(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes a file, making the folders above it.
    ///
    /// - Throws: ``CannotMake`` when it cannot be written whole.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let target = appending(name)
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
        guard let file = fopen(target, "wb") else { throw CannotMake(parent: target, errno: errno) }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw CannotMake(parent: target, errno: errno) }
        return target
    }

    /// The folder or a file in it could not be made.
    package struct CannotMake: Error {
        package let parent: String
        package let errno: Int32
    }

    private static func removeTree(_ path: String) {
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                let child = path + "/" + name
                var status = stat()
                if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                    removeTree(child)
                } else {
                    unlink(child)
                }
            }
            closedir(directory)
        }
        rmdir(path)
    }
}
