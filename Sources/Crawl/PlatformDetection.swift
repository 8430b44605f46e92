// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CrawlProfile
import Fetch
import HTTPMessage
import Scope
import WebURL

/// Asks a server that no profile lists what software it runs, by NodeInfo (https://nodeinfo.diaspora.software/protocol).
///
/// Two requests at most: `/.well-known/nodeinfo` and the document that it names, both under the address rules of the crawl.
/// Nothing of it is archived; a profile whose platform was found this way fetches what it needs again.
package struct PlatformDetection: Sendable {
    /// Bytes of an answer that are read: real ones have a few hundred.
    private static let longestAnswer: UInt64 = 1 << 18
    /// Servers asked at the same time.
    private static let width = 8

    private let settings: CrawlSettings

    /// A detection that reaches the network as a crawl with these settings would.
    package init(settings: CrawlSettings) { self.settings = settings }

    /// The name of the software that each origin runs, in lower case; origins that do not say are left out.
    ///
    /// - Throws: a `Diagnostic` for network settings that can't work.
    package func software(of origins: Set<String>) async throws -> [String: String] {
        let engine = CurlEngine(options: try CrawlSession.engineOptions(settings))
        let found = await withTaskGroup(of: (String, String?).self) { group in
            var found: [String: String] = [:]
            var waiting = origins.sorted()[...]
            for origin in waiting.prefix(Self.width) { group.addTask { (origin, await software(of: origin, engine)) } }
            waiting = waiting.dropFirst(Self.width)
            for await (origin, name) in group {
                found[origin] = name
                if let next = waiting.popFirst() { group.addTask { (next, await software(of: next, engine)) } }
            }
            return found
        }
        await engine.shutdown()
        return found
    }

    private func software(of origin: String, _ engine: CurlEngine) async -> String? {
        guard let start = WebAddress(origin + "/.well-known/nodeinfo"), let list = await document(start, engine),
            let target = Self.newest(in: list).flatMap({ WebAddress($0, relativeTo: start) }), target.isHTTP,
            // A server speaks for itself only: one that sends us elsewhere says nothing about its own software.
            target.host == start.host,
            let answer = await document(target, engine),
            let name = answer.member("software")?.member("name")?.text, !name.isEmpty
        else { return nil }
        return name.lowercased()
    }

    /// The link to the newest version that the server has.
    private static func newest(in list: JSONValue) -> String? {
        guard case .array(let links) = list.member("links") else { return nil }
        return links.compactMap { link -> (String, String)? in
            guard let relation = link.member("rel")?.text, let target = link.member("href")?.text,
                relation.contains("nodeinfo.diaspora.software/ns/schema/")
            else { return nil }
            return (relation, target)
        }.max { $0.0 < $1.0 }?.1
    }

    private func document(_ address: WebAddress, _ engine: CurlEngine) async -> JSONValue? {
        let result = await engine.fetch(
            FetchRequest(
                address,
                fields: [
                    HTTPField(name: "User-Agent", value: settings.network.userAgent),
                    HTTPField(name: "Accept", value: "application/json"),
                ],
                timeouts: FetchTimeouts(
                    connect: Int(settings.network.connectTimeout * 1000), total: 30_000, lowSpeedSeconds: 15),
                maxBytes: Self.longestAnswer, spoolDirectory: "/nonexistent", digest: nil))
        guard let head = result.responseHead, head.status == 200, result.truncated == nil,
            let raw = try? result.body.prefix(Int(Self.longestAnswer)),
            let body = try? ContentDecoder.decode(raw, fields: head.fields, limit: Int(Self.longestAnswer) * 4)
        else { return nil }
        return try? JSONReader.read(body)
    }
}
