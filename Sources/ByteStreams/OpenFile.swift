// SPDX-License-Identifier: EUPL-1.2

import CPlatform
import Glibc
import Synchronization

/// The one owner of a file descriptor; closes it at the latest when it goes away.
///
/// Reads name their offset and may come from several threads at once; writing, truncating and closing belong to one thread.
/// Every call is whole: interrupted ones are repeated, short ones continued.
public final class OpenFile: @unchecked Sendable {
    /// The path as the caller gave it; for a nameless file the folder it lies in.
    public let path: String
    // -1 once closed. Atomic so that a second `close` finds that out instead of closing a stranger's descriptor.
    private let descriptor: Atomic<Int32>

    /// Opens an existing file for reading.
    /// - Throws: `.notFound`, `.notPermitted`, `.invalidPath` (also for a folder).
    public init(reading path: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        self.path = path
        let number = Self.open(path, O_RDONLY)
        descriptor = Atomic(number)
        guard number >= 0 else { throw ByteStreamError(errno: errno, path: path, "cannot open for reading") }
        var status = stat()
        if fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw ByteStreamError(errno: EISDIR, path: path, "cannot open for reading")
        }
    }

    /// Opens a file whose bytes can be read anywhere and written only at its end.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - create: Whether it must be new (mode 0644, less the umask); otherwise it must exist.
    /// - Throws: `.exists`, `.notFound`, `.notPermitted`, `.invalidPath`, `.diskFull`.
    public init(appending path: String, create: Bool) throws(ByteStreamError) {
        try ByteStreamError.checkPath(path, as: "file")
        self.path = path
        let number = Self.open(path, O_RDWR | O_APPEND | (create ? O_CREAT | O_EXCL : 0))
        descriptor = Atomic(number)
        guard number >= 0 else {
            throw ByteStreamError(errno: errno, path: path, create ? "cannot create" : "cannot open for appending")
        }
    }

    /// Makes a file without a name in a folder, for reading and appending; its bytes are gone when it is closed.
    /// - Throws: `.notFound`, `.notPermitted`, `.invalidPath`, `.diskFull`.
    public init(unlinkedIn directory: String) throws(ByteStreamError) {
        try ByteStreamError.checkPath(directory, as: "folder for temporary files")
        path = directory
        let number = kabinet_open_unlinked(directory)
        descriptor = Atomic(number)
        guard number >= 0 else {
            throw ByteStreamError(errno: errno, path: directory, "cannot make a temporary file in this folder")
        }
        guard fcntl(number, F_SETFL, O_APPEND) == 0 else {
            throw ByteStreamError(errno: errno, path: directory, "cannot set the temporary file to append")
        }
    }

    deinit {
        let number = descriptor.load(ordering: .relaxed)
        if number >= 0 { Glibc.close(number) }
    }

    /// Bytes in the file now.
    /// - Throws: `.closed`, `.io`.
    public func size() throws(ByteStreamError) -> UInt64 {
        var status = stat()
        guard fstat(try opened(), &status) == 0 else { throw failure("cannot read the size") }
        return UInt64(max(0, status.st_size))
    }

    /// Reads bytes; fewer than asked for only at the end of the file.
    /// - Throws: `.closed`, `.io`.
    public func read(at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        let number = try opened()
        guard let base = buffer.baseAddress else { return 0 }
        var done = 0
        while done < buffer.count {
            // A file cannot reach beyond Int64.max, so a read from there is a read at the end.
            let (position, overflow) = offset.addingReportingOverflow(UInt64(done))
            guard !overflow, let place = off_t(exactly: position) else { break }
            let count = pread(number, base + done, buffer.count - done, place)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("cannot read", at: position)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Reads bytes; fewer than `count` only at the end of the file.
    ///
    /// A count far beyond the end costs no memory: what the file holds bounds the buffer.
    /// - Throws: `.closed`, `.io`.
    public func read(at offset: UInt64, count: Int) throws(ByteStreamError) -> [UInt8] {
        var wanted = max(0, count)
        if wanted > 1 << 16 {
            let size = try size()
            wanted = min(wanted, Int(clamping: size > offset ? size - offset : 0))
        }
        guard wanted > 0 else { return [] }
        var failed: ByteStreamError?
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, done in
            do throws(ByteStreamError) {
                done = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failed = error
            }
        }
        if let failed { throw failed }
        return bytes
    }

    /// Writes all bytes at the end of the file.
    ///
    /// After an error a part of them may be there: whoever needs all or nothing truncates to the size before.
    /// - Throws: `.closed`, `.diskFull`, `.io`.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) {
        let number = try opened()
        guard let base = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            let count = write(number, base + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("cannot write")
            }
            done += count
        }
    }

    /// Writes all bytes at the end of the file.
    /// - Throws: As the call with a buffer.
    public func append(_ bytes: [UInt8]) throws(ByteStreamError) {
        var failed: ByteStreamError?
        bytes.withUnsafeBytes { buffer in
            do throws(ByteStreamError) { try append(buffer) } catch { failed = error }
        }
        if let failed { throw failed }
    }

    /// Cuts the file to a size (or fills it with zero bytes up to it).
    /// - Throws: `.closed`, `.io`, `.tooLarge` for a size no file can have.
    public func truncate(to size: UInt64) throws(ByteStreamError) {
        let number = try opened()
        guard let length = off_t(exactly: size) else {
            throw ByteStreamError(.tooLarge, path: path, "no file can have \(size) bytes")
        }
        while ftruncate(number, length) != 0 {
            guard errno == EINTR else { throw failure("cannot truncate to \(size) bytes") }
        }
    }

    /// Returns when the bytes are on the disk (fdatasync).
    /// - Throws: `.closed`, `.diskFull`, `.io`.
    public func dataSync() throws(ByteStreamError) {
        let number = try opened()
        while fdatasync(number) != 0 {
            guard errno == EINTR else { throw failure("cannot bring the bytes to the disk") }
        }
    }

    /// Closes the file; a second time does nothing.
    /// - Throws: `.diskFull`, `.io`: some file systems say only now that a write failed.
    public func close() throws(ByteStreamError) {
        let number = descriptor.exchange(-1, ordering: .relaxed)
        // On Linux the descriptor is gone also after EINTR, so the call is never repeated.
        guard number >= 0, Glibc.close(number) != 0, errno != EINTR else { return }
        throw failure("cannot close")
    }

    private func opened() throws(ByteStreamError) -> Int32 {
        let number = descriptor.load(ordering: .relaxed)
        guard number >= 0 else { throw ByteStreamError(.closed, path: path, "the file was closed before") }
        return number
    }

    private func failure(_ what: String, at offset: UInt64? = nil) -> ByteStreamError {
        ByteStreamError(errno: errno, path: path, offset: offset, what)
    }

    private static func open(_ path: String, _ flags: Int32) -> Int32 {
        while true {
            let number = Glibc.open(path, flags | O_CLOEXEC, 0o644)
            if number >= 0 || errno != EINTR { return number }
        }
    }
}
