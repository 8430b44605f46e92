// SPDX-License-Identifier: EUPL-1.2

/// What part a URL plays for its account.
package enum CaptureKind: String, Sendable, Hashable, CaseIterable {
    /// A document that people look at: a profile, a post, a thread.
    case page
    /// An image, video or sound.
    case media
    /// What a page needs besides media: style sheets, scripts, fonts, frames.
    case requisite
    /// A machine-readable answer that posts are read from.
    case api
    /// RSS, Atom, JSON Feed or a sitemap.
    case feed
    /// robots.txt of a host.
    case robots
}
