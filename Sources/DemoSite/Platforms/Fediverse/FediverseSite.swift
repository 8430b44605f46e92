// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Four servers that speak Mastodon's language or nearly so: Mastodon, one that is closed to strangers, GoToSocial, and Misskey.
package struct FediverseSite: PlatformSite {
    package let name = "mastodon"
    package let hosts = [
        "mastodon.demo.test", "dicht.demo.test", "gts.demo.test", "misskey.demo.test", "iemand.demo.test",
    ]

    static let user = "dijkgraaf"
    static let perPage = 20

    /// A site.
    package init() {}

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = String(request.host.prefix { $0 != ":" })
        if let software = software(host, request) { return software }
        if request.path.contains("/media_attachments/") || request.path.contains("/accounts/avatars/") {
            return request.path.hasSuffix(".mp4") ? PlatformMedia.film(request.path) : PlatformMedia.image(request.path)
        }
        switch host {
        case "mastodon.demo.test": return MastodonServer().response(for: request)
        case "dicht.demo.test" where request.path.hasPrefix("/api/"):
            return .json(["error": "This API requires an authenticated user"], status: 422)
        case "gts.demo.test": return GoToSocialServer().response(for: request)
        case "misskey.demo.test": return MisskeyServer().response(for: request)
        default: return .html("<!doctype html><title>404</title>", status: 404)
        }
    }

    /// NodeInfo (FEP-0151).
    private func software(_ host: String, _ request: DemoRequest) -> DemoResponse? {
        let name = ["gts.demo.test": "gotosocial", "misskey.demo.test": "misskey"][host] ?? "mastodon"
        switch request.path {
        case "/.well-known/nodeinfo":
            let link: JSONValue = [
                "rel": "http://nodeinfo.diaspora.software/ns/schema/2.0",
                "href": .string("http://\(host)/nodeinfo/2.0"),
            ]
            return .json(["links": [link]])
        case "/nodeinfo/2.0":
            return .json([
                "version": "2.0", "software": ["name": .string(name), "version": "1.0"], "openRegistrations": false,
            ])
        default: return nil
        }
    }

    package var truth: [PlatformTruth] {
        var closed = PlatformTruth(seed: "http://dicht.demo.test/@\(Self.user)")
        closed.outcomes = ["http://dicht.demo.test/api/v1/accounts/lookup?acct=\(Self.user)": "walled:login"]
        return [MastodonServer.truth, MastodonServer.empty, MastodonServer.suspended, MastodonServer.missing, closed]
            + [GoToSocialServer.truth, MisskeyServer.truth, MisskeyServer.suspended]
    }
}
