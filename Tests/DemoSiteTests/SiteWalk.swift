// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import DemoSite
import Glibc
import WebURL

extension DemoWorld {
    /// One for all tests, so that its pictures are made once.
    static let shared = DemoWorld()
}

/// Walks the site in this process, as a crawler without a network would.
struct SiteWalk {
    /// Every address of the site that was reached, with its answer.
    private(set) var answers: [String: DemoResponse] = [:]
    /// Where each link that was not answered by 200 or a redirect was found.
    private(set) var broken: [String] = []

    private let world: DemoWorld
    private let base: String

    /// Follows links from `start`; pages only below `prefix`, what they embed anywhere.
    init(_ world: DemoWorld, from start: [String], below prefix: String = "/", base: String = "http://demo.test") {
        self.world = world
        self.base = base
        var waiting = start.map { base + $0 }
        var seen = Set(waiting)
        var resolved: [String: String] = [:]
        while let address = waiting.popLast() {
            let answer = world.response(for: DemoRequest(String(address.dropFirst(base.count))))
            answers[address] = answer
            guard answer.status == 200 || (300..<400).contains(answer.status) else {
                broken.append("\(answer.status) \(address)")
                continue
            }
            for link in Self.links(in: answer, at: address) {
                let key = link.address.hasPrefix("/") ? link.address : address + " " + link.address
                guard
                    let url = resolved[key]
                        ?? WebAddress(link.address, relativeTo: WebAddress(address))?.withoutFragment
                else {
                    broken.append("\(link.address) on \(address) is no address")
                    continue
                }
                resolved[key] = url
                guard url.hasPrefix(base + "/"), !url.hasPrefix(base + "/private/") else { continue }
                guard link.isEmbedded || url.hasPrefix(base + prefix) else { continue }
                if seen.insert(url).inserted { waiting.append(url) }
            }
        }
    }

    /// Addresses of HTML pages with status 200, sorted.
    var pages: [String] {
        answers.filter { $0.value.status == 200 && $0.value["Content-Type"]?.hasPrefix("text/html") == true }.keys
            .sorted()
    }

    /// Address and digest of everything with status 200 that is no page, feed or API answer.
    var media: [String: String] {
        var result: [String: String] = [:]
        for (address, answer) in answers where answer.status == 200 {
            let type = answer["Content-Type"] ?? ""
            guard ["image/", "video/", "text/css", "text/javascript"].contains(where: { type.hasPrefix($0) }) else {
                continue
            }
            result[address] = Hex.encode(DigestStream.digest(of: answer.bytes(), .sha256).bytes)
        }
        return result
    }

    /// Links of HTML and style sheets by plain search for bytes: the fixture must not depend on the extractor it tests.
    private static func links(in answer: DemoResponse, at address: String) -> [(address: String, isEmbedded: Bool)] {
        if let location = answer["Location"] { return [(location, false)] }
        let type = answer["Content-Type"] ?? ""
        let text = answer.bytes()
        if type.hasPrefix("text/css") { return values(in: text[...], after: "url(\"").map { ($0, true) } }
        guard type.hasPrefix("text/html") else { return [] }
        var links: [(String, Bool)] = []
        for tag in text.split(separator: UInt8(ascii: "<")) {
            let isEmbedded = embedding.contains { tag.starts(with: $0.utf8) }
            for mark in [" href=\"", " src=\"", " poster=\""] {
                links += values(in: tag, after: mark).map { ($0, isEmbedded) }
            }
            for set in values(in: tag, after: " srcset=\"") {
                links += set.split(separator: ",").compactMap { $0.split(separator: " ").first }.map {
                    (String($0), true)
                }
            }
            if tag.starts(with: "meta property=\"og:image\"".utf8) {
                links += values(in: tag, after: " content=\"").map { ($0, true) }
            }
        }
        return links
    }

    private static let embedding = ["img", "source", "video", "script", "link rel=\"icon\"", "link rel=\"stylesheet\""]

    /// What stands between a mark and the next quotation mark.
    private static func values(in text: ArraySlice<UInt8>, after mark: String) -> [String] {
        let mark = Array(mark.utf8)
        var result: [String] = []
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var place = 0
            while place + mark.count <= bytes.count,
                let hit = memchr(base + place, Int32(mark[0]), bytes.count - place - mark.count + 1)
            {
                let found = UnsafeRawPointer(hit)
                place = found - base + 1
                guard memcmp(found, mark, mark.count) == 0 else { continue }
                let start = found - base + mark.count
                let end =
                    memchr(base + start, 0x22, bytes.count - start).map { UnsafeRawPointer($0) - base } ?? bytes.count
                result.append(String(decoding: bytes[start..<end], as: UTF8.self))
                place = end
            }
        }
        return result
    }
}
