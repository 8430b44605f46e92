// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// How records are stored in a file that is written.
package enum RewriteFormat: String, Sendable, CaseIterable {
    /// A gzip member for each record.
    case gz
    /// The records as they are.
    case warc
    /// A Zstandard frame for each record.
    case zst

    /// The ending of names of such files.
    package var suffix: String {
        switch self {
        case .gz: ".warc.gz"
        case .warc: ".warc"
        case .zst: ".warc.zst"
        }
    }

    /// What a reader calls it.
    package var container: WARCContainer {
        switch self {
        case .gz: .gzip
        case .warc: .plain
        case .zst: .zstd
        }
    }
}

/// Names of archive files.
package enum ArchiveName {
    /// The last part of a path.
    package static func last(of path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? path }

    /// A file name without the endings that say how it is stored: `.warc.gz`, `.arc`, `.open` and the like.
    package static func stem(of name: String) -> String {
        var name = name
        for endings in [[".open"], [".gz", ".zst", ".gzip"], [".warc", ".arc"]] {
            if let ending = endings.first(where: { name.lowercased().hasSuffix($0) }),
                name.utf8.count > ending.utf8.count
            {
                name.removeLast(ending.count)
            }
        }
        return name
    }

    /// What stands behind the stem of a name, without `.open`.
    package static func endings(of name: String) -> String {
        let name = name.hasSuffix(WARCFileName.openSuffix) ? String(name.dropLast(WARCFileName.openSuffix.count)) : name
        return String(name.dropFirst(stem(of: name).count))
    }
}
