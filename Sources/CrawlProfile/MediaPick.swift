// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Where the media of a post are: a pointer, or the best of several renditions, or what another part of the answer says of the
/// keys that the post has.
package struct MediaPick: Sendable, Hashable {
    /// Values of the post whose texts are keys, and where in the whole document they are looked up.
    package struct Join: Sendable, Hashable {
        package let keys: JSONPointer
        package let among: JSONPointer
        package let key: JSONPointer
    }

    /// The values to start from: of the post, or of what the join finds.
    package let each: JSONPointer
    package let join: Join?
    /// Not where one of these is truthy.
    package let exception: [JSONPointer]
    /// Renditions of one medium, of which the one with the greatest number at `by` counts.
    package let best: JSONPointer?
    package let by: JSONPointer?
    /// The URL: the first of these that has a value; several values of one place all count.
    package let prefer: [JSONPointer]

    /// The URLs of a post's media, as the answer has them.
    func texts(of post: JSONValue, in document: JSONValue, _ work: inout JSONPointer.Work) -> [String] {
        var found: [String] = []
        for root in roots(of: post, in: document, &work) {
            var isLeftOut = false
            for pointer in exception where pointer.values(in: root, &work).contains(where: \.isTruthy) {
                isLeftOut = true
            }
            guard !isLeftOut, let rendition = best == nil ? root : bestRendition(of: root, &work) else { continue }
            for pointer in prefer {
                let texts = pointer.values(in: rendition, &work).compactMap(\.text).filter { !$0.isEmpty }
                guard texts.isEmpty else {
                    found += texts
                    break
                }
            }
        }
        return found
    }

    private func roots(of post: JSONValue, in document: JSONValue, _ work: inout JSONPointer.Work) -> [JSONValue] {
        guard let join else { return each.values(in: post, &work) }
        let wanted = join.keys.values(in: post, &work).compactMap(\.text)
        guard !wanted.isEmpty else { return [] }
        let keys = Set(wanted)
        var byKey: [String: JSONValue] = [:]
        for candidate in join.among.values(in: document, &work) {
            guard let key = join.key.values(in: candidate, &work).first?.text, keys.contains(key) else { continue }
            byKey[key] = candidate
        }
        return wanted.compactMap { byKey[$0] }.flatMap { each.values(in: $0, &work) }
    }

    private func bestRendition(of root: JSONValue, _ work: inout JSONPointer.Work) -> JSONValue? {
        guard let best else { return nil }
        var most: (number: Int64, value: JSONValue)?
        for candidate in best.values(in: root, &work) {
            var hasURL = false
            for pointer in prefer where !pointer.values(in: candidate, &work).isEmpty { hasURL = true }
            let number = by.flatMap { $0.values(in: candidate, &work).lazy.compactMap(CounterText.number).first } ?? -1
            if hasURL, most.map({ number > $0.number }) ?? true { most = (number, candidate) }
        }
        return most?.value
    }
}

extension ProfileReader {
    /// `media:` of posts: pointers and picks.
    func readMediaPicks(_ rule: YAMLMapping) -> [MediaPick] {
        rule.elements("media").compactMap { node in
            if case .mapping = node { return readMediaPick(node) }
            guard let text = rule.text(of: node, key: "media"), let pointer = pointer(text, at: node) else {
                return nil
            }
            return MediaPick(each: .whole, join: nil, exception: [], best: nil, by: nil, prefer: [pointer])
        }
    }

    private func readMediaPick(_ node: Node) -> MediaPick? {
        let keys = ["each", "of", "in", "key", "unless", "best", "by", "prefer"]
        guard let rule = YAMLMapping(node, what: "media", keys: keys, findings: findings) else { return nil }
        let prefer = rule.required("prefer") == nil ? [] : pointers(rule, "prefer")
        var join: MediaPick.Join?
        let places = ["of", "in", "key"].map { pointer(rule, $0) }
        if let keys = places[0], let among = places[1], let key = places[2] {
            join = MediaPick.Join(keys: keys, among: among, key: key)
        } else if ["of", "in", "key"].contains(where: { rule.node($0) != nil }) {
            findings.error(
                at: rule.mark, "what is looked up needs all of the keys \"of\", \"in\" and \"key\"",
                hint:
                    "of: where the post has keys, in: what they are looked up in, key: where each of these has its own")
        }
        if (rule.node("best") == nil) != (rule.node("by") == nil) {
            findings.error(
                at: rule.mark, "the keys \"best\" and \"by\" go together",
                hint: "for example best: /variants/*, by: /bitrate")
        }
        guard !prefer.isEmpty else { return nil }
        return MediaPick(
            each: pointer(rule, "each") ?? .whole, join: join, exception: pointers(rule, "unless"),
            best: pointer(rule, "best"), by: pointer(rule, "by"), prefer: prefer)
    }
}
