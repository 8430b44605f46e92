// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Synchronization

/// The `.idx` of a compressed index: the first key of every block, and where it lies. Several threads may use it at once.
final class BlockIndex: Sendable {
    let lines: SortedLines
    /// The file of all blocks, as the first line of a WACZ index names it.
    private let filename: String?
    /// The files that were opened, by shard.
    private let files = Mutex<[String: OpenFile]>([:])

    /// The files of blocks that are kept open.
    private static let fileLimit = 64

    /// Nil if the file is no `.idx`: a WACZ index begins with a line about itself, the lines of ZipNum have tabs in them.
    init?(lines: SortedLines, beginning: [UInt8]) throws(CDXError) {
        self.lines = lines
        // A key may be longer than what is enough for most.
        let isWhole = beginning.count < 1 << 12 || beginning.contains(0x0A)
        let beginning = isWhole ? beginning : try lines.beginning(IndexLineReader.lineLimit)
        let first = beginning.prefix { $0 != 0x0A }
        if first.starts(with: "!meta ".utf8) {
            guard let brace = first.firstIndex(of: 0x7B), let members = JSONObject.members(of: first[brace...]),
                let name = members.first(where: { $0.name == "filename" })?.value, !name.isEmpty
            else {
                throw CDXError(
                    .malformed, path: lines.file.path, offset: 0, "expected a \"filename\" in the first line")
            }
            filename = name
        } else if first.contains(0x09), BlockEntry(parsing: first) != nil {
            filename = nil
        } else {
            return nil
        }
    }

    /// The lines of all blocks from the one on in which the first line at or after `key` may be.
    func reader(at key: ArraySlice<UInt8>) throws(CDXError) -> BlockLineReader {
        // The lines of a block may go on to the key although it begins before it.
        let entries = try lines.reader(at: key)
        var before: BlockEntry?
        while let line = try entries.next() {
            guard let entry = try entry(line, at: entries.lineOffset) else { continue }
            if !ByteOrder.isLess(entry.key[...], key) {
                return BlockLineReader(self, pending: [before, entry].compactMap { $0 }, entries: entries)
            }
            before = entry
        }
        return BlockLineReader(self, pending: [before].compactMap { $0 }, entries: entries)
    }

    /// The entry of a line; nil for the line about the index itself.
    func entry(_ line: ArraySlice<UInt8>, at offset: UInt64) throws(CDXError) -> BlockEntry? {
        if line.isEmpty { return nil }
        guard let entry = BlockEntry(parsing: line) else {
            if line.first == 0x21 { return nil }
            throw CDXError(
                .malformed, path: lines.file.path, offset: offset,
                "expected offset and length of a block, found \"\(CDXRecord.excerpt(Array(line)))\"")
        }
        return entry
    }

    /// The lines of one block, decoded.
    /// - Throws: `.notFound`, `.io`; `.malformed` if the block is damaged or not the one that the index means.
    func content(of entry: BlockEntry) throws(CDXError) -> [UInt8] {
        let file = try file(of: entry)
        let stored: [UInt8]
        do { stored = try file.read(at: entry.offset, count: entry.length) } catch {
            throw CDXError(error, path: file.path, "cannot read the index")
        }
        let isWhole = entry.digest.map { DigestStream.digest(of: stored, .sha256).labelled == $0 } ?? true
        guard stored.count == entry.length, isWhole, let content = Self.decoded(stored) else {
            throw CDXError(
                .malformed, path: file.path, offset: entry.offset,
                "the block of \(entry.length) bytes is not the one that \(lines.file.path) means, or is damaged")
        }
        return content
    }

    /// The bytes a block may have when decoded.
    private static let contentLimit = 64 << 20

    private static func decoded(_ stored: [UInt8]) -> [UInt8]? {
        let decompressor = GzipDecompressor()
        var content: [UInt8] = []
        var start = 0
        while start < stored.count {
            let result = stored.withUnsafeBytes { all in
                try? decompressor.member(
                    UnsafeRawBufferPointer(rebasing: all[start...]), limit: contentLimit - content.count,
                    hint: all.count * 8)
            }
            guard let result, result.length > 0 else { return nil }
            content += result.content
            start += result.length
        }
        return content
    }

    private func file(of entry: BlockEntry) throws(CDXError) -> OpenFile {
        if let file = files.withLock({ $0[entry.shard] }) { return file }
        let candidates = try paths(of: entry.shard)
        for path in candidates where FileSystem.exists(path) {
            let file: OpenFile
            do { file = try OpenFile(reading: path) } catch {
                throw CDXError(error, path: path, "cannot open the index")
            }
            files.withLock { files in
                if files.count >= Self.fileLimit { files.removeAll() }
                files[entry.shard] = file
            }
            return file
        }
        throw CDXError(
            .notFound, path: lines.file.path,
            "the file of the blocks of \"\(filename ?? entry.shard)\" is not there, looked for "
                + (candidates.isEmpty ? "nothing" : candidates.joined(separator: ", ")),
            hint: filename == nil ? "a .loc file beside the index names it" : nil)
    }

    /// Where the file of a shard may be: as the `.loc` file beside the index says, or else beside it under its own name.
    private func paths(of shard: String) throws(CDXError) -> [String] {
        let folder = FileSystem.parent(of: lines.file.path)
        func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }
        if let filename { return [absolute(filename)] }
        let base = lines.file.path.hasSuffix(".idx") ? String(lines.file.path.dropLast(4)) : lines.file.path
        guard FileSystem.exists(base + ".loc") else {
            return ["", ".cdx.gz", ".cdxj.gz", ".gz"].map { absolute(shard + $0) }
        }
        let locations = try SortedLines(path: base + ".loc")
        let reader = IndexLineReader(file: locations.file, offset: 0)
        while let line = try reader.next() {
            let parts = String(decoding: line, as: UTF8.self).split(separator: "\t").map { String($0) }
            if parts.first == shard { return parts.dropFirst().map(absolute) }
        }
        return []
    }
}

/// The lines of blocks, one block in memory at a time. Owned by one thread.
final class BlockLineReader: IndexLineSource {
    var place: (path: String, offset: UInt64?) { (index.lines.file.path, nil) }
    private let index: BlockIndex
    private var pending: [BlockEntry]
    private let entries: IndexLineReader
    private var content: [UInt8] = []
    private var position = 0

    init(_ index: BlockIndex, pending: [BlockEntry], entries: IndexLineReader) {
        self.index = index
        self.pending = pending
        self.entries = entries
    }

    func next() throws(CDXError) -> ArraySlice<UInt8>? {
        while position >= content.count {
            guard let entry = try nextEntry() else { return nil }
            content = try index.content(of: entry)
            position = 0
        }
        let end = content[position...].firstIndex(of: 0x0A) ?? content.count
        defer { position = end + 1 }
        return content[position..<end]
    }

    private func nextEntry() throws(CDXError) -> BlockEntry? {
        if !pending.isEmpty { return pending.removeFirst() }
        while let line = try entries.next() {
            if let entry = try index.entry(line, at: entries.lineOffset) { return entry }
        }
        return nil
    }
}
