// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import WebURL

extension AnswerReading {
    /// What went wrong with the posts of one rule.
    private struct Troubles {
        var seen = 0
        var withoutID = 0
        var withoutDate = 0
        /// The first date that could not be read.
        var date: String?
    }

    mutating func find(
        _ posts: PostRule, rule: String, lane: String?, in document: JSONValue, captured: [String: String]
    ) {
        var troubles = Troubles()
        for root in posts.each.values(in: document, &work) where posts.conditions.hold(for: root, &work) {
            troubles.seen += 1
            guard let (id, parts) = id(posts, in: root) else {
                troubles.withoutID += 1
                continue
            }
            guard result.posts.count < Profile.mostPosts else { break }
            var values = values(posts.with, in: root).merging(parts) { mine, _ in mine }
            values["id"] = id
            let isContext = posts.isContext || !isOwn(posts, in: root, captured: captured)
            let time = time(posts, id: id, in: root, &troubles)
            let media = media(posts, of: root, in: document)
            insert(
                FoundPost(
                    id: id, url: posts.url?.filled(captured: captured, values: values).flatMap(absolute),
                    date: time?.moment, dateSource: time?.source ?? .none,
                    isPinned: isAny(posts.pinned, in: root), isRepost: isAny(posts.repost, in: root),
                    isContext: isContext, media: media, rule: rule))
            for url in media {
                let known = Discovered(lane: lane, post: id, isContext: isContext)
                add(url, kind: .media, relation: .media, rule: rule + ".media", known)
            }
        }
        report(troubles, posts, rule: rule)
    }

    mutating func count(_ counters: [CounterRule], in document: JSONValue) {
        for counter in counters where result.counters[counter.name] == nil {
            for pointer in counter.pointers {
                let number = pointer.values(in: document, &work).lazy.compactMap(CounterText.number).first
                guard let number else { continue }
                result.counters[counter.name] = number
                break
            }
        }
    }

    private mutating func id(_ posts: PostRule, in root: JSONValue) -> (id: String, parts: [String: String])? {
        for pointer in posts.id {
            guard let text = text(pointer, in: root) else { continue }
            guard let take = posts.take else { return text.utf8.count <= Self.longestID ? (text, [:]) : nil }
            guard let parts = take.match(text), let id = parts["id"] else { continue }
            return (id, parts)
        }
        return nil
    }

    private static let longestID = 1024

    private mutating func isOwn(_ posts: PostRule, in root: JSONValue, captured: [String: String]) -> Bool {
        guard let own = posts.own else { return true }
        let accepted = own.accepted.compactMap { $0.filled(captured: captured) }
        for pointer in own.author {
            guard let author = text(pointer, in: root) else { continue }
            return accepted.isEmpty
                || accepted.contains { accepted in
                    accepted.utf8.count == author.utf8.count
                        && zip(accepted.utf8, author.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
                }
        }
        // A post without a word on who wrote it stands on the account's page.
        return true
    }

    private mutating func time(
        _ posts: PostRule, id: String, in root: JSONValue, _ troubles: inout Troubles
    ) -> (moment: Int64, source: FoundPost.DateSource)? {
        for pointer in posts.date {
            guard let text = text(pointer, in: root) else { continue }
            if let moment = posts.dateFormats.lazy.compactMap({ $0.microseconds(text) }).first {
                return (moment, .platform)
            }
            if troubles.date == nil { troubles.date = text }
            troubles.withoutDate += 1
        }
        return profile.idTime(id).map { ($0, .id) }
    }

    private mutating func isAny(_ pointers: [JSONPointer], in root: JSONValue) -> Bool {
        for pointer in pointers where pointer.values(in: root, &work).contains(where: \.isTruthy) { return true }
        return false
    }

    private mutating func media(_ posts: PostRule, of root: JSONValue, in document: JSONValue) -> [String] {
        var seen: Set<String> = []
        var found: [String] = []
        for pick in posts.media {
            for text in pick.texts(of: root, in: document, &work) where found.count < Profile.mostMediaOfPost {
                guard let url = absolute(text), !profile.media.exclude.contains(where: { $0.match(url) != nil }),
                    seen.insert(url).inserted
                else { continue }
                found.append(url)
            }
        }
        return found
    }

    /// Of two finds of one post the first counts, whether it is passed on too; but what is pinned in one of them is pinned, and what is the account's own in
    /// one of them is its own.
    private mutating func insert(_ post: FoundPost) {
        guard let place = places[post.id] else {
            places[post.id] = result.posts.count
            result.posts.append(post)
            return
        }
        let known = result.posts[place]
        let isBetter = known.dateSource != .platform && post.dateSource == .platform
        result.posts[place] = FoundPost(
            id: known.id, url: known.url ?? post.url, date: isBetter ? post.date : known.date,
            dateSource: isBetter ? post.dateSource : known.dateSource, isPinned: known.isPinned || post.isPinned,
            isRepost: known.isRepost, isContext: known.isContext && post.isContext,
            media: known.media.isEmpty ? post.media : known.media, rule: known.rule)
    }

    private mutating func report(_ troubles: Troubles, _ posts: PostRule, rule: String) {
        if troubles.withoutID > 0, troubles.withoutID == troubles.seen {
            let places = posts.id.map(\.text).joined(separator: ", ")
            let wanted = posts.take.map { " that is \($0.text)" } ?? ""
            result.findings.append(
                Diagnostic(
                    .warning, at: .url(address.withoutFragment),
                    "rule \(rule) of profile \(profile.name) finds \(troubles.seen) posts without an id: "
                        + "nothing is at \(places)\(wanted)",
                    hint: "the platform may have changed"))
        }
        if let date = troubles.date {
            let forms = posts.dateFormats.map(\.rawValue).joined(separator: " or ")
            result.findings.append(
                Diagnostic(
                    .warning, at: .url(address.withoutFragment),
                    "rule \(rule) of profile \(profile.name) expects dates as \(forms), found \"\(date.prefix(60))\""
                        + (troubles.withoutDate > 1 ? " and \(troubles.withoutDate - 1) more" : ""),
                    hint: "the time of the id is taken where it has one"))
        }
    }
}
