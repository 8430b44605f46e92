// SPDX-License-Identifier: EUPL-1.2

/// Names for imported files that the index formats and all file systems can take.
struct ArchiveName {
    private let stem: String
    private let suffix: String

    /// A name like that of the source, with the given end. White space, control characters and backslashes become `_`, as fields of an
    /// index line are parted by spaces; at most 200 bytes stay of it.
    ///
    /// A name like those of our own files says whose account it is, and that its digests may be relied on: `isTrusted` is false where
    /// they were found to be wrong, and the name gets something in front.
    init(source: String, suffix: String, isTrusted: Bool = true) {
        self.suffix = suffix
        var name = source.split(separator: "/").last.map(String.init) ?? ""
        for end in [".open", ".gz", ".zst", ".warc", ".arc", ".wacz"] where name.lowercased().hasSuffix(end) {
            name = String(name.dropLast(end.count))
        }
        var clean = String.UnicodeScalarView()
        var bytes = 0
        for scalar in name.unicodeScalars {
            let mustGo =
                scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar == "\\"
                || scalar.properties.isWhitespace
            let kept: Unicode.Scalar = mustGo ? "_" : scalar
            bytes += String(kept).utf8.count
            guard bytes <= 200 else { break }
            clean.append(kept)
        }
        name = String(clean)
        if name.isEmpty { name = "imported" }
        // No hidden file, and no option to a command.
        if name.hasPrefix(".") || name.hasPrefix("-") { name = "_" + name }
        stem = isTrusted || !name.hasPrefix("KABINET-") ? name : "imported-" + name
    }

    /// The name itself for 1, with a number for more.
    func candidate(_ number: Int) -> String { stem + (number > 1 ? "-\(number)" : "") + suffix }
}
