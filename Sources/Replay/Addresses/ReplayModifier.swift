// SPDX-License-Identifier: EUPL-1.2

/// The two letters behind the timestamp of a Wayback URL: what the client wants the capture as.
package enum ReplayModifier: String, Sendable, Hashable, CaseIterable {
    /// No modifier: the page with its banner in the interface, the content itself on the replay origin.
    case none = ""
    /// A page, rewritten.
    case page = "mp_"
    /// Body and links exactly as stored.
    case identity = "id_"
    /// Body exactly as stored, redirects kept inside the archive.
    case identityRedirect = "ir_"
    /// A picture, font or other embedded file.
    case image = "im_"
    /// A script.
    case script = "js_"
    /// A style sheet.
    case style = "cs_"
    /// The document of an `iframe`.
    case inlineFrame = "if_"
    /// The document of a `frame`.
    case frame = "fr_"
    /// The resource of an `object` or `embed`.
    case object = "oe_"
    /// Body as stored, to be saved as a file.
    case download = "dl_"

    /// True when the body leaves as it was stored, whatever its type.
    package var keepsBody: Bool {
        switch self {
        case .identity, .identityRedirect, .download: true
        case .none, .page, .image, .script, .style, .inlineFrame, .frame, .object: false
        }
    }

    /// True when even `Location` leaves as it was stored.
    package var keepsLinks: Bool { self == .identity }

    /// True for what a person looks at as a page, where an exactly named capture is meant and not the best one near it.
    package var isDocument: Bool {
        switch self {
        case .none, .page, .inlineFrame, .frame, .identity, .identityRedirect, .download: true
        case .image, .script, .style, .object: false
        }
    }
}
