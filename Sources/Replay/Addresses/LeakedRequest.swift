// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import WebURL

/// A request that a script of an archived page made to the root of its host, and that came out at the root of ours.
package enum LeakedRequest {
    /// The path inside the archive that was meant, by the page that the request came from; nil when that tells nothing.
    ///
    /// `requestTarget` is path and query as requested (`/api/posts?id=1`), `referrer` the Referer field. A page of another
    /// authority than the one that the request was sent to tells nothing.
    package static func repaired(requestTarget: String, referrer: String?, authority: String) -> ReplayTarget? {
        guard let referrer, let page = WebAddress(referrer), page.authority == authority,
            case .capture(var target)? = ArchivePath(requestTarget: page.requestTarget),
            let url = WebAddress(requestTarget, relativeTo: target.url), url.isHTTP
        else { return nil }
        if !target.modifier.isDocument || target.modifier == .none { target.modifier = .page }
        return ReplayTarget(
            collection: target.collection, timestamp: target.timestamp, modifier: target.modifier, url: url)
    }
}
