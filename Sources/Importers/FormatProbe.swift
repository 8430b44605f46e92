// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Tells by the bytes what a file is; its name does not count.
struct FormatProbe {
    let format: ImportFormat
    /// The end that the name of such a file has; empty for WACZ.
    let suffix: String

    /// Nil for a file in which no record is found.
    /// - Throws: `ByteStreamError`, `WARCError` if it cannot be read.
    init?(_ path: String) throws {
        let start = try OpenFile(reading: path).read(at: 0, count: 4)
        // An empty ZIP file starts with its end record.
        if start == [0x50, 0x4B, 3, 4] || start == [0x50, 0x4B, 5, 6] {
            (format, suffix) = (.wacz, "")
            return
        }
        let reader = try WARCReader(path: path, policy: .silent)
        guard let record = try reader.next() else { return nil }
        let isARC = record.header.version.hasPrefix("ARC/")
        format = isARC ? .arc : .warc
        switch reader.container {
        case .plain: suffix = isARC ? ".arc" : ".warc"
        case .gzip: suffix = isARC ? ".arc.gz" : ".warc.gz"
        case .zstd:
            // Nobody writes such ARC files, and no tool would know the name.
            guard !isARC else { return nil }
            suffix = ".warc.zst"
        }
    }
}
