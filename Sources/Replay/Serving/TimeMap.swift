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
        guard let first = captures.first else { return nil }
        let prefix = origin + ReplayTarget.prefix(collection: collection)
        let original = StoredSpelling.of(first.cdx.url) ?? url.serialized
        var lines = [
            "<\(prefix)timemap/link/\(original)>; rel=\"self\"; type=\"application/link-format\"; "
                + "from=\"\(HTTPDate.format(first.date.seconds))\"",
            "<\(prefix)\(original)>; rel=\"timegate\"", "<\(original)>; rel=\"original\"",
        ]
        for capture in captures {
            guard let address = StoredSpelling.of(capture.cdx.url) else { continue }
            let date = HTTPDate.format(capture.date.seconds)
            let path = "\(capture.date.digits14)\(ReplayModifier.page.rawValue)/\(address)"
            lines.append(
                "<\(prefix)\(path)>; rel=\"memento\"; datetime=\"\(date)\"; collection=\"\(ReplayTarget.encodedSegment(collection))\""
            )
        }
        return lines.joined(separator: ",\n") + "\n"
    }
}
