// SPDX-License-Identifier: EUPL-1.2

/// Applies the attribute rules to one start tag; only the bytes of changed names and values differ.
struct TagRewriter {
    /// The frame that links lead to when they would leave it: the one that the interface shows archived pages in.
    static let frameName = "kabinet-replay"
    /// `srcdoc` in `srcdoc` is followed to this depth.
    private static let documentDepth = 3

    var links: ReplayLinks
    /// How many `srcdoc` attributes this document is inside of.
    let depth: Int
    /// Only the first `<base>` counts (WHATWG HTML §4.2.3).
    private var hasBase = false

    init(links: ReplayLinks, depth: Int) {
        self.links = links
        self.depth = depth
    }

    /// Appends the tag to `output`.
    mutating func write(_ tag: HTMLTag, to output: inout [UInt8]) {
        guard !tag.attributes.isEmpty, !tag.name.utf8.contains(UInt8(ascii: "-")) else {
            output += tag.bytes
            return
        }
        var kept = 0
        for attribute in tag.attributes {
            guard let rule = AttributeRule.rule(for: attribute.lowercaseName, in: tag) else { continue }
            if rule == .disable {
                output += tag.bytes[kept..<attribute.name.lowerBound]
                output.append(UInt8(ascii: "_"))
                kept = attribute.name.lowerBound
                continue
            }
            guard attribute.hasValue, let value = replacement(rule, for: tag.bytes[attribute.value]) else { continue }
            output += tag.bytes[kept..<attribute.value.lowerBound]
            let quote = attribute.quote == 0 ? UInt8(ascii: "\"") : attribute.quote
            if attribute.quote == 0 { output.append(quote) }
            output += CharacterReferences.encoded(value, quote: quote)
            if attribute.quote == 0 { output.append(quote) }
            kept = attribute.value.upperBound
        }
        output += tag.bytes[kept...]
    }

    /// The new value, not yet encoded; nil when it stays.
    private mutating func replacement(_ rule: AttributeRule, for raw: ArraySlice<UInt8>) -> [UInt8]? {
        let value = CharacterReferences.decoded(raw)
        switch rule {
        case .link(let modifier): return link(value, as: modifier)
        case .sourceSet(let modifier): return SourceSet.rewritten(value, links: links, as: modifier)
        case .list(let modifier): return list(value, as: modifier)
        case .style:
            let style = StylesheetRewriter.rewritten(value, links: links)
            return style == value ? nil : style
        case .document:
            guard depth < Self.documentDepth else { return nil }
            let document = HTMLRewriter.rewritten(value, links: links, depth: depth + 1)
            return document == value ? nil : document
        case .target:
            let name = HTMLBytes.lower(value[...])
            return ["_blank", "_top", "_parent"].contains(name) ? Array(Self.frameName.utf8) : nil
        case .base:
            let rewritten = link(value, as: .page)
            if !hasBase, let address = links.resolved(HTMLBytes.urlText(value)) {
                links.base = address
                hasBase = true
            }
            return rewritten
        case .linkIfAbsolute(let modifier):
            let start = HTMLBytes.lower(HTMLBytes.trimmed(value[...]).prefix(8))
            guard start.hasPrefix("http://") || start.hasPrefix("https://"),
                !HTMLBytes.trimmed(value[...]).contains(where: HTMLBytes.isSpace)
            else { return nil }
            return link(value, as: modifier)
        case .refresh: return RefreshInstruction.rewritten(value, links: links, as: .page)
        case .replace(let text): return Array(text.utf8)
        case .disable: return nil
        }
    }

    private func link(_ value: [UInt8], as modifier: ReplayModifier) -> [UInt8]? {
        links.rewritten(HTMLBytes.urlText(value), as: modifier).map { Array($0.utf8) }
    }

    private func list(_ value: [UInt8], as modifier: ReplayModifier) -> [UInt8]? {
        var changed = false
        let parts = value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part -> [UInt8] in
            guard let link = link(Array(HTMLBytes.trimmed(part)), as: modifier) else { return Array(part) }
            changed = true
            return link
        }
        return changed ? Array(parts.joined(separator: [UInt8(ascii: ",")])) : nil
    }
}
