// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import WebURL

/// Decides how a body is read, from its media type, its first bytes and its URL.
///
/// Source: MIME Sniffing §7 for the signatures; the exceptions are what servers of archives and platforms really send.
struct BodyReading {
    private let essence: String
    private let path: String
    private let isList: Bool

    init(_ head: HTTPResponseHead, url: WebAddress, arrivedAs kind: Link.Kind?) {
        essence = head.fields["Content-Type"].flatMap { MediaType($0)?.essence } ?? ""
        path = url.path
        isList = kind == .sitemap
    }

    /// True for media and everything else that holds no links: such a body is not opened at all.
    var isMedia: Bool {
        let type = essence.prefix { $0 != "/" }
        switch type {
        case "image": return essence != "image/svg+xml"
        case "audio", "video": return !essence.hasSuffix("mpegurl")
        case "font", "model", "multipart", "message": return true
        case "text": return Self.textWithoutLinks.contains(essence)
        case "application":
            return Self.applicationsWithoutLinks.contains(essence) || essence.hasPrefix("application/vnd.openxml")
                || essence.hasPrefix("application/vnd.ms-") || essence.hasPrefix("application/font")
                || essence.hasPrefix("application/x-font")
        default: return false
        }
    }

    /// How to read content that starts with `prefix` (UTF-8; a few kilobytes are enough).
    func reading(of prefix: String) -> LinkExtraction.Reading {
        let start = prefix.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if start.hasPrefix("#EXTM3U") { return .playlist }
        switch essence {
        case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "image/svg+xml":
            if Self.looksLikeJSON(start) { return .json }
            return Self.isFeedOrSitemap(DocumentRoot.name(of: start)) ? .xml : .html
        case "text/css":
            return DocumentRoot.name(of: start) == "html" ? .html : .css
        case let type where type.hasSuffix("mpegurl"): return .none
        case let type where type.hasSuffix("json") || type.hasSuffix("jsonl") || type.hasSuffix("ndjson"):
            return DocumentRoot.name(of: start) == "html" ? .html : .json
        case let type where type.hasSuffix("xml"):
            return Self.looksLikeJSON(start) ? .json : xml(start)
        case "", "text/plain", "application/octet-stream", "binary/octet-stream", "application/x-gzip",
            "application/gzip", "text/x-opml", "application/unknown", "application/x-unknown-content-type", "text/text":
            return sniffed(start)
        default: return .none
        }
    }

    private func sniffed(_ start: Substring) -> LinkExtraction.Reading {
        if start.hasPrefix("<") {
            let root = DocumentRoot.name(of: start)
            if root == "html" || root == "svg" { return .html }
            return start.hasPrefix("<?xml") || Self.isFeedOrSitemap(root) ? .xml : .html
        }
        if isList { return .urlList }
        switch FileExtension.of(path) {
        case "css": return .css
        case "json": return .json
        default: return Self.looksLikeJSON(start) ? .json : .none
        }
    }

    private func xml(_ start: Substring) -> LinkExtraction.Reading {
        let root = DocumentRoot.name(of: start)
        return root == "html" || root == "svg" ? .html : .xml
    }

    private static func isFeedOrSitemap(_ root: String?) -> Bool {
        ["rss", "feed", "rdf", "urlset", "sitemapindex", "opml", "mpd"].contains(root)
    }

    /// A brace followed by a string or a brace, or a bracket followed by any value.
    private static func looksLikeJSON(_ start: Substring) -> Bool {
        guard let first = start.first, first == "{" || first == "[" else { return false }
        guard let second = start.dropFirst().first(where: { !$0.isWhitespace }) else { return false }
        return first == "{" ? second == "\"" || second == "}" : "{[\"]-0123456789tfn".contains(second)
    }

    private static let textWithoutLinks: Set<String> = [
        "text/javascript", "text/ecmascript", "text/vtt", "text/csv", "text/calendar", "text/vcard",
        "text/event-stream", "text/x-component",
    ]
    private static let applicationsWithoutLinks: Set<String> = [
        "application/javascript", "application/x-javascript", "application/ecmascript", "application/pdf",
        "application/zip", "application/wasm", "application/msword", "application/x-shockwave-flash",
        "application/java-archive", "application/ogg", "application/mp4", "application/epub+zip",
        "application/x-tar", "application/x-7z-compressed", "application/x-rar-compressed", "application/postscript",
    ]
}

/// The first element of a document.
enum DocumentRoot {
    /// Its name without prefix, in lower case; `html` for an HTML doctype; nil when there is none in `text`.
    static func name(of text: Substring) -> String? {
        var rest = text.utf8
        while let open = rest.first {
            guard open == UInt8(ascii: "<") else {
                guard open <= 0x20 else { return nil }
                rest = rest.dropFirst()
                continue
            }
            if rest.starts(with: "<!--".utf8) {
                guard let end = Substring(rest).firstRange(of: "-->") else { return nil }
                rest = Substring(rest)[end.upperBound...].utf8
            } else if rest.starts(with: "<?".utf8) || rest.starts(with: "<!".utf8) {
                if Substring(rest.prefix(15)).lowercased().hasPrefix("<!doctype html") { return "html" }
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
                rest = rest[rest.index(after: end)...]
            } else {
                let name = rest.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
                return Substring(name).split(separator: ":").last.map { $0.lowercased() }
            }
        }
        return nil
    }
}
