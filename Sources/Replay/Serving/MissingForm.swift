// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// In what form a client is told that a URL is not in the archive: a page where a script was expected helps nobody.
enum MissingForm: Equatable {
    case page
    /// A comment in that media type.
    case comment(String)
    case json
    case empty

    /// By what the browser says that it wants (Sec-Fetch-Dest), else by the modifier, else by Accept.
    static func of(_ request: ReplayRequest) -> MissingForm {
        switch request.destination {
        case "document", "iframe", "frame", "fencedframe": return .page
        case "style": return .comment("text/css")
        case "script", "worker", "sharedworker", "serviceworker", "audioworklet", "paintworklet":
            return .comment("text/javascript")
        case "empty": return accepts("application/json", request) ? .json : .empty
        case nil: break
        default: return .empty
        }
        switch request.target.modifier {
        case .style: return .comment("text/css")
        case .script: return .comment("text/javascript")
        case .image, .object: return .empty
        case .none, .page, .inlineFrame, .frame, .identity, .identityRedirect, .download: break
        }
        let accept = request.fields["Accept"]
        if accept == nil || accept?.contains("*/*") == true || accepts("text/html", request) { return .page }
        return accepts("application/json", request) ? .json : .empty
    }

    private static func accepts(_ type: String, _ request: ReplayRequest) -> Bool {
        request.fields.all("Accept").joined(separator: ",").lowercased().contains(type)
    }
}
