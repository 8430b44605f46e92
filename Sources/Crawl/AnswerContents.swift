// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import CrawlProfile
import Diagnostics
import Extract
import Fetch
import HTTPMessage
import Scope
import WebURL

/// What is learned from the bytes of one answer: is it a wall, what kind of thing is it, what does it link to. Pure but for
/// reading the spooled body.
struct AnswerContents: Sendable {
    /// Bytes of a decoded body that are looked at when all of it is too much.
    static let textPrefix = 1 << 16
    /// Decoded bytes that a profile's rules are applied to.
    static let longestText = 32 << 20

    let plan: AccountPlan
    let url: QueuedURL
    let address: WebAddress
    let head: HTTPResponseHead
    let body: SpooledBody

    private var mediaType: MediaType? { head.fields["Content-Type"].flatMap { MediaType($0) } }

    /// True for types that walls, links and titles are looked for in.
    private var isText: Bool {
        guard let essence = mediaType?.essence else { return true }
        return essence.hasPrefix("text/") || essence.hasSuffix("json") || essence.hasSuffix("xml")
            || essence.contains("javascript")
    }

    /// The text of an answer without content coding, or its beginning.
    struct Text: Sendable {
        let bytes: [UInt8]
        let isWhole: Bool
    }

    /// The text; of other answers than texts nothing.
    func text() throws -> Text {
        guard isText else { return Text(bytes: [], isWhole: body.count == 0) }
        if body.count <= UInt64(Self.longestText), let bytes = try? decodedBody() {
            return Text(bytes: bytes, isWhole: true)
        }
        return Text(bytes: try decodedPrefix(), isWhole: false)
    }

    /// What the answer really is, by the profile's rules; nil when it is what its status says.
    func judgement(_ text: Text) -> AnswerJudgement? {
        let location = head.fields["Location"].flatMap { WebAddress($0, relativeTo: address)?.serialized }
        return plan.profile.judgement(
            status: head.status, url: url.url, mediaType: head.fields["Content-Type"], bodyPrefix: text.bytes,
            isWhole: text.isWhole, location: location, request: url.request.map { RequestContent($0) })
    }

    private func decodedPrefix() throws -> [UInt8] {
        let raw = try body.prefix(Self.textPrefix)
        guard let codings = ContentCoding.applied(in: head.fields), !codings.isEmpty else { return raw }
        var prefix: [UInt8] = []
        let decoder = ContentDecoder(codings, outputLimit: UInt64(Self.textPrefix) * 16)
        // A prefix of a coded body ends in the middle; what was decoded up to there is what is wanted.
        try? decoder.decode(raw) { prefix.append(contentsOf: $0) }
        return Array(prefix.prefix(Self.textPrefix))
    }

    /// Where a redirect leads; nil for other answers.
    var redirectTarget: String? {
        guard (300..<400).contains(head.status), let location = head.fields["Location"] else { return nil }
        return WebAddress(location, relativeTo: address)?.withoutFragment
    }

    /// True for a redirect to the request that was answered: following it would lead nowhere.
    var redirectsToItself: Bool {
        let asksTheSame = url.request == nil || head.status == 307 || head.status == 308
        return asksTheSame && redirectTarget == address.withoutFragment
    }

    /// What was to come and that a web page came in its place, such as a notice with status 200; nil when the answer fits.
    var mismatch: String? {
        guard isHTML, kind == .media || kind == .api && !isReadAsPage, !isBinary else { return nil }
        return "HTML in place of \(kind == .media ? "an image, video or sound" : "an answer of the interface")"
    }

    /// True where the profile says that its data is inside a web page.
    private var isReadAsPage: Bool {
        plan.profile.api.contains { $0.source != .body && $0.on.match(url.url, bindings: plan.match.bindings) != nil }
    }

    /// True for bytes that no text has (MIME Sniffing §3, binary data byte): a repository is one whatever its server calls it.
    private var isBinary: Bool {
        let start = (try? decodedPrefix())?.prefix(512) ?? []
        return start.contains { $0 < 0x09 || $0 == 0x0B || (0x0E...0x1A).contains($0) || (0x1C...0x1F).contains($0) }
    }

    private var isHTML: Bool {
        mediaType?.essence == "text/html" || mediaType?.essence == "application/xhtml+xml"
    }

    /// What the answer is, as its media type says; what was expected where that says nothing.
    ///
    /// A web page stays what was expected, unless a link led to it: then the name of a file only looked like a medium's.
    var kind: CaptureKind {
        guard (200..<300).contains(head.status), let type = mediaType, url.kind != .robots else { return url.kind }
        switch type.type {
        case "image", "video", "audio": return .media
        default: break
        }
        switch type.essence {
        case "text/css", "application/javascript", "text/javascript", "font/woff2", "font/woff",
            "application/font-woff":
            return .requisite
        case "application/rss+xml", "application/atom+xml": return .feed
        case "text/html", "application/xhtml+xml": return HopPath(url.hops).endsInLink ? .page : url.kind
        default: return url.kind
        }
    }

    /// Title and links. Answers that the profile reads as data are read by its rules alone: the addresses in a JSON answer of a
    /// platform are mostly other people's.
    func reading(_ text: Text) throws -> LinkReading {
        var planner = LinkPlanner(plan: plan, source: url, status: head.status)
        var reading = LinkReading()
        if isText, (200..<300).contains(head.status) {
            if body.count <= UInt64(Self.longestText) {
                let found = plan.profile.reading(
                    url: url.url, mediaType: head.fields["Content-Type"], statusCode: head.status,
                    fields: head.fields.map { ($0.name, $0.value) },
                    body: text.isWhole ? text.bytes : try decodedBody(),
                    request: url.request.map { RequestContent($0) }, seed: plan.match)
                let posts = AnswerPosts(found.posts, plan: plan, source: url)
                planner.posts = posts
                reading.posts = posts.sightings
                // What is said around the posts of others is said of others.
                reading.counters = url.isContext ? [] : CounterSighting.all(found.counters, of: plan.account)
                reading.found += found.found.compactMap { planner.entry(for: $0) }
                reading.findings = found.findings
            } else {
                reading.findings.append(
                    Diagnostic(
                        .warning, at: .url(url.url),
                        "a text of \(body.count) bytes is not held against the rules of profile \(plan.profile.name), "
                            + "which read at most \(Self.longestText)"))
            }
        }
        guard url.kind != .api, url.kind != .robots else { return reading }
        let extraction = try LinkExtractor.extract(body: body, head: head, url: address, limits: .default)
        let known = Set(reading.found.map(\.url))
        reading.found += extraction.links.compactMap { planner.entry(for: $0) }.filter { !known.contains($0.url) }
        reading.title = extraction.title
        reading.remarks = extraction.remarks
        return reading
    }

    private func decodedBody() throws -> [UInt8] {
        let raw = try body.read(at: 0, count: Int(clamping: body.count))
        return try ContentDecoder.decode(raw, fields: head.fields, limit: Self.longestText)
    }
}

extension CounterSighting {
    fileprivate static func all(_ counters: [String: Int64], of account: String) -> [CounterSighting] {
        counters.sorted { $0.key < $1.key }.map { CounterSighting(account: account, name: $0.key, value: $0.value) }
    }
}
