// SPDX-License-Identifier: EUPL-1.2

/// The first lines in the block of an ARC file's first record: the version of the format, who wrote it, and the names of the fields.
///
/// `1 0 InternetArchive` and `URL IP-address Archive-date Content-type Archive-length`; what follows in files of version 1.1 is XML.
package struct ARCVersionBlock: Sendable, Hashable {
    /// What a file without a version block is taken for.
    package static let unknown = ARCVersionBlock(parsing: [])
    /// How many lines the block has at least: what to pass over where the record line says no usable length.
    package static let lineCount = 2
    /// How many bytes of the block are worth giving to `init(parsing:)`.
    package static let byteLimit = 1 << 10

    /// `ARC/1.0`, `ARC/1.1`, `ARC/2.0`; `ARC/1.0` where nothing is said.
    package let version: String
    /// The fields of a record line by the names that are listed: 5 or 10. Not all files keep to it.
    package let fieldCount: Int
    /// Who wrote the file: `InternetArchive`; empty where nothing is said.
    package let origin: String

    /// Reads the start of the block; what cannot be read has the values of version 1.0.
    package init(parsing bytes: [UInt8]) {
        let lines = bytes.prefix(Self.byteLimit).split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        let words = lines.first.map { Self.words($0) } ?? []
        let isVersioned = words.count >= 2 && words.prefix(2).allSatisfy { $0.utf8.count == 1 && Int($0) != nil }
        version = isVersioned ? "ARC/\(words[0]).\(words[1])" : "ARC/1.0"
        origin = isVersioned ? words.dropFirst(2).joined(separator: " ") : ""
        let names = lines.count > 1 ? Self.words(lines[1]) : []
        fieldCount = names.isEmpty ? (version.hasPrefix("ARC/2") ? 10 : 5) : names.count > 5 ? 10 : 5
    }

    private static func words(_ line: ArraySlice<UInt8>) -> [String] {
        line.split { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    }
}
