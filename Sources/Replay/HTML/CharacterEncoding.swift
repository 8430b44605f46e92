// SPDX-License-Identifier: EUPL-1.2

/// The encoding that a page names in its first 1024 bytes (the prescan of WHATWG HTML §13.2.3.2, in short).
///
/// Rewriting makes the page longer and may push the declaration out of the bytes that browsers look at. It is therefore
/// repeated in the Content-Type field, which counts first.
enum CharacterEncoding {
    /// The label, or nil when there is none, when a byte order mark decides, or when the label is no plain name.
    static func declared(in start: [UInt8]) -> String? {
        let start = start.prefix(1024)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) || start.starts(with: [0xFE, 0xFF])
            || start.starts(with: [0xFF, 0xFE])
        {
            return nil
        }
        var index = 0
        while let open = start[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            let rest = start[index...]
            if rest.starts(with: "!--".utf8) {
                index = commentEnd(start, from: index + 3)
            } else if HTMLBytes.lower(rest.prefix(4)) == "meta", let end = tagEnd(start, from: index) {
                if let label = label(of: HTMLTag(Array(start[open..<end]))) { return label }
                index = end
            }
        }
        return nil
    }

    private static func tagEnd(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var scanner = TagScanner()
        return bytes.withUnsafeBufferPointer { scanner.end(in: $0, from: start) }
    }

    private static func commentEnd(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while let close = bytes[index...].firstIndex(of: UInt8(ascii: ">")) {
            if bytes[..<close].suffix(2).elementsEqual("--".utf8) { return close + 1 }
            index = close + 1
        }
        return bytes.endIndex
    }

    private static func label(of tag: HTMLTag) -> String? {
        guard tag.name == "meta" else { return nil }
        var label = tag.text("charset")
        if label == nil, tag.text("http-equiv") == "content-type", let content = tag.text("content"),
            let parts = content.split(separator: "charset=", maxSplits: 1).dropFirst().first
        {
            label = String(parts.drop { $0 == "\"" || $0 == "'" }.prefix { !"\"'; ".contains($0) })
        }
        guard let label, !label.isEmpty, label.utf8.count <= 40,
            label.utf8.allSatisfy({ HTMLBytes.isAlphanumeric($0) || [45, 95, 46, 58].contains($0) })
        else { return nil }
        // A declaration that can be read byte by byte is not in UTF-16 (same section, step 2).
        return label.hasPrefix("utf-16") ? "utf-8" : label
    }
}
