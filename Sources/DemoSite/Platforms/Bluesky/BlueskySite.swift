// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Bluesky in small: the public view, the directory of identities, one account server and the picture hosts.
///
/// The form of the answers follows the lexicons of atproto (MIT) and the documentation of did:plc and did:web.
package struct BlueskySite: PlatformSite {
    package let name = "bluesky"
    package let hosts = [
        "bsky.app", "public.api.bsky.app", "plc.directory", "cdn.bsky.app", "video.bsky.app", "pds.demo.test",
        "zeewering.demo.test",
    ]

    /// An account with posts on its own host, one in the directory, an empty one, and three that are not to be had.
    static let accounts = [
        BlueskyAccount(handle: "dijkgraaf.demo.test", did: "did:plc:dijkgraafdijkgraafdijkgr", count: 45),
        BlueskyAccount(handle: "zeewering.demo.test", did: "did:web:zeewering.demo.test", count: 6),
        BlueskyAccount(handle: "leeg.demo.test", did: "did:plc:leegleegleegleegleegleeg", count: 0),
        BlueskyAccount(
            handle: "stil.demo.test", did: "did:plc:stilstilstilstilstilstil", count: 3, label: "!no-unauthenticated"),
    ]
    static let gone = ["weg.demo.test": "AccountTakedown", "uit.demo.test": "AccountDeactivated"]

    /// A site.
    package init() {}

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = String(request.host.prefix { $0 != ":" })
        switch (host, request.segments.first) {
        case ("public.api.bsky.app", "xrpc"): return BlueskyView().response(for: request)
        case ("pds.demo.test", "xrpc"): return BlueskyServer().response(for: request)
        case ("plc.directory", _): return directory(request)
        case ("zeewering.demo.test", ".well-known"):
            return Self.accounts.first { $0.handle == host }.map { .json($0.document) } ?? missing
        case ("cdn.bsky.app", "img"): return PlatformMedia.image(request.path)
        case ("video.bsky.app", "watch"):
            return request.path.hasSuffix(".m3u8")
                ? .text("#EXTM3U\n", "application/vnd.apple.mpegurl") : PlatformMedia.image(request.path)
        case ("bsky.app", "profile"): return .html("<!doctype html><title>Bluesky</title><div id=root></div>")
        default: return missing
        }
    }

    private var missing: DemoResponse { .json(["error": "NotFound", "message": "Not Found"], status: 404) }

    private func directory(_ request: DemoRequest) -> DemoResponse {
        guard let account = Self.accounts.first(where: { $0.did == request.segments.first }) else { return missing }
        switch request.segments.count {
        case 1: return .json(account.document)
        case 3: return .json([["did": .string(account.did), "nullified": false]])
        default: return missing
        }
    }

    static func account(_ actor: String?) -> BlueskyAccount? {
        accounts.first { $0.handle == actor || $0.did == actor }
    }
}

/// An account of the site.
struct BlueskyAccount: Sendable {
    let handle: String
    let did: String
    let count: Int
    var label: String?

    /// Where it lives.
    static let server = "http://pds.demo.test"

    var posts: [BlueskyPost] { PlatformPost.timeline(count).map { BlueskyPost(account: self, post: $0) } }

    /// Its DID document.
    var document: JSONValue {
        [
            "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(did),
            "alsoKnownAs": [.string("at://" + handle)],
            "service": [
                ["id": "#elsewhere", "type": "Other", "serviceEndpoint": "http://elsewhere.demo.test"],
                [
                    "id": "#atproto_pds", "type": "AtprotoPersonalDataServer",
                    "serviceEndpoint": .string(Self.server),
                ],
            ],
        ]
    }

    var author: JSONValue {
        [
            "did": .string(did), "handle": .string(handle), "displayName": .string(handle),
            "avatar": .string("http://cdn.bsky.app/img/avatar_thumbnail/plain/\(did)/bafkreiavatar@jpeg"),
            "labels": .array(label.map { [["src": .string(did), "val": .string($0)]] } ?? []),
        ]
    }
}
