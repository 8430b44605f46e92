// SPDX-License-Identifier: EUPL-1.2

/// What a `<meta>` refers to. Sources: ogp.me, the X card markup reference, schema.org microdata.
enum HTMLMetaRules {
    /// The kind of the `content` of a meta element of this property, name or itemprop (lower case); nil if it is no URL.
    static func kind(_ property: String) -> Link.Kind? {
        if embeds.contains(property) { return .embed }
        if property.hasPrefix("msapplication-") {
            return property.hasSuffix("logo") || property.hasSuffix("image") ? .embed : nil
        }
        if frames.contains(property) { return .frame }
        return places.contains(property) ? .navigation : nil
    }

    private static let embeds: Set<String> = [
        "og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url", "og:video:secure_url",
        "og:audio", "og:audio:url", "og:audio:secure_url", "og:logo", "twitter:image", "twitter:image:src",
        "twitter:image0", "twitter:image1", "twitter:image2", "twitter:image3", "twitter:player:stream",
        "image", "thumbnail", "thumbnailurl", "contenturl", "logo",
    ]
    private static let frames: Set<String> = ["twitter:player", "embedurl"]
    private static let places: Set<String> = ["og:url", "og:see_also", "twitter:url", "al:web:url", "url"]
}

/// The value of a `Refresh` header or `<meta http-equiv=refresh>`.
enum RefreshValue {
    /// The address in it; nil when the page just reloads itself.
    ///
    /// Source: HTML §4.2.5.3, "shared declarative refresh steps".
    static func target(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        var cursor = 0
        func skip(_ test: (UInt8) -> Bool) {
            while cursor < value.count, test(value[cursor]) { cursor += 1 }
        }
        let isSpace = { (byte: UInt8) in byte <= 0x20 }
        skip(isSpace)
        let start = cursor
        skip { ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: ".") }
        guard cursor > start, cursor < value.count else { return nil }
        guard isSpace(value[cursor]) || value[cursor] == UInt8(ascii: ";") || value[cursor] == UInt8(ascii: ",") else {
            return nil
        }
        skip(isSpace)
        if cursor < value.count, value[cursor] == UInt8(ascii: ";") || value[cursor] == UInt8(ascii: ",") {
            cursor += 1
        }
        skip(isSpace)
        let target = cursor
        skip { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        let word = value[target..<cursor].map { $0 | 0x20 }
        skip(isSpace)
        if word == Array("url".utf8), cursor < value.count, value[cursor] == UInt8(ascii: "=") {
            cursor += 1
            skip(isSpace)
        } else {
            cursor = target
        }
        guard cursor < value.count else { return nil }
        var end = value.count
        let quote = value[cursor]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            cursor += 1
            end = value[cursor...].firstIndex(of: quote) ?? value.count
        }
        return cursor < end ? UnsafeBufferPointer(rebasing: value[cursor..<end]) : nil
    }
}
