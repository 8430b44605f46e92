// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import WARC

/// The archive files that are being written, one per account. Used by the writer's thread only.
///
/// A file per account, so that an account can be handed over without taking files apart.
final class ArchiveShelf {
    /// An open file and the id of its `warcinfo` record.
    struct Volume {
        let file: WARCFileWriter
        let warcinfo: WARCRecordID
        /// Its length at the last commit: everything beyond is cut off when a commit fails.
        var committed: UInt64
        var lastUse: Int
    }

    /// Files open at the same time; the one that was not used for longest is closed for another.
    static let mostOpen = 32

    private let layout: CollectionLayout
    private let files: ArchiveFiles
    private let host: String
    private let fileSize: UInt64
    private let info: @Sendable (_ account: String) -> WARCInfo
    private var volumes: [String: Volume] = [:]
    private var serial: Int
    private var uses = 0

    init(
        layout: CollectionLayout, files: ArchiveFiles, host: String, fileSize: UInt64, firstSerial: Int,
        info: @escaping @Sendable (_ account: String) -> WARCInfo
    ) {
        (self.layout, self.files, self.host, self.fileSize, self.info) = (layout, files, host, fileSize, info)
        serial = firstSerial
    }

    /// True when the next record of an account wants another file than the open one, or one more than may be open:
    /// commit first, because closing makes a file's length final.
    func mustClose(before account: String) -> Bool {
        guard let volume = volumes[account] else { return volumes.count >= Self.mostOpen }
        return volume.file.length >= fileSize
    }

    /// The file that an account's next records go to; makes one with its `warcinfo` record when needed.
    func volume(for account: String, now: ArchiveDate) throws -> Volume {
        uses += 1
        if let volume = volumes[account], volume.file.length >= fileSize { try close(account) }
        if volumes[account] == nil, volumes.count >= Self.mostOpen,
            let oldest = volumes.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
        {
            try close(oldest)
        }
        if volumes[account] == nil {
            let name = WARCFileName.make(account: account, date: now, serial: serial, host: host)
            serial += 1
            try files.register(name, account: account)
            let file = try WARCFileWriter(directory: layout.archiveDirectory, name: name)
            let id = WARCRecordID.random()
            _ = try file.append([.warcinfo(id: id, date: now, filename: name, info: info(account))])
            volumes[account] = Volume(file: file, warcinfo: id, committed: 0, lastUse: uses)
        }
        volumes[account]?.lastUse = uses
        guard let volume = volumes[account] else { preconditionFailure("a volume was just made for \(account)") }
        return volume
    }

    /// Syncs the files that grew since the last commit; their lengths by name.
    func sync() throws(WARCError) -> [String: UInt64] {
        var lengths: [String: UInt64] = [:]
        for volume in volumes.values where volume.file.length != volume.committed {
            try volume.file.sync()
            lengths[volume.file.name] = volume.file.length
        }
        return lengths
    }

    /// The lengths that `sync` returned are in the database.
    func committed(_ lengths: [String: UInt64]) {
        for (account, volume) in volumes {
            if let length = lengths[volume.file.name] { volumes[account]?.committed = length }
        }
    }

    /// Closes all files and gives them their final names. A file without a committed record is left to recovery, which removes it.
    func closeAll() throws {
        for account in volumes.keys.sorted() { try close(account) }
    }

    private func close(_ account: String) throws {
        guard let volume = volumes.removeValue(forKey: account), volume.committed > 0 else { return }
        try volume.file.close()
        try files.close(volume.file.name)
    }
}
