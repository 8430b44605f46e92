// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A Misskey server: all by POST, pages by the id of the last note. Built from documentation.
struct MisskeyServer {
    static let origin = "http://misskey.demo.test"
    private static let posts = PlatformPost.timeline().map { Note(post: $0) }

    func response(for request: DemoRequest) -> DemoResponse {
        let parts = request.segments
        if parts.first == "notes" || parts.first == "@" + FediverseSite.user {
            return .html("<!doctype html><title>Misskey</title>")
        }
        guard parts.first == "api", request.method == "POST" else { return .json([:], status: 404) }
        let asked = Self.texts(request.body)
        switch parts.dropFirst().joined(separator: "/") {
        case "users/show":
            if asked["username"] == "geschorst" {
                return .json(["error": ["code": "USER_SUSPENDED", "message": "User is suspended."]], status: 403)
            }
            guard asked["username"] == FediverseSite.user else {
                return .json(["error": ["code": "NO_SUCH_USER", "message": "No such user."]], status: 404)
            }
            return .json(["id": "9zdijkgraaf", "username": .string(FediverseSite.user), "notesCount": 45])
        case "users/notes":
            let start = asked["untilId"].flatMap { id in Self.posts.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
            return .json(.array(Self.posts.dropFirst(start).prefix(FediverseSite.perPage).map(\.json)))
        case "notes/children": return .json([])
        default: return .json(["error": ["code": "UNKNOWN_API_ENDPOINT"]], status: 404)
        }
    }

    /// The texts of a flat JSON object, good for what is sent here.
    private static func texts(_ body: [UInt8]) -> [String: String] {
        let parts = String(decoding: body, as: UTF8.self).split(separator: "\"", omittingEmptySubsequences: false)
        var texts: [String: String] = [:]
        for place in parts.indices where place + 2 < parts.count && parts[place + 1] == ":" {
            texts[String(parts[place])] = String(parts[place + 2])
        }
        return texts
    }

    static var truth: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@" + FediverseSite.user)
        truth.posts = posts.map(\.truth)
        truth.counters = ["posts": 45]
        return truth
    }

    static var suspended: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@geschorst")
        truth.outcomes = [origin + "/api/users/show": "gone"]
        truth.state = "suspended"
        return truth
    }

    /// A note, or a renote without a word.
    private struct Note {
        let post: PlatformPost

        var id: String {
            let text = String(post.date * 1000 - 946_684_800_000, radix: 36)
            return String(repeating: "0", count: max(0, 8 - text.utf8.count)) + text + "aa"
        }
        var files: [String] {
            (0..<post.images).map { MisskeyServer.origin + "/media_attachments/\(id)n\($0).png" }
        }

        var json: JSONValue {
            let isRenote = post.kind == .repost
            let files: JSONValue = .array(files.map { ["url": .string($0)] })
            return [
                "id": .string(id), "userId": "9zdijkgraaf",
                "createdAt": .string(ArchiveDate(seconds: post.date).iso8601),
                "text": isRenote ? nil : .string(post.text),
                "renoteId": isRenote ? "9other" : nil, "repliesCount": .number(post.number % 10 == 0 ? 1 : 0),
                "files": files,
            ]
        }

        var truth: PlatformTruth.Post {
            PlatformTruth.Post(
                id: id, url: MisskeyServer.origin + "/notes/\(id)", date: post.date,
                relation: post.kind == .repost ? .repost : .own, media: files)
        }
    }
}
