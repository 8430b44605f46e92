// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import CrawlProfile
import Extract
import Testing
import WebURL

@testable import Crawl

/// What becomes of the things that belong to posts, lists and lanes.
@Suite struct PostPlanningTests {
    private static let list = "https://a.example/x/list"
    private static let old = ArchiveDate(iso8601: "2016-03-01T12:00:00Z")?.microseconds
    private static let new = ArchiveDate(iso8601: "2019-03-01T12:00:00Z")?.microseconds
    private static let tooOld = "posted 2016-03-01, before --since 2017-10-26"

    private func source(
        hops: String = "A", request: RequestMessage? = nil, trail: Int = 0, lane: String? = nil, post: String? = nil
    ) -> QueuedURL {
        QueuedURL(
            id: 1, url: Self.list, host: "a.example", account: "acc", kind: .api, hops: hops, via: nil, attempts: 0,
            request: request, lane: lane, post: post, trail: trail)
    }

    private func planner(
        _ source: QueuedURL, posts: [FoundPost] = [], status: Int = 200, threadDepth: Int? = nil,
        _ change: (inout CrawlSettings) -> Void = { _ in }
    ) throws -> LinkPlanner {
        var settings = CrawlSettings(
            seeds: [CrawlSettings.Seed(text: "https://a.example/x", account: "acc", profile: TestProfile.name)],
            profiles: [TestProfile.name: TestProfile.text()])
        (settings.since, settings.threadDepth) = ("2017-10-26", threadDepth)
        change(&settings)
        let plan = try AccountPlan(settings.seeds[0], settings: settings)
        return LinkPlanner(
            plan: plan, source: source, status: status, posts: AnswerPosts(posts, plan: plan, source: source))
    }

    private func discovery(
        _ url: String, _ kind: PlannedURL.Kind = .page, _ relation: Discovery.Relation = .yield, post: String? = nil,
        isContext: Bool = false, lane: String? = nil, request: RequestContent? = nil
    ) -> Discovery {
        Discovery(
            url: url, kind: kind, relation: relation, rule: "r", lane: lane, request: request, post: post,
            isContext: isContext)
    }

    private func entry(_ planner: LinkPlanner, _ discovery: Discovery) throws -> FoundURL {
        try #require(planner.entry(for: discovery))
    }

