// SPDX-License-Identifier: EUPL-1.2

/// How the pages of one answer spell their addresses.
struct SiteLinks: Sendable {
    /// `http://host:port`, from the Host field of the request.
    let origin: String
    /// Where pictures and films are, if not on the site itself.
    let mediaBase: String?
    let paging: DemoWorld.Paging

    /// A picture or film as a page names it: a path, or an address on the media host.
    func media(_ path: String) -> String { (mediaBase ?? "") + path }

    /// A picture or film with scheme and host, as in Open Graph and the API.
    func absoluteMedia(_ path: String) -> String { (mediaBase ?? origin) + path }

    /// A page with scheme and host.
    func absolute(_ path: String) -> String { origin + path }

    /// Page `number` of the list at `base`.
    func page(_ number: Int, of base: String) -> String {
        guard number > 1 else { return base }
        return switch paging {
        case .query: base + "?page=\(number)"
        case .path: base + "/page/\(number)"
        }
    }

    /// The page of a hashtag.
    static func tag(_ name: String) -> String { "/tags/" + Markup.percentEncode(name.lowercased()) }
}
