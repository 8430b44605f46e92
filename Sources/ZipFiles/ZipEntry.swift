// SPDX-License-Identifier: EUPL-1.2

/// One entry of a ZIP file, as its central directory has it.
package struct ZipEntry: Sendable, Hashable {
    /// How the bytes are stored (APPNOTE 4.4.5).
    package enum Method: Sendable, Hashable {
        /// As they are.
        case stored
        /// With DEFLATE.
        case deflated
        /// Another way, which is not read.
        case other(UInt16)
    }

    /// Its place among the entries.
    package let index: Int
    /// Its name; bytes that are no UTF-8 are taken for code page 437.
    package let name: String
    /// Bytes of its content.
    package let size: UInt64
    /// Bytes it takes in the file.
    package let compressedSize: UInt64
    package let method: Method
    /// CRC-32 of its content.
    package let crc: UInt32
    package let isEncrypted: Bool
    /// Why its name must not become the name of a file: it leads out of the folder, means something else on another system, or is that of
    /// another entry. Nil for a good one.
    package internal(set) var nameProblem: String?

    /// Whether it stands for a folder, without content.
    package var isFolder: Bool { name.hasSuffix("/") }
    /// Whether its bytes in the file are its content.
    package var isStored: Bool { method == .stored && !isEncrypted }

    /// The byte of the file at which its local header starts.
    let headerOffset: UInt64
    let rawName: [UInt8]
}

/// What a name of an entry may be.
enum ZipEntryName {
    /// The bytes a name may have: what a file system takes as a path.
    private static let limit = 1024

    /// What is wrong with a name; nil if it can be that of a file in a folder, on any system.
    static func problem(_ name: [UInt8]) -> String? {
        if name.isEmpty { return "the name is empty" }
        if name.count > limit { return "the name has \(name.count) bytes" }
        if name.contains(0) { return "the name has a NUL byte" }
        if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "the name has control characters" }
        if name.contains(0x5C) { return "the name has a backslash" }
        if name.first == 0x2F { return "the name is an absolute path" }
        if name.count >= 2, name[1] == 0x3A { return "the name starts with a drive letter" }
        var parts = name.split(separator: 0x2F, omittingEmptySubsequences: false)
        // The slash at the end of a folder.
        if parts.last?.isEmpty == true { parts.removeLast() }
        if parts.contains(where: { $0.elementsEqual("..".utf8) }) { return "the name leads out of the folder (..)" }
        if parts.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) { return "the name has an empty part" }
        if parts.contains(where: { $0.count > 255 }) { return "a part of the name has more than 255 bytes" }
        return nil
    }

    /// Tells of names that are there twice, letter case aside unless it is to count.
    static func noteDuplicates(_ entries: inout [ZipEntry], caseCounts: Bool) {
        var first: [String: String] = [:]
        for index in entries.indices {
            let name = entries[index].name
            let key = caseCounts ? name : name.lowercased()
            guard let other = first.updateValue(first[key] ?? name, forKey: key) else { continue }
            guard entries[index].nameProblem == nil else { continue }
            entries[index].nameProblem =
                other == name
                ? "another entry has the same name" : "another entry has the same name but for letter case"
        }
    }
}
