// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
package import Collection

/// Decides whether a payload is stored or referred to. Blocking, as it asks the database.
///
/// By digest and not by URL: the same avatar under two addresses is stored once. Only within one collection, so that a
/// collection can always be handed over alone.
package struct PayloadDeduplicator: Sendable {
    /// What to do with a payload.
    package enum Decision: Sendable, Hashable {
        /// Write it in full; when `isOriginal`, later repeats may refer to it.
        case store(isOriginal: Bool)
        /// Write a revisit record that refers to this one.
        case revisit(OriginalCapture)
    }

    /// Payloads below this many bytes are always stored: a revisit would save nothing, and empty ones prove nothing.
    package static let smallestPayload: UInt64 = 256

    private let table: DigestTable

    package init(table: DigestTable) { self.table = table }

    /// The decision for a payload that was received in whole (`isWhole`) or cut off.
    package func decision(digest: Digest?, length: UInt64, isWhole: Bool) throws(CollectionError) -> Decision {
        guard isWhole, length >= Self.smallestPayload, let digest else { return .store(isOriginal: false) }
        guard let original = try table.original(of: digest.labelled) else { return .store(isOriginal: true) }
        return .revisit(original)
    }
}
