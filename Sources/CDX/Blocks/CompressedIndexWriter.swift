// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Writes a sorted index in compressed blocks, and beside it the `.idx` by which it is searched.
///
/// The files get their names only when both are whole and on the disk. Used by one thread.
public final class CompressedIndexWriter {
    /// How the `.idx` is written.
    public enum Form: String, Sendable, CaseIterable {
        /// As in WACZ files: a line about the index, then a JSON object for each block with its SHA-256.
        case wacz
        /// As in the indexes of CDX servers: tabs between the fields, and a `.loc` that says where the blocks are.
        case zipNum = "zipnum"
    }

    /// The lines so far.
    public let sorter: IndexSorter
    private let path: String
    private let form: Form
    private let linesPerBlock: Int
    private let compressor = GzipCompressor()
    private var entries = 0

    /// The bytes of lines after which a block is closed, however few they are.
    private static let blockLimit = 4 << 20

    /// A writer of the blocks at `path`, `index.cdx.gz`; the `.idx` has the same name with that ending.
    public init(path: String, form: Form, linesPerBlock: Int = 300, memoryLimit: Int = 16 << 20) {
        self.path = path
        self.form = form
        self.linesPerBlock = max(1, linesPerBlock)
        sorter = IndexSorter(folder: FileSystem.parent(of: path), memoryLimit: memoryLimit)
    }

    /// The path of the `.idx`.
    public var indexPath: String { base + ".idx" }

    /// The path without `.cdx.gz`, `.cdxj.gz` or `.gz`.
    private var base: String {
        for ending in [".cdxj.gz", ".cdx.gz", ".gz"] where path.hasSuffix(ending) {
            return String(path.dropLast(ending.utf8.count))
        }
        return path
    }

    private func name(_ path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? path }

    /// Writes the files. Header lines are left out, as no key leads to them.
    ///
    /// - Returns: How many lines the index has.
    /// - Throws: `.unsorted`, `.diskFull`, `.io`; what was there before then stays as it is.
    @discardableResult
    public func finish() throws(CDXError) -> Int {
        var count = 0
        let idx = UnfinishedFile.temporaryName(indexPath)
        do {
            let index = try OpenFile(appending: idx, create: true)
            try UnfinishedFile.write(path) { blocks in
                count = try write(blocks, index)
                try UnfinishedFile.close(index)
            }
            try FileSystem.rename(idx, to: indexPath)
        } catch {
            try? FileSystem.remove(idx)
            throw UnfinishedFile.failure(error, indexPath)
        }
        if form == .zipNum {
            try UnfinishedFile.write(base + ".loc") { try $0.append(Array("\(name(base))\t\(name(path))\n".utf8)) }
        }
        return count
    }

    private func write(_ blocks: OpenFile, _ index: OpenFile) throws -> Int {
        var output = LineOutput { try index.append($0) }
        if form == .wacz {
            let name = CDXRecord.jsonText(name(path))
            try output.add(Array("!meta 0 {\"format\": \"cdxj-gzip-1.0\", \"filename\": \(name)}".utf8)[...])
        }
        var total = 0
        var number = 0
        var offset: UInt64 = 0
        var lines: [UInt8] = []
        var count = 0
        func close() throws {
            guard count > 0 else { return }
            let block = try compressor.member(lines)
            try blocks.append(block)
            number += 1
            let entry = BlockEntry(
                key: Self.key(of: lines), shard: name(base), offset: offset, length: block.count,
                digest: form == .wacz ? DigestStream.digest(of: block, .sha256).labelled : nil)
            try output.add((form == .wacz ? entry.waczLine : entry.zipNumLine(number: number))[...])
            offset += UInt64(block.count)
            total += count
            count = 0
            lines.removeAll(keepingCapacity: true)
        }
        try sorter.forEachLine { line in
            if CDXRecord.isHeader(line) { return }
            lines.append(contentsOf: line)
            lines.append(0x0A)
            count += 1
            if count == linesPerBlock || lines.count >= Self.blockLimit { try close() }
        }
        try close()
        try output.flush()
        return total
    }

    /// Urlkey and timestamp of the first line.
    private static func key(of lines: [UInt8]) -> [UInt8] {
        let line = lines.prefix { $0 != 0x0A }
        let words = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        return Array(words.prefix(2).joined(separator: [0x20]))
    }
}

extension CDXRecord {
    static func jsonText(_ text: String) -> String {
        var out: [UInt8] = []
        JSONText.append(Array(text.utf8)[...], to: &out)
        return String(decoding: out, as: UTF8.self)
    }
}
