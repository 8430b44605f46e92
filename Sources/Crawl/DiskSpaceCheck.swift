// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Stops a crawl before the disk is full rather than after.
struct DiskSpaceCheck: Sendable {
    /// Bytes that stay free for SQLite, indexes and logs.
    static let reserve: UInt64 = 64 << 20

    let directory: String

    /// - Throws: `.diskFull` when a body of that size, stored as it is, would eat into the reserve.
    func require(bytes: UInt64) throws(ByteStreamError) {
        let free = try FileSystem.freeBytes(at: directory)
        let (needed, overflow) = bytes.addingReportingOverflow(Self.reserve)
        guard !overflow, free >= needed else {
            throw ByteStreamError(
                .diskFull, path: directory,
                "only \(free >> 20) MiB are free, and \(Self.reserve >> 20) MiB of them are kept for the database and the indexes"
            )
        }
    }
}
