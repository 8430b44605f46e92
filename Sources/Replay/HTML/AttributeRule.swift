// SPDX-License-Identifier: EUPL-1.2

/// What happens to one attribute of an archived page.
enum AttributeRule: Equatable {
    /// A URL.
    case link(ReplayModifier)
    /// URLs with descriptors.
    case sourceSet(ReplayModifier)
    /// URLs with commas between them.
    case list(ReplayModifier)
    /// CSS declarations or a CSS value.
    case style
    /// A whole document.
    case document
    /// The name of a frame.
    case target
    /// The base of the links that follow.
    case base
    /// A URL only if it begins with http, as in attributes that may hold anything.
    case linkIfAbsolute(ReplayModifier)
    /// `content` of `<meta http-equiv=refresh>`.
    case refresh
    /// Put out of force by a `_` before its name.
    case disable
    /// Given another value.
    case replace(String)

    /// The rule for an attribute of a tag; nil leaves it as it is.
    static func rule(for name: String, in tag: HTMLTag) -> AttributeRule? {
        switch name {
        case "href", "xlink:href": href(tag)
        case "src": source(tag.name)
        case "srcset": tag.name == "img" || tag.name == "source" ? .sourceSet(.image) : nil
        case "imagesrcset": tag.name == "link" ? .sourceSet(.image) : nil
        case "poster", "dynsrc", "lowsrc", "background": .link(.image)
        case "icon": tag.name == "command" || tag.name == "menuitem" ? .link(.image) : nil
        case "data": tag.name == "object" ? .link(.object) : nil
        case "codebase": tag.name == "object" || tag.name == "applet" ? .link(.object) : nil
        case "archive": tag.name == "object" || tag.name == "applet" ? .list(.object) : nil
        case "action": tag.name == "form" ? .link(.page) : nil
        case "formaction": .link(.page)
        case "cite", "longdesc": .link(.page)
        case "manifest": tag.name == "html" ? .disable : nil
        case "style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker-start", "marker-mid",
            "marker-end":
            .style
        case "srcdoc": tag.name == "iframe" ? .document : nil
        case "target", "formtarget": .target
        // They would check or fetch what is no longer the live file, or report the visit.
        case "integrity", "crossorigin", "referrerpolicy", "ping", "attributionsrc", "download": .disable
        case "value": tag.name == "param" ? .linkIfAbsolute(.object) : nil
        case "http-equiv", "content": tag.name == "meta" ? meta(name, tag) : nil
        case "rel": tag.name == "link" ? relation(tag) : nil
        case "type": tag.name == "script" && tag.text("type") == "speculationrules" ? .replace("x-archived") : nil
        default: name.hasPrefix("data-") ? data(name) : nil
        }
    }

    private static func href(_ tag: HTMLTag) -> AttributeRule {
        switch tag.name {
        case "base": .base
        case "link": .link(linkModifier(tag))
        case "image", "use", "feimage", "pattern", "lineargradient", "radialgradient": .link(.image)
        case "script": .link(.script)
        default: .link(.page)
        }
    }

    private static func source(_ name: String) -> AttributeRule? {
        switch name {
        case "img", "image", "input": .link(.image)
        case "audio", "video", "source", "track", "embed", "bgsound": .link(.object)
        case "script": .link(.script)
        case "iframe", "portal", "fencedframe": .link(.inlineFrame)
        case "frame": .link(.frame)
        default: nil
        }
    }

    private static func linkModifier(_ tag: HTMLTag) -> ReplayModifier {
        let words = Set((tag.text("rel") ?? "").split(whereSeparator: \.isWhitespace))
        if words.contains("stylesheet") { return .style }
        if words.contains("modulepreload") { return .script }
        if words.contains("icon") || words.contains("apple-touch-icon") || words.contains("mask-icon") { return .image }
        guard words.contains("preload") || words.contains("prefetch") else { return .page }
        return switch tag.text("as") {
        case "script", "worker": .script
        case "style": .style
        case "document": .inlineFrame
        case "image", "font": .image
        default: .object
        }
    }

    /// Hints that open connections or load pages ahead of time lose their force.
    private static func relation(_ tag: HTMLTag) -> AttributeRule? {
        let words = (tag.text("rel") ?? "").split(whereSeparator: \.isWhitespace)
        let harmless = words.filter { !["dns-prefetch", "preconnect", "prerender", "pingback"].contains($0) }
        if harmless.count == words.count { return nil }
        return harmless.isEmpty ? .disable : .replace(harmless.joined(separator: " "))
    }

    private static func meta(_ name: String, _ tag: HTMLTag) -> AttributeRule? {
        let directive = tag.text("http-equiv") ?? ""
        if name == "http-equiv" {
            switch directive {
            // The archived policy names hosts that are now paths of the archive; ours comes with the response.
            case "content-security-policy", "content-security-policy-report-only", "x-webkit-csp", "set-cookie",
                "origin-trial", "accept-ch", "delegate-ch", "x-dns-prefetch-control":
                return .disable
            default: return nil
            }
        }
        if directive == "refresh" { return .refresh }
        if tag.text("name") == "referrer" { return .replace("same-origin") }
        return .linkIfAbsolute(.page)
    }

    /// Scripts that load pictures late keep their addresses in `data-` attributes.
    private static func data(_ name: String) -> AttributeRule {
        if name.hasSuffix("srcset") { return .sourceSet(.image) }
        let hints = ["src", "img", "image", "poster", "background", "bg", "thumb", "original"]
        return .linkIfAbsolute(hints.contains { name.hasSuffix($0) } ? .image : .page)
    }
}
