// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Glibc

/// Bytes for the program's standard output, handed over in large pieces. Used by one thread.
///
/// A reader that went away ends the command quietly, as `head` does: nobody is left to be told.
final class ByteOutput {
    /// What is to be written; whoever appends calls `flushIfFull` afterwards.
    var pending: [UInt8] = []

    private let descriptor: Int32
    private static let pieceSize = 1 << 16

    /// An output to an open descriptor, which stays open.
    init(descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
        pending.reserveCapacity(2 * Self.pieceSize)
    }

    /// Writes what is pending if it is worth a call of the system.
    /// - Throws: As `flush`.
    func flushIfFull() throws {
        if pending.count >= Self.pieceSize { try flush() }
    }

    /// Writes all that is pending.
    /// - Throws: `CommandEnd`: success when the reader went away, disk full, or a failure.
    func flush() throws {
        defer { pending.removeAll(keepingCapacity: true) }
        try pending.withUnsafeBytes { try writeNow($0) }
    }

    /// Writes bytes, behind all that is pending.
    /// - Throws: As `flush`.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        if bytes.count < Self.pieceSize {
            pending.append(contentsOf: bytes)
            return try flushIfFull()
        }
        try flush()
        try writeNow(bytes)
    }

    private func writeNow(_ bytes: UnsafeRawBufferPointer) throws {
        guard let base = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, base + done, bytes.count - done)
            if count > 0 {
                done += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EPIPE: throw CommandEnd(.done)
            case ENOSPC, EDQUOT: throw CommandEnd(.diskFull, "kabinet: cannot write the output: no room left")
            default: throw CommandEnd(.failed, "kabinet: cannot write the output: \(String(cString: strerror(errno)))")
            }
        }
    }
}
