// SPDX-License-Identifier: EUPL-1.2

package import Collection

/// What a page around a replayed capture tells of it.
package struct ReplayVisit: Sendable {
    /// The capture that is shown.
    package let capture: CatalogCapture
    /// The capture before it and the one after it, of the same URL key.
    package let earlier, later: CatalogCapture?
    /// How many captures the URL key has.
    package let count: Int
    /// True when the capture is of the second that was asked for.
    package let isExact: Bool
    /// Different URLs that the page is made of (pictures, styles, scripts, frames), and those of them that the archive has
    /// nothing of. Looked at up to 300.
    package let parts, missingParts: Int
    /// Nearer captures that could not be read.
    package let problems: [ReplayError]
}
