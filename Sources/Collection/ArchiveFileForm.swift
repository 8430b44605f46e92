// SPDX-License-Identifier: EUPL-1.2

/// What the names of files in `archive/` say.
package enum ArchiveFileForm {
    /// The ends of the names of archive files that can be read, longer ones first.
    package static let suffixes = [".warc.gz", ".warc.zst", ".warc", ".arc.gz", ".arc"]
    /// What a file of ours has behind its name while it is written.
    package static let openSuffix = ".open"

    /// The end of the name that says what the file is; nil for a file of another kind. The `.open` of an unfinished one is no part of it.
    package static func suffix(of name: String) -> String? {
        let name = final(name)
        return suffixes.first { name.utf8.count > $0.utf8.count && name.hasSuffix($0) }
    }

    /// The name without `.open`.
    package static func final(_ name: String) -> String {
        name.hasSuffix(openSuffix) ? String(name.dropLast(openSuffix.count)) : name
    }

    /// The account in `KABINET-<account>-<time>-<serial>-<host>.warc.gz`; nil for files of other programs.
    static func account(of name: String) -> String? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "KABINET",
            let time = parts.firstIndex(where: { $0.utf8.count == 17 && $0.utf8.allSatisfy { (48...57).contains($0) } }
            ),
            time > 1
        else { return nil }
        return parts[1..<time].joined(separator: "-")
    }
}
