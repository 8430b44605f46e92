// SPDX-License-Identifier: EUPL-1.2

package import WebURL

/// Turns the links of one archived document into links of the archive.
///
/// Every http or https link that can be resolved becomes an absolute path on the replay origin with the timestamp of the
/// document, so that it works whatever the document's own place is. All else stays as it is. A value type that one
/// rewriter owns; `found` sees each link that was rewritten.
package struct ReplayLinks {
    /// `/collection/` as it begins a path.
    private let prefix: String
    /// The digits as they were requested.
    private let timestamp: String
    /// What relative links are resolved against; a `<base>` changes it.
    package var base: WebAddress
    /// Called with each link that was rewritten: the address without fragment and what it is used as.
    package var found: ((WebAddress, ReplayModifier) -> Void)?

    /// The links of a document that was requested as `target`.
    package init(target: ReplayTarget) {
        prefix = ReplayTarget.prefix(collection: target.collection)
        timestamp = target.timestamp
        base = target.url
    }

    /// The link inside the archive; nil when the text has to stay as it is.
    package func rewritten(_ text: String, as modifier: ReplayModifier) -> String? {
        guard let address = resolved(text) else { return nil }
        found?(address, modifier)
        return prefix + timestamp + modifier.rawValue + "/" + address.serialized
    }

    /// The address that the text means; nil for fragments, templates and all that is not http or https.
    package func resolved(_ text: String) -> WebAddress? {
        let first = text.utf8.first { $0 > 0x20 }
        guard let first, first != UInt8(ascii: "#"), first != UInt8(ascii: "{"), first != UInt8(ascii: "$"),
            let address = WebAddress(text, relativeTo: base), address.isHTTP, address.host?.isEmpty == false
        else { return nil }
        return address
    }
}
