// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// What went wrong with bytes: a file that cannot be read or written, or a compressed stream that is not what it should be.
public struct ByteStreamError: Error, Sendable, CustomStringConvertible {
    /// The kind of trouble, for the code that has to decide what to do.
    public enum Code: String, Sendable {
        /// The file or folder does not exist.
        case notFound
        /// Something of that name exists already.
        case exists
        /// The path is empty, holds a NUL byte, is too long, or names a folder where a file is wanted or the reverse.
        case invalidPath
        /// The system does not allow it (rights, or a file system that is read only).
        case notPermitted
        /// No room on the disk, or the user's quota or file size limit is used up.
        case diskFull
        /// Any other failure of the system.
        case io
        /// The bytes are not in the expected format.
        case corrupt
        /// The bytes end before the format says so.
        case truncated
        /// More bytes than the caller's limit allows.
        case tooLarge
        /// The file was closed before.
        case closed
    }

    /// The kind of trouble.
    public var code: Code
    /// The file or folder, as the caller named it.
    public var path: String?
    /// Where in the file, in bytes from its start.
    public var offset: UInt64?
    /// The system's error number, when the system said no.
    public var errno: Int32?
    /// What was found and what was expected.
    public var message: String

    /// An error with all that is known about it.
    public init(_ code: Code, path: String? = nil, offset: UInt64? = nil, errno: Int32? = nil, _ message: String) {
        self.code = code
        self.path = path
        self.offset = offset
        self.errno = errno
        self.message = message
    }

    /// The system's refusal: its error number becomes a code, its text goes behind `what`.
    public init(errno number: Int32, path: String?, offset: UInt64? = nil, _ what: String) {
        self.init(
            Self.code(of: number), path: path, offset: offset, errno: number,
            what + ": " + String(cString: strerror(number)))
    }

    /// `path@offset: message`.
    public var description: String {
        var place = path ?? ""
        if let offset { place += "@\(offset)" }
        return place.isEmpty ? message : place + ": " + message
    }

    private static func code(of number: Int32) -> Code {
        switch number {
        case ENOENT: .notFound
        case EEXIST: .exists
        case ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP: .invalidPath
        case EACCES, EPERM, EROFS: .notPermitted
        case ENOSPC, EDQUOT, EFBIG: .diskFull
        default: .io
        }
    }

    /// Checks a path before the system sees it: C strings end at a NUL byte, and an empty name would mean the working directory.
    static func checkPath(_ path: String, as what: String) throws(ByteStreamError) {
        guard !path.isEmpty else {
            throw ByteStreamError(.invalidPath, "the name of the \(what) is empty")
        }
        guard !path.utf8.contains(0) else {
            throw ByteStreamError(.invalidPath, path: path, "the name of the \(what) holds a NUL byte")
        }
    }
}
