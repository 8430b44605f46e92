// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import DemoSite
import Diagnostics
import TestSupport
import WebURL

/// A profile followed through a platform site by its rules alone: no network, no crawler, no files.
///
/// It is the smallest crawler there can be, so that a profile can be tested apart from the real one: it asks for all that the
/// seed expands to and whatever the answers lead to, each once, and asks again where a judgement says so.
struct ProfileWalk {
    let profile: Profile
    let site: any PlatformSite
    let match: SeedMatch
    let credentials: [String: String]
    /// Whether the posts of others around an account's posts are followed too.
    let withContext: Bool

    /// By id, in the order in which they were found first.
    private(set) var posts: [FoundPost] = []
    private(set) var counters: [String: Int64] = [:]
    /// How each address ended: `captured`, `redirected`, `failed:STATUS`, or what the profile says of it.
    private(set) var outcomes: [String: String] = [:]
    private(set) var media: Set<String> = []
    private(set) var findings: [Diagnostic] = []
    private(set) var states: Set<String> = []

    private struct Task {
        let url: String
        let kind: PlannedURL.Kind
        let lane: String?
        let request: RequestContent?
        var attempt = 0
        var hops = 0
    }

    private struct Key: Hashable {
        let url: String
        let request: RequestContent?
    }

    private var waiting: [Task] = []
    private var seen: Set<Key> = []
    private var ids: Set<String> = []
    private var order = 0
    private static let mostRequests = 3000

    /// Walks at once. `secret` is what every credential of `credentials` holds.
    init(
        _ name: String, _ site: any PlatformSite, seed: String, credentials: [String] = [],
        secret: String = "geheim-1234",
        withContext: Bool = false
    ) throws {
        profile = try Self.profile(name)
        self.site = site
        guard let match = profile.match(seed: seed) else { throw Finding("\(seed) is no seed of \(name)") }
        self.match = match
        self.credentials = Dictionary(uniqueKeysWithValues: credentials.map { ($0, secret) })
        self.withContext = withContext
        for planned in profile.expansion(of: match) {
            add(Task(url: planned.url, kind: planned.kind, lane: planned.lane, request: planned.request))
        }
        while !waiting.isEmpty, order < Self.mostRequests { ask(waiting.removeFirst()) }
        if order >= Self.mostRequests { findings.append(Diagnostic(.error, "the walk does not end")) }
    }

    static func profile(_ name: String) throws -> Profile {
        let reading = ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile(name)
        guard let profile = reading.profile, reading.findings.isEmpty else {
            throw Finding(reading.findings.map(\.description).joined(separator: "\n"))
        }
        return profile
    }

    struct Finding: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    private mutating func add(_ task: Task) {
        if let lane = profile.lanes.first(where: { $0.name == task.lane }), let credential = lane.credential,
            credentials[credential] == nil
        {
            return
        }
        if seen.insert(Key(url: task.url, request: task.request)).inserted { waiting.append(task) }
    }

    private mutating func ask(_ task: Task) {
        guard let address = WebAddress(task.url), let host = address.host else { return }
        guard site.hosts.contains(where: { $0 == host || ($0.hasPrefix("*.") && host.hasSuffix($0.dropFirst())) })
        else {
            outcomes[task.url] = "elsewhere"
            return
        }
        var target = String(task.url.dropFirst(address.origin.utf8.count))
        for (name, secret) in credentials { target = target.replacing("kabinet-secret-" + name, with: secret) }
        let fields = profile.headers(for: task.kind, lane: task.lane).compactMap { header in
            header.filled(credentials: credentials).map { DemoField(header.name, $0) }
        }
        let answer = site.response(
            for: DemoRequest(
                target, host: address.authority, method: task.request?.method ?? "GET", fields: fields,
                body: task.request?.body ?? [], visit: task.attempt, order: order))
        order += 1
        let body = answer.bytes(limit: 1 << 24)
        let type = answer["Content-Type"]
        let location = answer["Location"].flatMap { WebAddress($0, relativeTo: address)?.withoutFragment }
        let judgement = profile.judgement(
            status: answer.status, url: task.url, mediaType: type, bodyPrefix: body, isWhole: true, location: location,
            request: task.request)
        if let judgement {
            outcomes[task.url] = judgement.outcome
            if let account = judgement.account { states.insert(account.rawValue) }
            if judgement.isRetryable, task.attempt < 3 {
                var again = task
                again.attempt += 1
                waiting.insert(again, at: 0)
            }
            return
        }
        if let location, (300...399).contains(answer.status), task.hops < 5 {
            outcomes[task.url] = "redirected"
            var next = Task(url: location, kind: task.kind, lane: task.lane, request: nil)
            next.hops = task.hops + 1
            add(next)
            return
        }
        guard (200...299).contains(answer.status) else {
            outcomes[task.url] =
                answer.status == 404 ? "not-found" : answer.status == 410 ? "gone" : "failed:\(answer.status)"
            return
        }
        outcomes[task.url] = "captured"
        if task.kind == .media {
            media.insert(task.url)
            return
        }
        read(task, type, answer, body)
    }

    private mutating func read(_ task: Task, _ type: String?, _ answer: DemoResponse, _ body: [UInt8]) {
        let reading = profile.reading(
            url: task.url, mediaType: type, statusCode: answer.status,
            fields: answer.fields.map { ($0.name, $0.value) },
            body: body, request: task.request, seed: match)
        findings += reading.findings
        counters.merge(reading.counters) { _, new in new }
        for post in reading.posts {
            guard !ids.insert(post.id).inserted, let place = posts.firstIndex(where: { $0.id == post.id }) else {
                posts.append(post)
                continue
            }
            // One answer knows the date of a post, another its pictures.
            let (old, known) = (posts[place], posts[place].date == nil ? post : posts[place])
            posts[place] = FoundPost(
                id: post.id, url: old.url ?? post.url, date: known.date, dateSource: known.dateSource,
                isPinned: old.isPinned, isRepost: old.isRepost, isContext: old.isContext,
                media: old.media + post.media.filter { !old.media.contains($0) }, rule: old.rule)
        }
        for found in reading.found where withContext || !found.isContext {
            add(Task(url: found.url, kind: found.kind, lane: found.lane ?? task.lane, request: found.request))
        }
    }
}
