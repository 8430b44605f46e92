// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Glibc

/// Stops a crawl before a disk is full rather than after: that of the archive, of large bodies under way, of the database and of
/// the logs, each by itself, because folders of a collection may be mounts of their own.
struct DiskSpaceCheck: Sendable {
    /// Bytes that stay free unless somebody says otherwise: for SQLite, indexes and logs.
    static let reserve: UInt64 = 64 << 20

    /// A file system that the crawl writes to.
    struct Place: Sendable, Hashable {
        /// What lies there, for people: `archive/ and large bodies`.
        let name: String
        let directory: String
        /// True when answers are stored there.
        let holdsArchive: Bool
    }

    let places: [Place]
    /// Bytes that stay free on each of them.
    let minFree: UInt64

    /// A check of the file systems of a collection; folders on the same one are one place.
    init(_ layout: CollectionLayout, spoolDirectory: String, minFree: UInt64?) {
        let folders = [
            ("the archive", layout.archiveDirectory, true), ("bodies under way", spoolDirectory, true),
            ("the database", layout.root, false), ("the indexes", layout.indexesDirectory, false),
            ("the logs", layout.logsDirectory, false),
        ]
        var seen: [dev_t: Int] = [:]
        var places: [Place] = []
        for (name, directory, holdsArchive) in folders {
            var status = stat()
            let device = stat(directory, &status) == 0 ? status.st_dev : 0
            if let index = seen[device] {
                places[index] = Place(
                    name: places[index].name + ", " + name, directory: places[index].directory,
                    holdsArchive: places[index].holdsArchive || holdsArchive)
            } else {
                seen[device] = places.count
                places.append(Place(name: name, directory: directory, holdsArchive: holdsArchive))
            }
        }
        self.init(places: places, minFree: minFree ?? Self.reserve)
    }

    init(places: [Place], minFree: UInt64) { (self.places, self.minFree) = (places, minFree) }

    /// - Throws: `.diskFull` when a body of that size, stored as it is, would eat into what is to stay free.
    func require(bytes: UInt64) throws(ByteStreamError) {
        for place in places {
            let free = try FileSystem.freeBytes(at: place.directory)
            let (needed, overflow) = minFree.addingReportingOverflow(place.holdsArchive ? bytes : 0)
            guard !overflow, free >= needed else {
                throw ByteStreamError(
                    .diskFull, path: place.directory,
                    "only \(free >> 20) MiB are free where \(place.name) lies, and \(minFree >> 20) MiB of them stay free (--min-free)"
                )
            }
        }
    }
}
