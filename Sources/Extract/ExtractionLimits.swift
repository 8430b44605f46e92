// SPDX-License-Identifier: EUPL-1.2

/// How much one extraction may take.
package struct ExtractionLimits: Sendable, Hashable {
    /// Bytes of body after content decoding; what comes after is not read. 32 MiB unless told.
    package var maxDecodedBytes: Int = 32 << 20
    /// Links kept per body. 50,000 unless told (the sitemap protocol's own limit).
    package var maxLinks: Int = 50_000
    /// Bytes of one URL, as written and as serialised; longer ones are dropped. 8 KiB unless told.
    package var maxURLBytes: Int = 8 << 10
    /// Seconds of processor time for one body; after that the rest is left out. 20 unless told.
    ///
    /// libxml2 is quadratic on some hostile input; no honest page comes near this.
    package var maxProcessorSeconds: Double = 20

    /// The limits used when nothing else is said.
    package static let `default` = ExtractionLimits()

    /// The default limits, to be changed field by field.
    package init() {}
}
