// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// LinkedIn as strangers meet it, and a member by the interface for data portability. Built from documentation and from what
/// yt-dlp reads: no recorded page could be had.
package struct LinkedInSite: PlatformSite {
    package let name = "linkedin"
    package let hosts = ["linkedin.com", "*.linkedin.com", "media.licdn.com"]

    static let user = "minister-van-dijken"
    static let perPage = 20
    static let goneNumber = "7000000000000000001"

    /// A site of 45 posts.
    package init() {}

    let posts = PlatformPost.timeline()

    static func number(_ post: PlatformPost) -> String {
        String(UInt64(post.date * 1000) << 22 | UInt64(post.number))
    }

    static func permalink(_ post: PlatformPost) -> String {
        "http://www.linkedin.com/feed/update/urn:li:share:\(number(post))"
    }

    /// The address in the list of a member's shares.
    static func shareLink(_ post: PlatformPost) -> String {
        "http://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A\(number(post))"
    }

    static func pages(_ post: PlatformPost) -> String {
        "http://www.linkedin.com/posts/\(user)_bericht-nummer-\(post.number)-share-\(number(post))-AbCd"
    }

    static func pictures(_ post: PlatformPost) -> [String] {
        post.images == 0
            ? [] : ["http://media.licdn.com/dms/image/v2/\(post.number)/feedshare-shrink_2048?e=1&v=beta&t=x"]
    }

    static let face = "http://media.licdn.com/dms/image/v2/gezicht/profile-displayphoto?e=1&v=beta&t=x"

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = request.host.prefix { $0 != ":" }
        if host == "media.licdn.com" { return PlatformMedia.image(request.target) }
        if host == "api.linkedin.com" { return interface(request) }
        if request.path == "/robots.txt" { return .text("User-agent: *\nDisallow:\n", "text/plain") }
        let path = request.segments
        switch path.first {
        case "in": return .text("<html><body></body></html>", "text/html", status: 999)
        case "company": return .redirect("http://www.linkedin.com/authwall?trk=x&sessionRedirect=" + request.path)
        default: break
        }
        guard let post = posts.first(where: { request.path.contains(Self.number($0)) }) else {
            return .html("<html><body>This post cannot be displayed.</body></html>", status: 404)
        }
        if path.first == "embed" { return .html("<html><body><p>\(post.number)</p></body></html>") }
        return page(post)
    }

    private func page(_ post: PlatformPost) -> DemoResponse {
        var data: JSONValue = [
            "@context": "http://schema.org", "@type": "SocialMediaPosting", "@id": .string(Self.pages(post)),
            "datePublished": .string(ArchiveDate(seconds: post.date).iso8601Seconds.dropLast() + ".123Z"),
            "articleBody": .string(post.text),
            "author": [
                "@type": "Person", "name": "Minister van Dijken",
                "image": ["@type": "ImageObject", "url": .string(Self.face)],
            ],
        ]
        if let picture = Self.pictures(post).first {
            data = data.with([("image", ["@type": "ImageObject", "url": .string(picture)])])
        }
        return .html(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><script type=\"application/ld+json\">"
                + "\(data.textForHTML)</script></head><body><article></article></body></html>")
    }

    private func interface(_ request: DemoRequest) -> DemoResponse {
        guard request["Authorization"] == "Bearer geheim-1234", request["LinkedIn-Version"] == "202312" else {
            return .json(["message": "Invalid access token", "status": 401], status: 401)
        }
        let start = request.query.number("start") ?? 0
        let page = posts.dropFirst(start * Self.perPage).prefix(Self.perPage)
        let rows: [JSONValue] = page.map { post in
            let moment = ArchiveDate(seconds: post.date).iso8601Seconds
            return [
                "Date": .string(moment.prefix(10) + " " + moment.dropFirst(11).prefix(8)),
                "ShareLink": .string(Self.shareLink(post)), "ShareCommentary": .string(post.text),
                "Visibility": "MEMBER_NETWORK",
            ]
        }
        var links: [JSONValue] = []
        let base = "/rest/memberSnapshotData?q=criteria&domain=MEMBER_SHARE_INFO&count=10&start="
        if start > 0 { links.append(["rel": "prev", "href": .string(base + String(start - 1))]) }
        if (start + 1) * Self.perPage < posts.count {
            links.append(["rel": "next", "href": .string(base + String(start + 1))])
        }
        return .json([
            "paging": ["start": .number(start), "count": 10, "links": .array(links)],
            "elements": [["snapshotDomain": "MEMBER_SHARE_INFO", "snapshotData": .array(rows)]],
        ])
    }
}

extension LinkedInSite {
    package var truth: [PlatformTruth] {
        var stranger = PlatformTruth(seed: "http://nl.linkedin.com/in/\(Self.user)/recent-activity/all/")
        stranger.outcomes = ["http://www.linkedin.com/in/\(Self.user)": "walled:login"]

        var company = PlatformTruth(seed: "http://www.linkedin.com/company/ministerie/")
        company.outcomes = ["http://www.linkedin.com/company/ministerie": "walled:login"]

        let singles = posts.filter { $0.images > 0 }.prefix(2).enumerated().map { index, post in
            var truth = PlatformTruth(seed: index == 0 ? Self.pages(post) : Self.shareLink(post))
            truth.kind = "post"
            truth.posts = [self.truth(post, media: true)]
            truth.media = [Self.face]
            return truth
        }

        var member = PlatformTruth(seed: "http://www.linkedin.com/in/\(Self.user)/")
        member.credentials = ["li-dma-token"]
        member.posts = posts.map { truth($0, media: true) }
        member.media = [Self.face]

        var gone = PlatformTruth(seed: "http://www.linkedin.com/feed/update/urn:li:activity:\(Self.goneNumber)/")
        gone.kind = "post"
        gone.outcomes = ["http://www.linkedin.com/feed/update/urn:li:activity:\(Self.goneNumber)": "gone"]
        return [stranger, company, member, gone] + singles
    }

    private func truth(_ post: PlatformPost, media: Bool) -> PlatformTruth.Post {
        PlatformTruth.Post(
            id: Self.number(post), url: Self.permalink(post), date: post.date, media: media ? Self.pictures(post) : [])
    }
}
