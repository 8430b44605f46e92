// SPDX-License-Identifier: EUPL-1.2

/// The server on which the accounts live: the repository, its records and the originals.
struct BlueskyServer {
    private static let perPage = 20

    func response(for request: DemoRequest) -> DemoResponse {
        let query = request.query
        guard let account = BlueskySite.account(query["did"] ?? query["repo"]) else {
            return .error("RepoNotFound", "Could not find repo")
        }
        switch request.segments.last {
        case "com.atproto.sync.getRepo":
            return DemoResponse(
                fields: [DemoField("Content-Type", "application/vnd.ipld.car")],
                body: [.bytes(Self.repository(account))])
        case "com.atproto.repo.listRecords": return records(account, query)
        case "com.atproto.repo.describeRepo":
            return .json(["handle": .string(account.handle), "did": .string(account.did), "handleIsCorrect": true])
        case "com.atproto.sync.listBlobs": return blobs(account, query)
        case "com.atproto.sync.getBlob":
            let name = query["cid"] ?? ""
            return name.contains("film") ? PlatformMedia.film(name) : PlatformMedia.image(name, width: 192)
        default: return .error("MethodNotImplemented", "Method Not Implemented", status: 501)
        }
    }

    private func records(_ account: BlueskyAccount, _ query: DemoQuery) -> DemoResponse {
        guard query["collection"] == "app.bsky.feed.post" else { return .json(["records": []]) }
        let posts = account.posts.filter { $0.post.kind != .repost }
        let start = query.number("cursor") ?? 0
        let page = posts.dropFirst(start).prefix(Self.perPage)
        let answer: JSONValue = [
            "records": .array(
                page.map {
                    ["uri": .string($0.uri), "cid": .string("bafyreipost\($0.post.number)"), "value": $0.record]
                })
        ]
        let next = start + Self.perPage
        return .json(next < posts.count ? answer.with([("cursor", .string("\(next)"))]) : answer)
    }

    private func blobs(_ account: BlueskyAccount, _ query: DemoQuery) -> DemoResponse {
        let names = account.blobs
        let start = query.number("cursor") ?? 0
        let answer: JSONValue = ["cids": .array(names.dropFirst(start).prefix(Self.perPage).map { .string($0) })]
        let next = start + Self.perPage
        return .json(next < names.count ? answer.with([("cursor", .string("\(next)"))]) : answer)
    }

    /// A CAR file of version 1 with one block: the header names it as the root, and it holds the account's DID.
    private static func repository(_ account: BlueskyAccount) -> [UInt8] {
        let block: [UInt8] =
            [0xa1, 0x63] + Array("did".utf8) + [0x78, UInt8(account.did.utf8.count)] + Array(account.did.utf8)
        let digest: [UInt8] = Array(repeating: 0x5a, count: 32)
        let cid: [UInt8] = [0x01, 0x71, 0x12, 0x20] + digest
        let header: [UInt8] =
            [0xa2, 0x65] + Array("roots".utf8) + [0x81, 0xd8, 0x2a, 0x58, 0x25, 0x00] + cid + [0x67]
            + Array("version".utf8) + [0x01]
        return [UInt8(header.count)] + header + [UInt8(cid.count + block.count)] + cid + block
    }
}

extension BlueskyAccount {
    /// The originals of its pictures and films.
    var blobs: [String] {
        posts.filter { $0.post.kind != .repost }.flatMap { $0.images + ($0.film.map { [$0] } ?? []) }
    }
}
