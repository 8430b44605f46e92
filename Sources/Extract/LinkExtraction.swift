// SPDX-License-Identifier: EUPL-1.2

/// What was found in one response.
package struct LinkExtraction: Sendable {
    /// The way a body was read.
    package enum Reading: String, Sendable {
        /// HTML, XHTML or SVG.
        case html
        /// A style sheet.
        case css
        /// JSON, JSON-LD, ActivityPub, JSON Feed, a web app manifest or lines of JSON.
        case json
        /// A feed, a sitemap or other XML.
        case xml
        /// A sitemap of one URL a line.
        case urlList
        /// An HLS playlist (RFC 8216).
        case playlist
        /// Not read: media, or nothing that holds links.
        case none
    }

    /// The links, each URL once, in document order, at most ``ExtractionLimits/maxLinks``.
    package var links: [Link] = []
    /// The page's or feed's title with white space collapsed, at most 500 characters; nil when there is none.
    package var title: String?
    /// How the body was read.
    package var reading: Reading = .none
    /// True when something was left out: the decoded body passed the limit, the content coding broke off,
    /// there were more links than allowed, or parsing took too long.
    package var truncated = false
    /// Why ``truncated`` is set, or what was odd, one sentence each; empty as a rule.
    package var remarks: [String] = []

    /// An extraction with nothing in it.
    package init() {}
}
