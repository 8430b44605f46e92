// SPDX-License-Identifier: EUPL-1.2

/// How much is taken off a payload.
package enum PayloadForm: String, Sendable, CaseIterable {
    /// Nothing: the bytes behind the HTTP head as they stand in the block.
    case stored
    /// The transfer coding (chunked); the content coding stays.
    case transfer
    /// Transfer and content coding (gzip, deflate, br, zstd): what a browser shows.
    case content
}
