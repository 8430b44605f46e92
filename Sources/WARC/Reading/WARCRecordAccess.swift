// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams
import Diagnostics

/// Reads single records by their place in a file.
public enum WARCRecordAccess {
    /// The record at a location, of which only the offset is used, in the file itself, finished or `.open`.
    ///
    /// - Throws: `.notFound`, `.io`; `.corrupt` if no record starts there.
    public static func read(at location: WARCRecordLocation, in path: String) throws(WARCError) -> WARCRecord {
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw WARCError(error, path: path, "cannot open the file") }
        return try read(at: location.offset, of: file)
    }

    /// The record at an offset of a file that is open already, with little memory; several threads may do this with the same file.
    /// - Throws: As above.
    public static func read(at offset: UInt64, of file: OpenFile) throws(WARCError) -> WARCRecord {
        let reader = try WARCReader(file: file, offset: offset, policy: .lenient, limits: .single)
        // A record further on is somebody else's: damage at the offset must not bring up a stranger's page.
        guard let record = try reader.next(), record.offset == offset, record.isAligned else {
            let reason = reader.diagnostics.first.map { ": " + $0.message } ?? ""
            throw WARCError(
                .corrupt, path: file.path, offset: offset, "no record starts at this offset\(reason)",
                hint: "the index does not fit the file; kabinet reindex rebuilds it")
        }
        return record
    }
}
