// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// All blocks of a run, one after the other, as one digest: two files with the same records have the same.
///
/// SHA-1, because it is the cheapest here, and chance is what it guards against.
final class BlockSequence {
    private(set) var records = 0
    private let digest = DigestStream(.sha1)

    /// Begins the next block. Its length and its record's type stand before it, so that no bytes can move from block to block.
    func begin(_ type: String?, count: UInt64) {
        records += 1
        digest.update(Array("\(type ?? "")\n\(count)\n".utf8))
    }

    /// Takes bytes of the block.
    func update(_ bytes: UnsafeRawBufferPointer) { digest.update(bytes) }

    /// The number of records and the digest of their blocks.
    func finish() -> Sum { Sum(records: records, digest: digest.finish()) }

    struct Sum: Hashable {
        let records: Int
        let digest: Digest
    }

    /// Adds all records of a file but the first `skipped`.
    ///
    /// - Throws: `.damaged` if the reader finds anything irregular that concerns the form of the file.
    func add(fileAt path: String, skipping skipped: Int) throws {
        let reader = try WARCReader(path: path)
        var left = skipped
        while let record = try reader.next() {
            if left > 0 {
                left -= 1
                continue
            }
            begin(record.header["WARC-Type"], count: record.header.contentLength ?? 0)
            try record.forEachBlockChunk { update($0) }
            try record.finish()
            let found = reader.takeFindings().first {
                MemberMending.damage.contains($0.irregularity) || $0.irregularity == .badTrailer
            }
            if let found { throw RewriteError(.unequal, path: path, offset: found.offset, found.message) }
        }
    }
}
