// SPDX-License-Identifier: EUPL-1.2

/// The REST interface. Its failures have the status 200.
struct FlickrAPI {
    static let key = "geheim-1234"

    func response(for request: DemoRequest) -> DemoResponse {
        let query = request.query
        guard query["api_key"]?.hasPrefix(Self.key) == true else {
            return failure(100, "Invalid API Key (Key has invalid format)")
        }
        switch query["method"] {
        case "flickr.urls.lookupUser":
            guard query["url"]?.contains("/photos/\(FlickrSite.alias)/") == true else {
                return failure(1, "User not found")
            }
            return .json([
                "user": ["id": .string(FlickrSite.number), "username": ["_content": "Dijkgraaf"]], "stat": "ok",
            ])
        case "flickr.people.getInfo":
            let count: JSONValue = ["_content": .string("\(FlickrSite.photos.count)")]
            return .json(["person": ["nsid": .string(FlickrSite.number), "photos": ["count": count]], "stat": "ok"])
        case "flickr.people.getPublicPhotos": return photos(query, visit: request.visit)
        case "flickr.photos.getInfo":
            guard let photo = FlickrSite.photos.first(where: { $0.id == query["photo_id"] }) else {
                return failure(1, "Photo not found")
            }
            return .json([
                "photo": [
                    "id": .string(photo.id), "owner": ["nsid": .string(FlickrSite.number)],
                    "dates": ["posted": .string("\(photo.post.date)")],
                ], "stat": "ok",
            ])
        case "flickr.photos.comments.getList":
            let id = query["photo_id"] ?? ""
            return .json([
                "comments": [
                    "photo_id": .string(id),
                    "comment": [
                        [
                            "id": .string("390-\(id)-1"), "author": "390@N01", "datecreate": "1794576100",
                            "permalink": .string("http://www.flickr.com/photos/\(FlickrSite.number)/\(id)/#comment1"),
                            "_content": "Mooi!",
                        ]
                    ],
                ], "stat": "ok",
            ])
        default: return failure(112, "Method not found")
        }
    }

    /// The second page is not there at first.
    private func photos(_ query: DemoQuery, visit: Int) -> DemoResponse {
        let page = query.number("page") ?? 1
        if page == 2, visit == 0 { return failure(105, "Service currently unavailable") }
        let all = FlickrSite.photos
        let pages = (all.count + FlickrSite.perPage - 1) / FlickrSite.perPage
        let shown = all.dropFirst((page - 1) * FlickrSite.perPage).prefix(FlickrSite.perPage)
        return .json([
            "photos": [
                "page": .number(page), "pages": .number(pages), "perpage": .number(FlickrSite.perPage),
                "total": .number(all.count), "photo": .array(shown.map(\.item)),
            ], "stat": "ok",
        ])
    }

    private func failure(_ code: Int, _ message: String) -> DemoResponse {
        .json(["stat": "fail", "code": .number(code), "message": .string(message)])
    }
}

extension FlickrSite {
    package var truth: [PlatformTruth] {
        var keyed = PlatformTruth(seed: "http://www.flickr.com/photos/\(Self.alias)/")
        keyed.credentials = ["flickr-key"]
        keyed.posts = Self.photos.map { photo in
            PlatformTruth.Post(id: photo.id, url: photo.url, date: photo.post.date, media: [photo.best])
        }
        keyed.counters = ["posts": Int64(Self.photos.count)]
        keyed.excluded = Self.photos.map(\.small)
        var open = keyed
        open.credentials = []
        var unknown = PlatformTruth(seed: "http://www.flickr.com/photos/niemand/")
        unknown.outcomes = ["http://www.flickr.com/photos/niemand/": "not-found"]
        var walled = PlatformTruth(seed: "http://www.flickr.com/photos/aanmelden/")
        walled.outcomes = ["http://www.flickr.com/photos/aanmelden/": "walled:login"]
        return [open, keyed, unknown, walled]
    }
}
