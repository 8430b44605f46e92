// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Gzip members of tests.
enum GzipMember {
    /// A whole member of these bytes; empty if that fails, which the test then shows.
    static func make(_ bytes: [UInt8]) -> [UInt8] { (try? GzipCompressor().member(bytes)) ?? [] }
}
