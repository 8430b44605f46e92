// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

extension Profile {
    /// Bytes of a body in which the texts of walls and answers are looked for.
    private static let textPrefix = 1 << 16

    /// The wall that an answer is, nil when it is none.
    ///
    /// `bodyPrefix` is the first part of the decoded body; 64 KiB are enough, and no more are looked at. `location` is the
    /// absolute URL of a redirect.
    package func wall(status: Int, url: String, bodyPrefix: [UInt8], location: String? = nil) -> Wall? {
        guard !walls.isEmpty else { return nil }
        var text: [UInt8]?
        return walls.first { rule in
            rule.conditions.holdForHead(status: status, url: url, essence: "", location: location)
                && Self.hasAny(rule.conditions.body, in: bodyPrefix, &text)
        }?.wall
    }

    /// What an answer really is: the first wall or, when none fits, the first rule of `answers:` that does; nil when it is what its
    /// status says.
    ///
    /// `bodyPrefix` is the first part of the decoded body, better all of it, as `isWhole` says: JSON can be looked into only whole.
    /// `mediaType` is the field's value, `location` the absolute URL of a redirect, `request` what was asked of the URL.
    package func judgement(
        status: Int, url: String, mediaType: String?, bodyPrefix: [UInt8], isWhole: Bool, location: String? = nil,
        request: RequestContent? = nil
    ) -> AnswerJudgement? {
        if let wall = wall(status: status, url: url, bodyPrefix: bodyPrefix, location: location) {
            return AnswerJudgement(wall)
        }
        guard !answers.isEmpty else { return nil }
        let type = mediaType ?? ""
        let essence = (type.split(separator: ";").first.map(String.init) ?? "").trimmingASCIISpace().lowercased()
        var text: [UInt8]?
        var work = JSONPointer.Work()
        var documents = AnswerDocuments(url: url, contentType: type, body: bodyPrefix, wanted: ["script"])
        for rule in answers {
            let conditions = rule.conditions
            guard conditions.holdForHead(status: status, url: url, essence: essence, location: location),
                !conditions.isWithoutBody || (isWhole && bodyPrefix.isEmpty),
                Self.hasAny(conditions.body, in: bodyPrefix, &text)
            else { continue }
            if !conditions.values.isEmpty {
                // A script can be whole in a page that is not.
                guard isWhole || conditions.source != .body,
                    let document = documents.reading(conditions.source).document,
                    conditions.values.allSatisfy({ $0.holds(in: document, &work) })
                else { continue }
            }
            return rule.judgement
        }
        return nil
    }

    /// The moment that a post's id carries, in microseconds since 1970 UTC; nil when no rule of `ids:` fits.
    ///
    /// Of an id such as `urn:li:activity:1` or `at://did/collection/key` the part behind the last `:` or `/` counts.
    package func idTime(_ id: String) -> Int64? {
        guard !ids.isEmpty else { return nil }
        let last = id.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        let part = last.map { String(id[id.index(after: $0)...]) } ?? id
        return ids.lazy.compactMap { $0.time(of: part) }.first
    }

    /// Compares bytes: each answer comes by here, and texts would cost more than all else that is done with it.
    private static func hasAny(_ texts: [String], in body: [UInt8], _ lower: inout [UInt8]?) -> Bool {
        if texts.isEmpty { return true }
        let text = lower ?? body.prefix(textPrefix).map(\.asciiLowercased)
        lower = text
        return text.withUnsafeBytes { text in
            texts.contains { ByteSearch.first(Array($0.utf8), in: text) != nil }
        }
    }
}