    @Test func `what belongs to a post out of the period is noted and not fetched`() throws {
        let posts = [
            FoundPost(
                id: "1", url: "https://a.example/x/1", date: Self.old, dateSource: .platform,
                media: ["https://m.example/1.jpg", "https://m.example/both.jpg"]),
            FoundPost(id: "2", date: Self.new, dateSource: .platform, media: ["https://m.example/both.jpg"]),
            FoundPost(id: "3", url: "https://a.example/x/3", date: Self.old, isRepost: true),
            FoundPost(id: "4", url: "https://a.example/x/4", date: Self.old, isContext: true),
            FoundPost(id: "5"),
        ]
        let planner = try planner(source(), posts: posts)
        func detail(_ discovery: Discovery) throws -> String? { try entry(planner, discovery).refusal?.detail }
        #expect(try detail(discovery("https://a.example/x/anything", post: "1")) == Self.tooOld)
        #expect(try detail(discovery("https://a.example/x/1")) == Self.tooOld)
        #expect(try detail(discovery("https://m.example/1.jpg", .media, .media)) == Self.tooOld)
        for id in ["2", "3", "4", "5", "unknown"] {
            #expect(try detail(discovery("https://a.example/x/\(id)", post: id)) == nil)
        }
        #expect(try detail(discovery("https://m.example/both.jpg", .media)) == nil)
        let link = Link(url: try #require(WebAddress("https://a.example/x/1")), kind: .navigation, context: "a")
        #expect(planner.entry(for: link)?.refusal?.detail == Self.tooOld)
        // What a captured page is made of is captured with it.
        let image = Link(url: try #require(WebAddress("https://m.example/1.jpg")), kind: .embed, context: "img")
        #expect(planner.entry(for: image)?.refusal == nil)
        let sightings = try #require(planner.posts?.sightings)
        #expect(sightings.map(\.relation) == [.own, .own, .repost, .context, .own])
        #expect(sightings.map(\.isInPeriod) == [false, true, nil, nil, nil])
    }

    @Test func `a list goes on until its pages are cold, and the count travels with it`() throws {
        let page = [FoundPost(id: "1", date: Self.old)]
        let next = discovery("https://a.example/x/list?page=2", .api, .nextPage)
        let second = try entry(planner(source(), posts: page), next)
        #expect(second.trail == 1 && second.refusal == nil)
        let third = try entry(planner(source(trail: 1), posts: page), next)
        #expect(third.refusal?.detail == "2 pages in a row are wholly older than --since 2017-10-26")
        #expect(third.refusal?.outcome == .refused(.scope))
        let warm = try entry(planner(source(trail: 1), posts: [FoundPost(id: "1", date: Self.new)]), next)
        #expect(warm.trail == 0 && warm.refusal == nil)
        let link = Link(url: try #require(WebAddress("https://a.example/x/2")), kind: .nextPage, context: "link")
        #expect(try planner(source(trail: 1), posts: page).entry(for: link)?.refusal?.outcome == .refused(.scope))
        #expect(try planner(source(), posts: page).entry(for: link)?.trail == 1)
        let redirect = Link(url: try #require(WebAddress("https://a.example/x/2")), kind: .redirect, context: "")
        #expect(try planner(source(trail: 1), status: 302).entry(for: redirect)?.trail == 1)
    }

    /// The hops of the answer, the depth that is allowed, and whether what it leads to is fetched.
    @Test(arguments: [
        ("A", nil, true), ("A", 0, false), ("AC", 1, false), ("AC", 2, true), ("ACPP", 1, false), ("ACRA", 2, true),
    ])
    func `context is followed as deep as it was asked for`(hops: String, depth: Int?, isFollowed: Bool) throws {
        let planner = try planner(source(hops: hops), threadDepth: depth)
        let found = try entry(planner, discovery("https://b.example/1", .api, isContext: true))
        #expect(found.hops == hops + "C")
        #expect((found.refusal == nil) == isFollowed)
        if !isFollowed { #expect(found.refusal?.detail.hasPrefix("thread-depth: ") == true) }
        let media = try entry(planner, discovery("https://b.example/1.jpg", .media, isContext: true))
        // What a post shows belongs to the answer that shows the post, which was allowed already.
        #expect(media.hops == hops + "E" && media.refusal == nil)
    }

    @Test func `what is found around a context post is context, and no period keeps it out`() throws {
        let posts = [FoundPost(id: "1", url: "https://b.example/1", date: Self.old)]
        let planner = try planner(source(hops: "AC"), posts: posts)
        #expect(planner.posts?.sightings.map(\.relation) == [.context])
        #expect(try entry(planner, discovery("https://b.example/1.jpg", .media, post: "1")).refusal == nil)
        #expect(try entry(planner, discovery("https://b.example/l?p=2", .api, .nextPage)).trail == 0)
    }

    /// Status, and whether the same is asked again.
    @Test(arguments: [(301, false), (302, false), (303, false), (307, true), (308, true)])
    func `a redirect of a POST is followed as browsers do`(status: Int, isKept: Bool) throws {
        let request = RequestMessage(method: "POST", body: [1, 2], type: "a/b")
        let planner = try planner(source(request: request, lane: "api", post: "7"), status: status)
        let link = Link(url: try #require(WebAddress("https://a.example/x/q")), kind: .redirect, context: "Location")
        let found = try #require(planner.entry(for: link))
        #expect(found.request == (isKept ? request : nil))
        #expect(found.lane == "api" && found.post == "7")
    }

    @Test func `a lane travels along the interface and not to whatever its answers name`() throws {
        let planner = try planner(source(lane: "api", post: "7"))
        #expect(try entry(planner, discovery("https://a.example/x/2", .api)).lane == "api")
        #expect(try entry(planner, discovery("https://a.example/x/2", .page, .nextPage)).lane == "api")
        #expect(try entry(planner, discovery("https://m.example/1.jpg", .media)).lane == nil)
        #expect(try entry(planner, discovery("https://m.example/1.jpg", .media)).post == "7")
        #expect(try entry(planner, discovery("https://a.example/x/2", .page)).lane == nil)
        #expect(try entry(planner, discovery("https://a.example/x/2", .page, lane: "page")).lane == "page")
        let request = RequestContent(body: Array("{}".utf8), type: "application/json")
        let posted = try entry(planner, discovery("https://a.example/x/2", .api, request: request))
        #expect(posted.request == RequestMessage(method: "POST", body: Array("{}".utf8), type: "application/json"))
    }
}
