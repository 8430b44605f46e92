// SPDX-License-Identifier: EUPL-1.2

/// The ends of file names that go with media types.
enum FileExtension {
    /// The usual extension of a media type given in lower case without parameters; nil if there is none.
    static func of(mediaType: String) -> String? {
        if let known = known[mediaType] { return known }
        if mediaType.hasSuffix("+json") { return "json" }
        if mediaType.hasSuffix("+xml") { return "xml" }
        return nil
    }

    private static let known: [String: String] = [
        "text/html": "html", "application/xhtml+xml": "xhtml", "text/plain": "txt", "text/css": "css",
        "text/javascript": "js", "application/javascript": "js", "application/x-javascript": "js",
        "application/json": "json", "application/activity+json": "json", "application/ld+json": "json",
        "text/xml": "xml", "application/xml": "xml", "application/rss+xml": "rss", "application/atom+xml": "atom",
        "text/csv": "csv", "text/markdown": "md", "text/calendar": "ics", "text/vtt": "vtt",
        "application/pdf": "pdf", "application/zip": "zip", "application/gzip": "gz", "application/x-gzip": "gz",
        "application/epub+zip": "epub", "application/wasm": "wasm", "application/warc-fields": "txt",
        "application/msword": "doc", "application/vnd.ms-excel": "xls", "application/vnd.ms-powerpoint": "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods",
        "image/jpeg": "jpg", "image/jpg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
        "image/avif": "avif", "image/svg+xml": "svg", "image/x-icon": "ico", "image/vnd.microsoft.icon": "ico",
        "image/bmp": "bmp", "image/tiff": "tif", "image/heic": "heic", "image/apng": "apng",
        "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/aac": "aac", "audio/wav": "wav",
        "audio/x-wav": "wav", "audio/flac": "flac", "audio/webm": "weba",
        "video/mp4": "mp4", "video/webm": "webm", "video/ogg": "ogv", "video/quicktime": "mov", "video/mp2t": "ts",
        "application/vnd.apple.mpegurl": "m3u8", "application/x-mpegurl": "m3u8", "application/dash+xml": "mpd",
        "font/woff": "woff", "font/woff2": "woff2", "font/ttf": "ttf", "font/otf": "otf",
        "application/font-woff": "woff", "application/x-font-ttf": "ttf", "text/dns": "txt",
    ]
}
