// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// YouTube in small: the tabs of a channel, their continuations by POST, pages of videos, comments, the feed, pictures, and the
/// Data API for who has a key.
///
/// The form of the answers follows recordings of 2026; nothing of their content is in it.
package struct YouTubeSite: PlatformSite {
    package let name = "youtube"
    package let hosts = [
        "www.youtube.com", "consent.youtube.com", "www.googleapis.com", "i.ytimg.com", "yt3.ggpht.com",
        "yt3.googleusercontent.com",
    ]

    static let handle = "dijkgraaf"
    static let channel = "UCdijkgraaf0dijkgraaf0dg"
    static let origin = "http://www.youtube.com"
    static let perPage = 20

    /// A site.
    package init() {}

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = String(request.host.prefix { $0 != ":" })
        switch host {
        case "www.googleapis.com": return YouTubeDataAPI().response(for: request)
        case "i.ytimg.com", "yt3.ggpht.com", "yt3.googleusercontent.com":
            return PlatformMedia.image(request.path, width: request.path.contains("maxres") ? 192 : 96)
        case "consent.youtube.com": return .html("<!doctype html><title>Voordat je verdergaat</title>")
        default: return page(request) ?? .html("<!doctype html><title>404</title>", status: 404)
        }
    }

    private func page(_ request: DemoRequest) -> DemoResponse? {
        let parts = request.segments
        switch parts.first {
        case "@" + Self.handle, "@leeg":
            let tab = parts.count > 1 ? parts[1] : "featured"
            return page(YouTubePages.tab(tab, isEmpty: parts[0] == "@leeg"))
        case "channel" where parts.count > 1 && parts[1] == Self.channel:
            return page(YouTubePages.tab(parts.count > 2 ? parts[2] : "featured", isEmpty: false))
        case "@weg": return page(YouTubePages.removed("This account has been terminated for violating the terms."))
        case "@bezwaar":
            let target = Markup.percentEncode(Self.origin + request.target)
            return .redirect("http://consent.youtube.com/m?continue=\(target)&gl=NL")
        case "watch": return watch(request.query["v"] ?? "")
        case "post" where parts.count > 1: return page(["contents": [:]])
        case "feeds": return feed(request.query["channel_id"])
        case "youtubei" where parts.count == 3 && request.method == "POST":
            let asked = String(decoding: request.body, as: UTF8.self)
            guard let token = Self.text("continuation", in: asked), asked.contains("\"clientName\":\"WEB\"") else {
                return .json(["error": ["code": 400, "status": "INVALID_ARGUMENT"]], status: 400)
            }
            return .json(parts[2] == "browse" ? YouTubePages.more(token) : YouTubePages.comments(token))
        default: return nil
        }
    }

    /// The value of a name in JSON text, good for the one form in which it is sent here.
    private static func text(_ name: String, in json: String) -> String? {
        let parts = json.split(separator: "\"", omittingEmptySubsequences: false)
        guard let place = parts.firstIndex(of: Substring(name)), place + 2 < parts.count else { return nil }
        return String(parts[place + 2])
    }

    private func page(_ data: JSONValue, player: JSONValue? = nil) -> DemoResponse {
        let script =
            player.map { "<script>var ytInitialPlayerResponse = \($0.textForHTML);var meta = 1;</script>" } ?? ""
        return .html(
            "<!doctype html><html><head><title>YouTube</title></head><body>\(script)"
                + "<script nonce=\"x\">var ytInitialData = \(data.textForHTML);</script></body></html>")
    }

    private func watch(_ id: String) -> DemoResponse? {
        if id == "Verwijderd1" {
            return page([:], player: ["playabilityStatus": ["status": "ERROR", "reason": "Video unavailable"]])
        }
        if id == "Besloten_01" {
            return page(
                [:],
                player: ["playabilityStatus": ["status": "LOGIN_REQUIRED", "messages": ["This is a private video."]]])
        }
        guard let video = YouTubeVideo.all.first(where: { $0.id == id }) else { return nil }
        return page(YouTubePages.beside(video), player: video.player)
    }

    private func feed(_ channel: String?) -> DemoResponse? {
        guard channel == Self.channel else { return nil }
        let entries = YouTubeVideo.videos.prefix(15).map { video in
            """
            <entry><id>yt:video:\(video.id)</id><title>\(Markup.escape(video.post.text))</title>
            <link rel="alternate" href="\(video.url)"/><published>\(video.moment)</published></entry>
            """
        }
        return .text(
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Dijkgraaf</title>"
                + entries.joined() + "</feed>", "text/xml; charset=UTF-8")
    }
}
