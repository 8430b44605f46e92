// SPDX-License-Identifier: EUPL-1.2

/// A finished run of bytes, in memory or in a file without a name; it never changes.
///
/// Any thread may read it; several at once too. The file goes away with the last reference.
public final class SpooledBody: Sendable {
    enum Storage: Sendable {
        case memory([UInt8])
        case file(OpenFile)
    }

    /// The number of bytes.
    public let count: UInt64
    /// The digest of exactly these bytes, when one was asked for.
    public let digest: Digest?
    private let storage: Storage

    init(count: UInt64, digest: Digest?, storage: Storage) {
        self.count = count
        self.digest = digest
        self.storage = storage
    }

    /// No bytes and no digest.
    public static let empty = SpooledBody(count: 0, digest: nil, storage: .memory([]))

    /// Bytes that are in memory already.
    public convenience init(bytes: [UInt8], digest algorithm: DigestAlgorithm?) {
        self.init(
            count: UInt64(bytes.count), digest: algorithm.map { DigestStream.digest(of: bytes, $0) },
            storage: .memory(bytes))
    }

    /// Whether the bytes are in a file: a body too big for the memory limit of its spool.
    public var isInFile: Bool {
        if case .file = storage { true } else { false }
    }

    /// Reads bytes; fewer than `count` only at the end.
    /// - Throws: `.io` when the file cannot be read.
    public func read(at offset: UInt64, count wanted: Int) throws(ByteStreamError) -> [UInt8] {
        guard offset < count, wanted > 0 else { return [] }
        switch storage {
        case .memory(let bytes):
            let start = Int(offset)
            return Array(bytes[start..<start + min(wanted, bytes.count - start)])
        case .file(let file):
            return try file.read(at: offset, count: Int(clamping: min(UInt64(wanted), count - offset)))
        }
    }

    /// The first bytes, at most `length`.
    /// - Throws: `.io` when the file cannot be read.
    public func prefix(_ length: Int) throws(ByteStreamError) -> [UInt8] { try read(at: 0, count: length) }

    /// Hands all bytes over in order, in pieces of at most `size` bytes (bytes in memory are handed over in such pieces too).
    ///
    /// The buffer is valid only during the call.
    /// - Throws: What `body` throws; a `ByteStreamError` (`.io`, `.truncated`) when the file cannot be read.
    public func forEachChunk(_ size: Int = 1 << 18, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let size = max(1, size)
        switch storage {
        case .memory(let bytes):
            try bytes.withUnsafeBytes { whole in
                var start = 0
                while start < whole.count {
                    let end = start + min(size, whole.count - start)
                    try body(UnsafeRawBufferPointer(rebasing: whole[start..<end]))
                    start = end
                }
            }
        case .file(let file):
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
            defer { buffer.deallocate() }
            var offset: UInt64 = 0
            while offset < count {
                let wanted = Int(clamping: min(UInt64(size), count - offset))
                let got = try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
                guard got == wanted else {
                    throw ByteStreamError(
                        .truncated, path: file.path, offset: offset, "the temporary file lost its end")
                }
                try body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
                offset += UInt64(got)
            }
        }
    }
}
