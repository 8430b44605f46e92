// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Reads a credentials file that nobody but its owner can read or replace.
///
/// The file is looked at through the descriptor that is read afterwards: nothing can be put in its place in between.
struct CredentialFile: Sendable {
    private static let mostBytes = 65_536

    /// The text of the file.
    /// - Throws: a ``CredentialError`` that says what is unsafe, and how to put it right.
    static func text(at path: String) throws(CredentialError) -> String {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
        let parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard parent >= 0 else { throw CredentialError("\(path): the folder can't be opened: \(reason(errno))") }
        defer { close(parent) }
        try checkFolder(parent, folder, path)
        let file = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            let why = errno == ELOOP ? "it is a symbolic link; name the file itself" : reason(errno)
            throw CredentialError("\(path): \(why)")
        }
        defer { close(file) }
        let size = try checkFile(file, path)
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let got = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress.map { $0 + done }, size - done) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw CredentialError("\(path): \(reason(errno))") }
            if got == 0 { break }
            done += got
        }
        guard let text = String(validating: bytes.prefix(done), as: UTF8.self) else {
            throw CredentialError("\(path): it is not UTF-8 text")
        }
        return text
    }

    private static func checkFolder(_ parent: Int32, _ folder: String, _ path: String) throws(CredentialError) {
        var status = stat()
        guard fstat(parent, &status) == 0 else { throw CredentialError("\(path): \(reason(errno))") }
        // In a folder like /tmp anyone may make files, but not replace those of others.
        guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
            throw CredentialError("\(path): anyone may replace files in \(folder); `chmod o-w \(folder)`")
        }
    }

    private static func checkFile(_ file: Int32, _ path: String) throws(CredentialError) -> Int {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw CredentialError("\(path): \(reason(errno))") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw CredentialError("\(path): it is no regular file") }
        guard status.st_uid == geteuid() else {
            throw CredentialError("\(path): it belongs to another user than the one who runs Kabinet")
        }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw CredentialError("\(path): others than its owner may use it; `chmod 600 \(path)`")
        }
        guard status.st_size <= mostBytes else {
            throw CredentialError("\(path): it is larger than \(mostBytes) bytes")
        }
        return Int(status.st_size)
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
