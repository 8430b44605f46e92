// SPDX-License-Identifier: EUPL-1.2

/// What the end of a path says about a resource.
enum FileExtension {
    /// True for images, sound, video, playlists, captions, fonts, style sheets and scripts: things a page shows or needs.
    static func isRequisite(_ path: some StringProtocol) -> Bool {
        guard let name = of(path) else { return false }
        return requisites.contains(name)
    }

    /// The extension in lower case, without dot; nil if the last segment has none or it is longer than 5 characters.
    static func of(_ path: some StringProtocol) -> String? {
        var name: [UInt8]?
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "."):
                name = []
            case UInt8(ascii: "?"), UInt8(ascii: "#"):
                return text(name)
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                name?.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                name?.append(byte | 0x20)
            default:
                name = nil
            }
            if let length = name?.count, length > 5 { name = nil }
        }
        return text(name)
    }

    private static func text(_ name: [UInt8]?) -> String? {
        guard let name, !name.isEmpty else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static let requisites: Set<String> = [
        "jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "apng", "svg", "ico", "bmp", "tif", "tiff", "heic", "jxl",
        "mp4", "m4v", "webm", "mov", "ogv", "avi", "mkv", "m3u8", "mpd", "m4s", "ts",
        "mp3", "ogg", "oga", "opus", "m4a", "aac", "wav", "flac", "weba",
        "vtt", "srt", "css", "js", "mjs", "wasm", "woff", "woff2", "ttf", "otf", "eot",
    ]
}
