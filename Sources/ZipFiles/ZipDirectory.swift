// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Reads the central directory at the end of a ZIP file: libzip does not say where an entry's bytes are (APPNOTE 4.3.12 to 4.3.16).
struct ZipDirectory {
    /// The most bytes of directory that are read; it stays in memory.
    static let byteLimit: UInt64 = 1 << 26
    /// The most entries that are read.
    static let entryLimit: UInt64 = 100_000

    /// In the order of the directory.
    private(set) var entries: [Entry] = []
    /// The byte at which the directory starts: all entries are before it.
    let offset: UInt64

    struct Entry {
        var flags: UInt64, method: UInt64, crc: UInt64
        var compressedSize: UInt64, size: UInt64, headerOffset: UInt64
        var name: [UInt8]
    }

    private let file: OpenFile

    init(_ file: OpenFile) throws(ZipFileError) {
        self.file = file
        let end: End
        let bytes: [UInt8]
        do {
            end = try End(file)
            guard end.size <= Self.byteLimit, end.count <= Self.entryLimit else {
                throw ZipFileError(
                    .tooLarge, path: file.path, offset: end.offset,
                    "the directory has \(end.count) entries in \(end.size) bytes, more than are read")
            }
            bytes = try file.read(at: end.offset, count: Int(end.size))
        } catch let error as ByteStreamError {
            throw ZipFileError(error, path: file.path)
        } catch let error as ZipFileError {
            throw error
        } catch {
            throw ZipFileError(.io, path: file.path, "\(error)")
        }
        offset = end.offset
        var reader = ZipFields(bytes: bytes, base: end.offset, path: file.path)
        for _ in 0..<end.count { entries.append(try Self.entry(&reader)) }
        try checkPlaces()
    }

    private static func entry(_ reader: inout ZipFields) throws(ZipFileError) -> Entry {
        try reader.expect(0x0201_4B50, "an entry of the directory")
        _ = try reader.number(4)
        let flags = try reader.number(2)
        let method = try reader.number(2)
        _ = try reader.number(4)
        let crc = try reader.number(4)
        var sizes = [try reader.number(4), try reader.number(4)]
        let counts = (name: try reader.number(2), extra: try reader.number(2), comment: try reader.number(2))
        let disk = try reader.number(2)
        _ = try reader.number(6)
        let headerOffset = try reader.number(4)
        let name = try reader.take(counts.name)
        let extra = try reader.take(counts.extra)
        _ = try reader.take(counts.comment)
        // Compressed size, size and offset in the order of the extended field: size first (APPNOTE 4.5.3).
        sizes = [sizes[1], sizes[0], headerOffset]
        try extend(&sizes, by: extra, in: reader)
        guard disk == 0 || disk == 0xFFFF else {
            throw ZipFileError(.unsupported, path: reader.path, "the ZIP file has several volumes")
        }
        return Entry(
            flags: flags, method: method, crc: crc, compressedSize: sizes[1], size: sizes[0], headerOffset: sizes[2],
            name: name)
    }

    /// Puts the numbers of a ZIP64 field in the place of those that are too small for them.
    private static func extend(
        _ sizes: inout [UInt64], by extra: [UInt8], in reader: ZipFields
    ) throws(ZipFileError) {
        var fields = ZipFields(bytes: extra, base: reader.base, path: reader.path)
        while fields.left >= 4 {
            let id = try fields.number(2)
            let count = try fields.number(2)
            // Some writers pad with bytes that are no fields.
            guard count <= UInt64(fields.left) else { return }
            var field = ZipFields(bytes: try fields.take(count), base: reader.base, path: reader.path)
            guard id == 1 else { continue }
            for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && field.left >= 8 {
                sizes[index] = try field.number(8)
            }
        }
    }

