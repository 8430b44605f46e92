// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import WebURL

/// The header fields of an archived response as they are sent again.
struct ArchivedFields {
    let links: ReplayLinks
    let modifier: ReplayModifier
    /// False once the body was decoded: then the archived Content-Encoding is only of interest.
    let keepsCoding: Bool

    /// Fields beyond these are left out: a response head that no client takes helps nobody.
    private static let countLimit = 200
    private static let valueLimit = 8192
    private static let prefix = "X-Archive-Orig-"

    /// The fields in their order. Names that are no token and what would break a line are left out.
    func replayed(_ archived: HTTPFields) -> [HTTPField] {
        var output: [HTTPField] = []
        for field in archived where output.count < Self.countLimit {
            guard Self.isToken(field.name), let value = Self.text(field.value) else { continue }
            switch rule(for: field.name) {
            case .keep: output.append(HTTPField(name: field.name, value: value))
            case .rename: output.append(HTTPField(name: Self.prefix + field.name, value: value))
            case .drop: break
            case .rewrite:
                if let rewritten = rewritten(field) {
                    output.append(HTTPField(name: field.name, value: rewritten))
                } else {
                    output.append(HTTPField(name: Self.prefix + field.name, value: value))
                }
            }
        }
        return output
    }

    private func rule(for name: String) -> ArchivedFieldRule {
        let lowercase = HTMLBytes.lower(Array(name.utf8)[...])
        if lowercase == "content-encoding", !keepsCoding { return .rename }
        // A Location as it was stored is only of use to a program that wants everything as it was stored.
        if modifier.keepsLinks, lowercase == "location" { return .keep }
        return ArchivedFieldRule.rule(for: name)
    }

    private func rewritten(_ field: HTTPField) -> String? {
        if modifier.keepsLinks { return nil }
        let bytes = Self.bytes(field.value)
        switch HTMLBytes.lower(Array(field.name.utf8)[...]) {
        case "location": return links.rewritten(HTMLBytes.urlText(bytes), as: modifier)
        case "refresh":
            return RefreshInstruction.rewritten(bytes, links: links, as: modifier)
                .flatMap { Self.text(String(decoding: $0, as: UTF8.self)) }
        default: return link(field.value)
        }
    }

    /// Links to what belongs to the page. Hints that open connections are left out, and what another archive said of itself.
    private func link(_ value: String) -> String? {
        let unwanted: Set = [
            "dns-prefetch", "preconnect", "prerender", "pingback", "original", "memento", "timegate", "timemap",
            "first",
            "last",
        ]
        let kept = LinkHeader.parse(value).prefix(50).compactMap { link -> String? in
            guard !link.rel.isEmpty, !link.rel.contains(where: { unwanted.contains($0) }),
                link.rel.allSatisfy(Self.isToken)
            else { return nil }
            let modifier: ReplayModifier =
                link.rel.contains("stylesheet") || link.parameters["as"] == "style"
                ? .style : link.rel.contains("modulepreload") || link.parameters["as"] == "script" ? .script : .page
            guard let target = links.rewritten(HTMLBytes.urlText(Self.bytes(link.target)), as: modifier) else {
                return nil
            }
            var text = "<\(target)>; rel=\"\(link.rel.joined(separator: " "))\""
            for name in ["as", "type"] {
                guard let parameter = link.parameters[name],
                    parameter.utf8.allSatisfy({ HTMLBytes.isAlphanumeric($0) || [43, 45, 46, 47].contains($0) })
                else { continue }
                text += "; \(name)=\"\(parameter)\""
            }
            return text
        }
        return kept.isEmpty ? nil : kept.joined(separator: ", ")
    }

    /// The bytes of a value in which each is the character of the same number.
    private static func bytes(_ value: String) -> [UInt8] {
        value.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
    }

    /// The value as text that leaves as the same bytes if they are UTF-8, else with the odd bytes percent-encoded.
    static func text(_ value: String) -> String? {
        guard value.utf8.count <= valueLimit else { return nil }
        let isOdd = value.unicodeScalars.contains { $0.value >= 127 || ($0.value < 32 && $0.value != 9) }
        guard isOdd else { return value }
        let bytes = bytes(value)
        guard !bytes.contains(where: { ($0 < 32 && $0 != 9) || $0 == 127 }) else { return nil }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return bytes.map { $0 < 128 ? String(Unicode.Scalar($0)) : "%" + String($0, radix: 16, uppercase: true) }
            .joined()
    }

    /// RFC 9110 §5.6.2.
    static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { HTMLBytes.isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) }
    }
}
