// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
import WARC

/// Takes the whole records out of a damaged archive file, and keeps what is left beside it, byte for byte.
///
/// Whole records before and after damage are copied as they are stored. A record is whole when its block has the length that its
/// header says and nothing but the end of the record follows; one that is not never goes into the mended file. The input is never
/// touched. Blocking; memory is bounded whatever the file holds.
package struct Mending: Sendable {
    /// The folder for what is written; nil for that of the input.
    package var outputDirectory: String?
    /// Whether files of the outputs' names may be replaced.
    package var mayReplace = false
    /// Further files that must not be replaced: the other inputs, and what was made of them.
    package var others: Set<FileIdentity> = []

    package init() {}

    /// Mends one file.
    ///
    /// A healthy file is said to be so and nothing is written, unless its name ends in `.open`: then it is copied to its final name.
    /// - Throws: `.badInput` if the file cannot be read or holds no whole record; `.exists`, `.diskFull`, `.io`.
    package func mend(_ path: String) throws(RewriteError) -> MendResult {
        do {
            let file = try OpenFile(reading: path)
            let size = try file.size()
            let isOpen = path.hasSuffix(WARCFileName.openSuffix)
            let sink = MendOutput(
                file: file, path: outputPath(for: path), mayReplace: mayReplace, others: others,
                format: try Self.format(of: file), dictionary: try ZstdDictionary.atStart(of: file)?.dictionary)
            if try Self.isPlainWARC(file) {
                try PlainMending(file: file, size: size, output: sink).run()
            } else {
                try MemberMending(file: file, size: size, output: sink).run()
            }
            guard sink.result.records > 0 else {
                throw RewriteError(.badInput, path: path, "holds no whole record", hint: "nothing was written")
            }
            return try sink.finish(isWanted: isOpen, size: size, input: path)
        } catch {
            throw RewriteError(error, path: path)
        }
    }

    /// Where the mended file goes: its own name in another folder; `x.mended.warc.gz` beside the input; for `.open` the final name.
    package func outputPath(for path: String) -> String {
        let name = ArchiveName.last(of: path)
        let isOpen = name.hasSuffix(WARCFileName.openSuffix)
        let final = isOpen ? String(name.dropLast(WARCFileName.openSuffix.count)) : name
        if let outputDirectory { return outputDirectory + "/" + final }
        let folder = FileSystem.parent(of: path)
        if isOpen { return folder + "/" + final }
        return folder + "/" + ArchiveName.stem(of: name) + ".mended" + ArchiveName.endings(of: name)
    }

    private static func format(of file: OpenFile) throws(WARCError) -> RewriteFormat {
        switch try WARCReader(file: file, offset: 0).container {
        case .plain: .warc
        case .gzip: .gz
        case .zstd: .zst
        }
    }

    private static func isPlainWARC(_ file: OpenFile) throws -> Bool {
        guard try format(of: file) == .warc else { return false }
        // The first record tells; a file of which not even that can be read is searched for WARC records.
        let start = try file.read(at: 0, count: 9)
        return String(decoding: start, as: UTF8.self).lowercased() != "filedesc:"
    }
}
