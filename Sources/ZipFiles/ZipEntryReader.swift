// SPDX-License-Identifier: EUPL-1.2

import CZip

/// Reads the content of one entry piece by piece and checks it against what the directory says: size, CRC, and limits.
///
/// Used by the thread of its archive, which it keeps open; it owns one `zip_file_t`.
package final class ZipEntryReader {
    /// How many times more bytes than it takes an entry may hold, by default; DEFLATE reaches 1032, real text some dozens.
    package static let ratioLimit: UInt64 = 200
    /// Entries of no more bytes than this may have any ratio.
    package static let ratioFloor: UInt64 = 1 << 24

    private let archive: ZipArchive
    private let entry: ZipEntry
    private let handle: OpaquePointer
    private var count: UInt64 = 0

    /// A reader at the start of the entry.
    ///
    /// - Parameters:
    ///   - archive: The file.
    ///   - entry: One of its entries.
    ///   - byteLimit: The most bytes the entry may have.
    ///   - ratioLimit: The most bytes of content for each byte in the file, for entries over 16 MiB.
    /// - Throws: `.unsupported` for encryption and methods other than stored and DEFLATE; `.tooLarge`; `.corrupt`, `.io`.
    package init(
        _ archive: ZipArchive, _ entry: ZipEntry, byteLimit: UInt64, ratioLimit: UInt64 = ZipEntryReader.ratioLimit
    ) throws(ZipFileError) {
        func error(_ code: ZipFileError.Code, _ message: String) -> ZipFileError {
            ZipFileError(code, path: archive.path, offset: entry.headerOffset, entry: entry.name, message)
        }
        guard !entry.isEncrypted else { throw error(.unsupported, "the entry is encrypted") }
        if case .other(let number) = entry.method {
            throw error(.unsupported, "the entry is compressed with method \(number); stored and DEFLATE are read")
        }
        guard entry.size <= byteLimit else {
            throw error(.tooLarge, "the entry has \(entry.size) bytes, at most \(byteLimit) are allowed")
        }
        guard entry.size <= Self.ratioFloor || entry.size / max(ratioLimit, 1) <= entry.compressedSize else {
            throw error(
                .tooLarge, "the entry holds \(entry.size) bytes in \(entry.compressedSize), as no honest file does")
        }
        guard let handle = zip_fopen_index(archive.handle, UInt64(entry.index), ZIP_FL_UNCHANGED) else {
            throw error(.corrupt, String(cString: zip_strerror(archive.handle)))
        }
        self.archive = archive
        self.entry = entry
        self.handle = handle
    }

    deinit { zip_fclose(handle) }

    /// Reads the next bytes; 0 at the end, where size and CRC turned out right.
    /// - Throws: `.corrupt` with the offset of the entry; `.tooLarge` for more bytes than the directory says.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipFileError) -> Int {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
        let got = zip_fread(handle, base, UInt64(buffer.count))
        guard got >= 0 else { throw failure(.corrupt, String(cString: zip_file_strerror(handle))) }
        count += UInt64(got)
        guard count <= entry.size else {
            throw failure(.tooLarge, "the entry has more bytes than the \(entry.size) it says")
        }
        guard got > 0 || count == entry.size else {
            throw failure(.corrupt, "the entry ends after \(count) of \(entry.size) bytes")
        }
        return Int(got)
    }

    private func failure(_ code: ZipFileError.Code, _ message: String) -> ZipFileError {
        ZipFileError(code, path: archive.path, offset: entry.headerOffset, entry: entry.name, message)
    }
}
