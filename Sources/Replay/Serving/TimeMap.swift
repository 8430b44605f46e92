// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import HTTPMessage
package import WebURL

/// All captures of a URL as a list of links (RFC 7089 §5, in the format of RFC 6690).
package struct TimeMap: Sendable {
    private let lookup: any CaptureLookup

    package init(lookup: any CaptureLookup) { self.lookup = lookup }

    /// The list as `application/link-format`; nil when there is no capture.
    ///
    /// `origin` is what the links begin with, `http://localhost:8081`.
    /// - Throws: Errors of the lookup.
    package func linkFormat(of url: WebAddress, collection: String, origin: String) throws -> String? {
        let captures = try lookup.captures(urlkey: SURT.urlkey(url.serialized))
        guard let first = captures.first, let last = captures.last else { return nil }
        let prefix = origin + ReplayTarget.prefix(collection: collection)
        var lines = [
            "<\(prefix)timemap/link/\(url)>; rel=\"self\"; type=\"application/link-format\"; "
                + "from=\"\(HTTPDate.format(first.date.seconds))\"; until=\"\(HTTPDate.format(last.date.seconds))\"",
            "<\(prefix)\(url)>; rel=\"timegate\"", "<\(url)>; rel=\"original\"",
        ]
        for capture in captures {
            guard let address = WebAddress(capture.cdx.url), address.isHTTP else { continue }
            let target = ReplayTarget(
                collection: collection, timestamp: capture.date.digits14, modifier: .page, url: address)
            lines.append(
                "<\(origin)\(target.path)>; rel=\"memento\"; datetime=\"\(HTTPDate.format(capture.date.seconds))\"")
        }
        return lines.joined(separator: ",\n") + "\n"
    }
}
