// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
package import WARC

/// Writes archive files anew: a gzip member or Zstandard frame for each record or none, another version, smaller files.
///
/// Order, blocks and digests stay. The input is never touched. Blocking; memory is bounded whatever the size of records and files.
package struct Recompression: Sendable {
    package let options: RecompressionOptions
    private let makeID: @Sendable () -> WARCRecordID

    /// `makeID` gives the IDs of records that are added.
    package init(
        _ options: RecompressionOptions, makeID: @escaping @Sendable () -> WARCRecordID = { WARCRecordID.random() }
    ) {
        self.options = options
        self.makeID = makeID
    }

    /// Rewrites one file. Nothing stands under a final name before all of it is written and compared; `others` are further files that
    /// must not be overwritten.
    ///
    /// - Throws: `.damaged` if bytes of the file would be lost: it has to be mended first; `.badInput`, `.exists`, `.unequal`,
    ///   `.diskFull` and others.
    package func run(_ path: String, others: Set<FileIdentity> = []) throws(RewriteError) -> RecompressionResult {
        do {
            let file = try OpenFile(reading: path)
            let dictionary = options.format == .zst && options.trainsDictionary ? try Self.trained(on: path) : nil
            let parts = try PartFiles(
                stem: ArchiveName.stem(of: ArchiveName.last(of: path)), options: options,
                inputs: others.union(FileIdentity(of: path).map { [$0] } ?? []), dictionary: dictionary, makeID: makeID)
            let run = try RecompressionRun(file: file, options: options, parts: parts, makeID: makeID)
            return try run.run()
        } catch {
            throw RewriteError(error, path: path)
        }
    }

    /// A dictionary made of the first records; nil if they are too few.
    private static func trained(on path: String) throws -> ZstdDictionary? {
        let reader = try WARCReader(path: path, policy: .silent)
        var samples: [[UInt8]] = []
        var total = 0
        while samples.count < 2000, total < 1 << 23, let record = try reader.next() {
            guard let count = record.header.contentLength, count < 1 << 17 else { continue }
            let sample = record.header.serialized() + (try record.readBlock(limit: 1 << 17))
            samples.append(sample)
            total += sample.count
        }
        return try? ZstdDictionary(training: samples)
    }
}
