// SPDX-License-Identifier: EUPL-1.2

/// Collects bytes of unknown number: in memory up to a limit, from then on in a file without a name.
///
/// Owned by one thread at a time. The digest is computed on the way, so nothing is read twice.
public final class BodySpool {
    private let directory: String
    private let memoryLimit: Int
    private let digest: DigestStream?
    private var bytes: [UInt8] = []
    private var file: OpenFile?

    /// The number of bytes taken so far.
    public private(set) var count: UInt64 = 0

    /// A spool that is still empty; the folder is only touched when the limit is passed.
    ///
    /// - Parameters:
    ///   - directory: Where the file without a name goes; it must be on a disk with room, not on a tmpfs.
    ///   - memoryLimit: The bytes that may stay in memory.
    ///   - digest: The digest that the finished body shall carry.
    public init(directory: String, memoryLimit: Int = 1 << 20, digest: DigestAlgorithm?) {
        self.directory = directory
        self.memoryLimit = max(0, memoryLimit)
        self.digest = digest.map { DigestStream($0) }
    }

    /// Takes the next bytes.
    ///
    /// After an error only the bytes of the calls before it count; the spool can still be finished.
    /// - Throws: `.diskFull` and the other codes of `OpenFile`.
    public func append(_ new: UnsafeRawBufferPointer) throws(ByteStreamError) {
        if file == nil, bytes.count + new.count > memoryLimit {
            let file = try OpenFile(unlinkedIn: directory)
            try file.append(bytes)
            self.file = file
            bytes = []
        }
        if let file {
            try file.append(new)
        } else {
            bytes.append(contentsOf: new)
        }
        digest?.update(new)
        count += UInt64(new.count)
    }

    /// Takes the next bytes.
    /// - Throws: As the call with a buffer.
    public func append(_ new: [UInt8]) throws(ByteStreamError) {
        var failed: ByteStreamError?
        new.withUnsafeBytes { buffer in
            do throws(ByteStreamError) { try append(buffer) } catch { failed = error }
        }
        if let failed { throw failed }
    }

    /// The body of all bytes taken, with its digest; the spool is empty afterwards.
    public func finish() -> SpooledBody {
        defer {
            bytes = []
            file = nil
            count = 0
        }
        return SpooledBody(count: count, digest: digest?.finish(), storage: file.map { .file($0) } ?? .memory(bytes))
    }
}
