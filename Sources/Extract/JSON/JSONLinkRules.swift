// SPDX-License-Identifier: EUPL-1.2

/// Says what a string in a JSON document is, by its key, the key around it, and its own form.
enum JSONLinkRules {
    /// What the document is for.
    enum Purpose {
        /// An answer, a state block, JSON-LD.
        case data
        /// `<script type=importmap>`: its values are script addresses whatever their keys.
        case importMap
    }

    /// What a string turned out to be.
    enum Verdict: Equatable {
        case link(Link.Kind)
        /// A `srcset` value.
        case srcset
        /// A fragment of HTML.
        case html
    }

    static func judge(_ found: JSONLinkScanner.Found, purpose: Purpose = .data) -> Verdict? {
        let value = found.value
        guard value.count >= 2 else { return nil }
        if value[0] == UInt8(ascii: "<") { return htmlKeys.contains(found.key) ? .html : nil }
        let key = JSONKey(found.key)
        if key.stem == "srcset" { return .srcset }
        guard !key.isVocabulary, JSONValue.isOneWord(value) else { return nil }
        if JSONValue.isAbsolute(value) { return .link(kind(key, parent: found.parent, value)) }
        guard purpose == .data else { return JSONValue.isPlainlyRelative(value) ? .link(.embed) : nil }
        guard isReference(value, key) else { return nil }
        return .link(kind(key, parent: found.parent, value))
    }

    /// Relative references count only under keys that name URLs, and bare words only with an extension or a slash.
    private static func isReference(_ value: UnsafeBufferPointer<UInt8>, _ key: JSONKey) -> Bool {
        guard key.namesURL else { return false }
        if JSONValue.isPlainlyRelative(value) { return true }
        guard !value.contains(UInt8(ascii: ":")), !JSONValue.isMediaType(value) else { return false }
        let text = String(decoding: value, as: UTF8.self)
        if FileExtension.isRequisite(text) { return true }
        // X writes "display_url": "pic.twitter.com/…": only the plainest keys hold bare paths.
        return key.isPlain && (value.contains(UInt8(ascii: "/")) || FileExtension.of(text)?.hasPrefix("htm") == true)
    }

    private static func kind(_ key: JSONKey, parent: String, _ value: UnsafeBufferPointer<UInt8>) -> Link.Kind {
        if key.namesNextPage { return .nextPage }
        if key.namesFeed { return .feed }
        if key.namesMedia { return .embed }
        if FileExtension.isRequisite(JSONValue.path(String(decoding: value, as: UTF8.self))) { return .embed }
        // Only the plain name: an ActivityPub attachment may be a Link with an `href`, and the `expanded_url` of X's
        // media is a page.
        if key.isBareURL, JSONKey(parent).holdsMedia { return .embed }
        return .navigation
    }

    private static let htmlKeys: Set<String> = ["content_html", "content", "html", "body", "rendered"]
}
