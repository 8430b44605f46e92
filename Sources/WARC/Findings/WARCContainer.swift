// SPDX-License-Identifier: EUPL-1.2

/// How the records of a file are stored.
public enum WARCContainer: String, Sendable, Hashable, CaseIterable {
    /// Uncompressed.
    case plain
    /// In gzip members (ISO 28500:2017 annex D).
    case gzip
    /// In Zstandard frames, perhaps with a dictionary (iipc.github.io/warc-specifications, WARC Zstandard compression).
    case zstd
}
