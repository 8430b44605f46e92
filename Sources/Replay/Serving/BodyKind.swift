// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// What a stored body is, as far as rewriting goes.
enum BodyKind: Equatable {
    case html
    case xhtml
    case stylesheet
    /// All else, scripts, JSON and XML among it: leaves as it is stored.
    case other

    /// Decides by what the client is going to use it as, then by its media type, and by its first (decoded) bytes where that
    /// is unclear.
    static func of(_ head: HTTPResponseHead, modifier: ReplayModifier, destination: String?, start: [UInt8]) -> BodyKind
    {
        if modifier.keepsBody { return .other }
        let type = head.fields["Content-Type"].flatMap { MediaType($0) }?.essence
        if modifier == .style || destination == "style" {
            return type == "text/html" || type == "application/xhtml+xml" ? .other : .stylesheet
        }
        if modifier == .script || modifier == .image { return .other }
        switch destination {
        case nil, "document", "iframe", "frame", "fencedframe", "embed", "object", "empty": break
        default: return .other
        }
        switch type {
        case "text/html": return looksLikeData(start) ? .other : .html
        case "application/xhtml+xml", "application/vnd.wap.xhtml+xml": return .xhtml
        case "text/css": return .stylesheet
        case nil, "application/x-unknown-content-type", "unknown/unknown": return looksLikeHTML(start) ? .html : .other
        default: return .other
        }
    }

    /// JSON and the like that was sent as text/html, as many interfaces do.
    private static func looksLikeData(_ start: [UInt8]) -> Bool {
        let first = start.first { !HTMLBytes.isSpace($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private static func looksLikeHTML(_ start: [UInt8]) -> Bool {
        let text = HTMLBytes.lower(HTMLBytes.trimmed(start[...]).prefix(16))
        return ["<!doctype html", "<html", "<head", "<body", "<script", "<!--", "<title", "<div", "<p>", "<table"]
            .contains { text.hasPrefix($0) }
    }
}
