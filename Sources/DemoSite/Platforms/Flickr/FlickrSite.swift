// SPDX-License-Identifier: EUPL-1.2

/// Flickr in small: the REST interface for who has a key, and the pages.
///
/// The form of the interface follows recordings; that of the pages is built from documentation.
package struct FlickrSite: PlatformSite {
    package let name = "flickr"
    package let hosts = ["www.flickr.com", "api.flickr.com", "live.staticflickr.com"]

    static let alias = "dijkgraaf"
    static let number = "39000001@N00"
    static let photos = PlatformPost.timeline().map { FlickrPhoto(post: $0) }
    static let perPage = 20

    /// A site.
    package init() {}

    package func response(for request: DemoRequest) -> DemoResponse {
        switch String(request.host.prefix { $0 != ":" }) {
        case "api.flickr.com": return FlickrAPI().response(for: request)
        case "live.staticflickr.com":
            return PlatformMedia.image(request.path, width: request.path.contains("_o.") ? 192 : 96)
        default: return page(request)
        }
    }

    private func page(_ request: DemoRequest) -> DemoResponse {
        let parts = request.segments
        let missing = DemoResponse.html("<!doctype html><title>Flickr: page not found</title>", status: 404)
        if parts.first == "photo.gne" {
            guard let photo = Self.photos.first(where: { $0.id == request.query["id"] }) else { return missing }
            return .redirect(photo.url)
        }
        guard parts.count > 1, ["photos", "people"].contains(parts[0]) else { return missing }
        if parts[1] == "aanmelden" { return .redirect("http://identity.flickr.com/sign-in?mode=page") }
        guard [Self.alias, Self.number].contains(parts[1]) else { return missing }
        if parts[0] == "people" { return .html("<!doctype html><title>Dijkgraaf</title>") }
        let third = parts.count > 2 ? parts[2] : "page1"
        if third.hasPrefix("page"), let page = Int(third.dropFirst(4)) { return stream(page) }
        guard let photo = Self.photos.first(where: { $0.id == third }) else { return missing }
        return model(["photo-models": [photo.model]])
    }

    private func stream(_ page: Int) -> DemoResponse {
        let shown = Self.photos.dropFirst((page - 1) * Self.perPage).prefix(Self.perPage)
        let more =
            page * Self.perPage < Self.photos.count
            ? "<a rel=\"next\" href=\"/photos/\(Self.alias)/page\(page + 1)\">next</a>" : ""
        let list: JSONValue = [
            "_data": .array(shown.map(\.model)), "totalItems": .number(Self.photos.count), "fetchedStart": true,
        ]
        return model(["photostream-models": [["owner": ["nsid": .string(Self.number)], "photoPageList": list]]], more)
    }

    private func model(_ main: JSONValue, _ more: String = "") -> DemoResponse {
        .html(
            "<!doctype html><html><head><title>Flickr</title></head><body>\(more)<script>Y.ClientApp.init({\n"
                + "  modelExport: \((["main": main] as JSONValue).textForHTML),\n  auth: {\"signedIn\":false}\n})</script>"
                + "</body></html>")
    }
}

/// A photo of the account.
struct FlickrPhoto: Sendable {
    let post: PlatformPost

    var id: String { String(52_000_000_000 + post.number) }
    var url: String { "http://www.flickr.com/photos/\(FlickrSite.number)/\(id)/" }
    /// Every fifth photo has no original for others: then there is one of 2048 pixels.
    var best: String {
        let base = "http://live.staticflickr.com/65535/\(id)_"
        return post.number % 5 == 0 ? base + "ab12cd34ef_k.jpg" : base + "0f9e8d7c6b_o.jpg"
    }
    var small: String { "http://live.staticflickr.com/65535/\(id)_ab12cd34ef_m.jpg" }
    private var isWhole: Bool { post.number % 5 != 0 }

    /// As the interface lists it.
    var item: JSONValue {
        [
            "id": .string(id), "owner": .string(FlickrSite.number), "secret": "ab12cd34ef", "server": "65535",
            "title": .string(post.text), "ispublic": 1, "dateupload": .string("\(post.date)"), "media": "photo",
            "url_m": .string(small), (isWhole ? "url_o" : "url_k"): .string(best),
        ]
    }

    /// As a page has it.
    var model: JSONValue {
        [
            "id": .string(id), "ownerNsid": .string(FlickrSite.number), "title": .string(post.text),
            "stats": ["datePosted": .string("\(post.date)")],
            "sizes": [
                "m": ["displayUrl": .string(small)], (isWhole ? "o" : "k"): ["displayUrl": .string(best)],
            ],
        ]
    }
}
