// SPDX-License-Identifier: EUPL-1.2

/// Where a record lies: what an index says about it.
public struct WARCRecordLocation: Sendable, Hashable {
    /// The name of the file without folder and without `.open`.
    public let filename: String
    /// The byte of the file at which the record, or the gzip member it fills, starts.
    public let offset: UInt64
    /// The bytes it takes in the file: the whole gzip member; without compression header and block, and not the empty lines after.
    public let length: UInt64

    /// A location of these parts.
    public init(filename: String, offset: UInt64, length: UInt64) {
        self.filename = filename
        self.offset = offset
        self.length = length
    }

    /// The file name of a path, without folder and without the suffix of a file that is still being written.
    static func filename(ofPath path: String) -> String {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        guard name.hasSuffix(WARCFileName.openSuffix) else { return name }
        return String(name.dropLast(WARCFileName.openSuffix.count))
    }
}
