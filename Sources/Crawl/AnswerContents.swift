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
    /// Bytes of a decoded body that are looked at for walls.
    static let wallPrefix = 1 << 16
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

    /// The wall that the answer is, by the profile's rules.
    func wall() throws -> Wall? {
        let location = head.fields["Location"].flatMap { WebAddress($0, relativeTo: address)?.serialized }
        let prefix = isText ? try decodedPrefix() : []
        return plan.profile.wall(status: head.status, url: url.url, bodyPrefix: prefix, location: location)
    }

    private func decodedPrefix() throws -> [UInt8] {
        let raw = try body.prefix(Self.wallPrefix)
        guard let codings = ContentCoding.applied(in: head.fields), !codings.isEmpty else { return raw }
        var prefix: [UInt8] = []
        let decoder = ContentDecoder(codings, outputLimit: UInt64(Self.wallPrefix) * 16)
        // A prefix of a coded body ends in the middle; what was decoded up to there is what is wanted.
        try? decoder.decode(raw) { prefix.append(contentsOf: $0) }
        return Array(prefix.prefix(Self.wallPrefix))
    }

    /// True for a redirect to the address that answered: following it would lead nowhere.
    var redirectsToItself: Bool {
        guard let location = head.fields["Location"].flatMap({ WebAddress($0, relativeTo: address) }) else {
            return false
        }
        return location.withoutFragment == address.withoutFragment
    }

    /// What was to come and that a web page came in its place, such as a notice with status 200; nil when the answer fits.
    var mismatch: String? {
        guard isHTML, kind == .media || kind == .api else { return nil }
        return "HTML in place of \(kind == .media ? "an image, video or sound" : "an answer of the interface")"
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
    func reading() throws -> LinkReading {
        let planner = LinkPlanner(plan: plan, source: url)
        var reading = LinkReading()
        if isText, (200..<300).contains(head.status) {
            if body.count <= UInt64(Self.longestText) {
                let found = plan.profile.reading(
                    url: url.url, mediaType: head.fields["Content-Type"], statusCode: head.status,
                    fields: head.fields.map { ($0.name, $0.value) }, body: try decodedBody(), seed: plan.match)
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
