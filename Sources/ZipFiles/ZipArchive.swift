// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CZip

/// A ZIP file that is read, ZIP64 included (libzip).
///
/// Used by one thread; it owns one `zip_t`. Memory is bounded by the directory, at most 64 MiB and 100,000 entries.
/// - SeeAlso: PKWARE APPNOTE 6.3.9
package final class ZipArchive {
    /// The file as it was named.
    package let path: String
    /// All entries in the order of the directory; look at `nameProblem` before a name is used.
    package let entries: [ZipEntry]

    let handle: OpaquePointer
    private let file: OpenFile
    private let directoryOffset: UInt64
    /// The first entry of each name.
    private let places: [String: Int]

    /// Opens a file and reads its directory.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - caseCounts: Whether names that differ only in letter case are good beside each other.
    /// - Throws: `.notFound`, `.io`; `.corrupt` with the offset for what is no ZIP file, cut or damaged, or has entries that overlap;
    ///   `.tooLarge` for too many entries; `.unsupported` for several volumes.
    package init(path: String, caseCounts: Bool = false) throws(ZipFileError) {
        self.path = path
        do { file = try OpenFile(reading: path) } catch { throw ZipFileError(error, path: path) }
        let directory = try ZipDirectory(file)
        directoryOffset = directory.offset
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
            throw ZipFileError(code == ZIP_ER_MEMORY ? .io : .corrupt, path: path, Self.text(ofCode: code))
        }
        self.handle = handle
        guard zip_get_num_entries(handle, 0) == Int64(directory.entries.count) else {
            zip_discard(handle)
            throw ZipFileError(
                .corrupt, path: path, offset: directory.offset, "the ZIP directory can be read in two ways")
        }
        var entries: [ZipEntry] = []
        entries.reserveCapacity(directory.entries.count)
        for (index, entry) in directory.entries.enumerated() {
            let name =
                String(validating: entry.name, as: UTF8.self)
                ?? zip_get_name(handle, UInt64(index), ZIP_FL_ENC_GUESS).map { String(cString: $0) }
                ?? String(decoding: entry.name, as: UTF8.self)
            let method: ZipEntry.Method =
                entry.method == 0 ? .stored : entry.method == 8 ? .deflated : .other(UInt16(entry.method))
            entries.append(
                ZipEntry(
                    index: index, name: name, size: entry.size, compressedSize: entry.compressedSize, method: method,
                    crc: UInt32(entry.crc), isEncrypted: entry.flags & 1 != 0,
                    nameProblem: ZipEntryName.problem(entry.name), headerOffset: entry.headerOffset, rawName: entry.name
                )
            )
        }
        ZipEntryName.noteDuplicates(&entries, caseCounts: caseCounts)
        self.entries = entries
        places = Dictionary(entries.lazy.map { ($0.name, $0.index) }) { first, _ in first }
    }

    deinit { zip_discard(handle) }

    /// The first entry of that name.
    package subscript(name: String) -> ZipEntry? { places[name].map { entries[$0] } }

    /// Where in the file the content of a stored entry is: those bytes are the content.
    ///
    /// - Throws: `.unsupported` for an entry that is compressed or encrypted; `.corrupt` if its local header does not fit the directory.
    package func storedRange(of entry: ZipEntry) throws(ZipFileError) -> Range<UInt64> {
        guard entry.isStored, entry.size == entry.compressedSize else {
            throw ZipFileError(.unsupported, path: path, entry: entry.name, "the entry is not stored as it is")
        }
        let head: [UInt8]
        do {
            head = try file.read(at: entry.headerOffset, count: 30 + entry.rawName.count)
        } catch { throw ZipFileError(error, path: path, entry: entry.name) }
        var fields = ZipFields(bytes: head, base: entry.headerOffset, path: path)
        try fields.expect(0x0403_4B50, "the local header of \(entry.name)")
        _ = try fields.number(4)
        let method = try fields.number(2)
        _ = try fields.take(16)
        let nameCount = try fields.number(2)
        let extraCount = try fields.number(2)
        let start = entry.headerOffset + 30 + nameCount + extraCount
        let end = start + entry.size
        guard method == 0, nameCount == UInt64(entry.rawName.count), try fields.take(nameCount) == entry.rawName,
            end <= directoryOffset
        else {
            throw ZipFileError(
                .corrupt, path: path, offset: entry.headerOffset, entry: entry.name,
                "the entry's own header differs from the directory's")
        }
        return start..<end
    }

    /// A small entry whole.
    /// - Throws: `.tooLarge` for more than `limit` bytes; otherwise as `ZipEntryReader`.
    package func read(_ entry: ZipEntry, limit: Int) throws(ZipFileError) -> [UInt8] {
        let reader = try ZipEntryReader(self, entry, byteLimit: UInt64(max(limit, 0)))
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try reader.read(into: buffer)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    static func text(ofCode code: Int32) -> String {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        return String(cString: zip_error_strerror(&error))
    }
}
