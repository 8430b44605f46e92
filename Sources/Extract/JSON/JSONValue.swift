// SPDX-License-Identifier: EUPL-1.2

/// What a JSON string looks like, judged by its bytes.
enum JSONValue {
    /// False for what surely is no link, at the cost of a few bytes: numbers, names, prose. The bytes may hold escapes.
    static func mayLead(_ raw: UnsafeBufferPointer<UInt8>) -> Bool {
        switch raw[0] {
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "<"),
            UInt8(ascii: " "):
            return true
        case UInt8(ascii: "h"), UInt8(ascii: "H"):
            if isAbsolute(raw) { return true }
        default: break
        }
        guard raw.count <= 2048 else { return false }
        for byte in raw {
            if byte <= 0x20 { return false }
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return true }
        }
        return false
    }

    /// True for `http:` and `https:`.
    static func isAbsolute(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count > 8, value[0] | 0x20 == UInt8(ascii: "h"), value[1] | 0x20 == UInt8(ascii: "t"),
            value[2] | 0x20 == UInt8(ascii: "t"), value[3] | 0x20 == UInt8(ascii: "p")
        else { return false }
        return value[4] == UInt8(ascii: ":")
            || (value[4] | 0x20 == UInt8(ascii: "s") && value[5] == UInt8(ascii: ":"))
    }

    /// True when the whole string can be one URL: no white space, no braces of a template, no markup.
    static func isOneWord(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.allSatisfy {
            switch $0 {
            case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "|"), 0x7F:
                false
            default: true
            }
        }
    }

    /// True for `/x`, `//host/x`, `./x`, `../x`, `?x`: forms that only references have.
    static func isPlainlyRelative(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        switch value[0] {
        case UInt8(ascii: "/"), UInt8(ascii: "?"): true
        case UInt8(ascii: "."): value[1] == UInt8(ascii: "/") || value.starts(with: Array("../".utf8))
        default: false
        }
    }

    /// True for `image/png` and the like: a path by its looks, a media type by its meaning.
    static func isMediaType(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let slash = value.firstIndex(of: UInt8(ascii: "/")), slash >= 4, slash <= 11 else { return false }
        return types.contains { $0.utf8.elementsEqual(value[..<slash]) }
    }

    /// The path of a URL or reference, without the host: `https://example.ts` has none.
    static func path(_ text: String) -> Substring {
        guard let scheme = text.firstRange(of: "//") else { return text[...] }
        let afterHost = text[scheme.upperBound...]
        guard let slash = afterHost.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
        return afterHost[slash...]
    }

    private static let types = [
        "image", "video", "audio", "text", "font", "application", "multipart", "message", "model",
    ]
}