    /// Every entry has bytes of its own before the directory: overlapping ones are how a small file claims to hold a huge tree.
    private func checkPlaces() throws(ZipFileError) {
        var end: UInt64 = 0
        for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
            let (room, overflow) = UInt64(30 + entry.name.count).addingReportingOverflow(entry.compressedSize)
            let (next, overflow2) = entry.headerOffset.addingReportingOverflow(room)
            guard !overflow, !overflow2, next <= offset, entry.headerOffset >= end else {
                throw ZipFileError(
                    .corrupt, path: file.path, offset: entry.headerOffset,
                    entry: String(decoding: entry.name, as: UTF8.self),
                    "the entry has no bytes of its own in the file")
            }
            end = next
        }
    }
}

extension ZipDirectory {
    /// What the end of the file says about the directory.
    private struct End {
        var count: UInt64
        var size: UInt64
        var offset: UInt64

        init(_ file: OpenFile) throws {
            let length = try file.size()
            let start = length > 22 + 0xFFFF ? length - 22 - 0xFFFF : 0
            let tail = try file.read(at: start, count: 22 + 0xFFFF)
            guard let index = Self.find(tail) else {
                throw ZipFileError(
                    .corrupt, path: file.path, offset: length,
                    "no ZIP file, or one that is cut: its directory is missing at the end")
            }
            var position = start + UInt64(index)
            var fields = ZipFields(bytes: Array(tail[index...]), base: position, path: file.path)
            _ = try fields.number(4)
            var disks = try fields.number(4)
            _ = try fields.number(2)
            (count, size, offset) = (try fields.number(2), try fields.number(4), try fields.number(4))
            if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, position >= 20 {
                let locator = try file.read(at: position - 20, count: 20)
                var fields = ZipFields(bytes: locator, base: position - 20, path: file.path)
                if try fields.number(4) == 0x0706_4B50 {
                    _ = try fields.number(4)
                    position = try fields.number(8)
                    var long = ZipFields(bytes: try file.read(at: position, count: 56), base: position, path: file.path)
                    try long.expect(0x0606_4B50, "the ZIP64 end of the directory")
                    _ = try long.number(12)
                    disks = try long.number(8)
                    _ = try long.number(8)
                    (count, size, offset) = (try long.number(8), try long.number(8), try long.number(8))
                }
            }
            guard disks == 0 else {
                throw ZipFileError(.unsupported, path: file.path, "the ZIP file has several volumes")
            }
            let (sum, overflow) = offset.addingReportingOverflow(size)
            guard !overflow, sum == position, count <= size / 46 else {
                throw ZipFileError(
                    .corrupt, path: file.path, offset: position,
                    "the ZIP directory is not where its end says: bytes are missing or were put in")
            }
        }

        /// The last end record whose comment reaches to the end of the file.
        private static func find(_ tail: [UInt8]) -> Int? {
            var index = tail.count - 22
            while index >= 0 {
                if tail[index] == 0x50, tail[index + 1] == 0x4B, tail[index + 2] == 5, tail[index + 3] == 6,
                    index + 22 + Int(tail[index + 20]) + Int(tail[index + 21]) << 8 == tail.count
                {
                    return index
                }
                index -= 1
            }
            return nil
        }
    }
}

/// Reads little-endian numbers one after the other.
struct ZipFields {
    private let bytes: [UInt8]
    private var position = 0
    let base: UInt64
    let path: String

    init(bytes: [UInt8], base: UInt64, path: String) {
        (self.bytes, self.base, self.path) = (bytes, base, path)
    }

    var left: Int { bytes.count - position }

    /// A number of up to eight bytes; of more only the last eight count.
    mutating func number(_ count: Int) throws(ZipFileError) -> UInt64 {
        try take(UInt64(count)).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func take(_ count: UInt64) throws(ZipFileError) -> [UInt8] {
        guard count <= UInt64(left) else {
            throw ZipFileError(.corrupt, path: path, offset: base + UInt64(position), "the ZIP file's directory is cut")
        }
        defer { position += Int(count) }
        return Array(bytes[position..<position + Int(count)])
    }

    mutating func expect(_ signature: UInt64, _ what: String) throws(ZipFileError) {
        let place = base + UInt64(position)
        guard try number(4) == signature else {
            throw ZipFileError(.corrupt, path: path, offset: place, "expected \(what), found other bytes")
        }
    }
}
