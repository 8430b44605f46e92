// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The part of Mastodon's API that needs no account: look-up, statuses with `Link` paging, threads.
struct MastodonAPI {
    let world: DemoWorld
    let links: SiteLinks

    /// The answer to a path below `/api/v1`, or nil if there is none.
    func response(_ segments: ArraySlice<String>, _ query: DemoQuery) -> DemoResponse? {
        let parts = Array(segments)
        switch parts.first {
        case "accounts" where parts.count == 2 && parts[1] == "lookup":
            guard let account = query["acct"].flatMap({ world.account($0) }) else { return notFound }
            return .json(self.account(account))
        case "accounts" where parts.count >= 2:
            guard let account = world.accounts.first(where: { $0.id == parts[1] }) else { return notFound }
            if parts.count == 2 { return .json(self.account(account)) }
            return parts.count == 3 && parts[2] == "statuses" ? statuses(of: account, query) : nil
        case "statuses" where parts.count >= 2:
            guard let post = world.post(parts[1]) else { return notFound }
            if parts.count == 2 { return .json(status(post)) }
            guard parts.count == 3 else { return nil }
            return switch parts[2] {
            case "context": context(of: post)
            case "history": history(of: post)
            default: nil
            }
        default: return nil
        }
    }

    private var notFound: DemoResponse { .json(.object([("error", "Record not found")]), status: 404) }

    private func statuses(of account: DemoAccount, _ query: DemoQuery) -> DemoResponse {
        let limit = min(max(query["limit"].flatMap { Int($0) } ?? 20, 1), 40)
        var posts = world.timeline(of: account, withReplies: query["exclude_replies"] != "true")
        if query["exclude_reblogs"] == "true" { posts.removeAll { $0.kind.name == "boost" } }
        if query["only_media"] == "true" { posts.removeAll { $0.images.isEmpty && $0.film == nil } }
        if query["pinned"] == "true" { posts.removeAll { !$0.isPinned } }
        if let newest = query["max_id"].flatMap({ Int64($0) }) { posts.removeAll { (Int64($0.id) ?? 0) >= newest } }
        if let oldest = query["since_id"].flatMap({ Int64($0) }) { posts.removeAll { (Int64($0.id) ?? 0) <= oldest } }
        if let oldest = query["min_id"].flatMap({ Int64($0) }) {
            // The page right after `min_id`, unlike `since_id`, which takes the newest page.
            posts = posts.filter { (Int64($0.id) ?? 0) > oldest }.suffix(limit)
        }
        let page = posts.prefix(limit)
        var response = DemoResponse.json(.array(page.map { status($0) }))
        if let first = page.first, let last = page.last {
            let kept = query.pairs.filter { !["max_id", "min_id", "since_id"].contains($0.name) }
                .map { "\(Markup.percentEncode($0.name))=\(Markup.percentEncode($0.value))&" }.joined()
            let base = links.absolute("/api/v1/accounts/\(account.id)/statuses?\(kept)")
            var targets = ["<\(base)min_id=\(first.id)>; rel=\"prev\""]
            if posts.count > limit { targets.insert("<\(base)max_id=\(last.id)>; rel=\"next\"", at: 0) }
            response.add("Link", targets.joined(separator: ", "))
        }
        response.add("X-RateLimit-Limit", "300")
        response.add("X-RateLimit-Remaining", "299")
        return response
    }

    private func context(of post: DemoPost) -> DemoResponse {
        // Mastodon gives at most 40 ancestors and 60 descendants to those who are not signed in.
        .json(
            .object([
                ("ancestors", .array(world.ancestors(of: post).prefix(40).map { status($0) })),
                ("descendants", .array(world.descendants(of: post).prefix(60).map { status($0) })),
            ]))
    }

    private func history(of post: DemoPost) -> DemoResponse {
        let versions = post.earlierTexts + [post.text]
        return .json(
            .array(
                versions.enumerated().map { index, text in
                    .object([
                        ("content", .string(PostCard.html(of: text, world))),
                        (
                            "created_at",
                            .string((index == 0 ? post.created : post.edited ?? post.created).iso8601Seconds)
                        ),
                    ])
                }))
    }

    func account(_ account: DemoAccount) -> JSONValue {
        let own = world.timeline(of: account, withReplies: true)
        return .object([
            ("id", .string(account.id)), ("username", .string(account.handle)), ("acct", .string(account.handle)),
            ("display_name", .string(account.name)), ("locked", .boolean(false)), ("bot", .boolean(false)),
            ("created_at", .string(account.joined.iso8601Seconds)),
            ("note", .string(PostCard.html(of: account.biography, world))),
            ("url", .string(links.absolute(account.path))),
            ("uri", .string(links.absolute("/users/" + account.handle))),
            ("avatar", .string(links.absoluteMedia(account.avatarOriginalPath))),
            ("avatar_static", .string(links.absoluteMedia(account.avatarPath))),
            ("header", .string(links.absoluteMedia(account.headerPath))),
            ("followers_count", .number(account.followers)), ("following_count", .number(account.following)),
            ("statuses_count", .number(own.count)),
            ("last_status_at", own.first.map { .string(String($0.created.iso8601Seconds.prefix(10))) } ?? .null),
            (
                "fields",
                .array(
                    account.facts.map { fact in
                        .object([
                            ("name", .string(fact[0])), ("value", .string(PostCard.html(of: fact[1], world))),
                            ("verified_at", .null),
                        ])
                    })
            ),
        ])
    }

    func status(_ post: DemoPost) -> JSONValue {
        .object(identity(of: post) + content(of: post))
    }

    private func identity(of post: DemoPost) -> [(String, JSONValue)] {
        let parent = post.repliesTo.flatMap { world.post($0) }
        let parentAccount = parent.flatMap { world.account($0.author) }
        let page = post.kind.name == "boost" ? world.shown(by: post) ?? post : post
        return [
            ("id", .string(post.id)),
            ("created_at", .string(post.created.iso8601Seconds)),
            ("edited_at", .optional(post.edited?.iso8601Seconds)),
            ("in_reply_to_id", .optional(parent?.id)),
            ("in_reply_to_account_id", .optional(parentAccount?.id)),
            ("sensitive", .boolean(false)), ("spoiler_text", ""), ("visibility", "public"),
            ("language", .string(post.language)),
            ("uri", .string(links.absolute("/users/\(post.author)/statuses/\(post.id)"))),
            ("url", .string(links.absolute(page.permalink))),
        ]
    }

    private func content(of post: DemoPost) -> [(String, JSONValue)] {
        let tags = post.tags.map { tag in
            JSONValue.object([("name", .string(tag)), ("url", .string(links.absolute(SiteLinks.tag(tag))))])
        }
        return [
            ("replies_count", .number(world.repliesByParent[post.id]?.count ?? 0)),
            ("reblogs_count", .number(post.boosts)), ("favourites_count", .number(post.likes)),
            ("pinned", .boolean(post.isPinned)), ("content", .string(PostCard.html(of: post.text, world))),
            ("reblog", boosted(by: post)), ("quote", quote(post)),
            ("account", world.account(post.author).map { account($0) } ?? .null),
            ("media_attachments", .array(attachments(of: post))), ("mentions", .array([])), ("tags", .array(tags)),
            ("emojis", .array([])), ("card", .null), ("poll", .null),
        ]
    }

    private func boosted(by post: DemoPost) -> JSONValue {
        guard case .boost = post.kind, let original = world.shown(by: post) else { return .null }
        return status(original)
    }

    private func quote(_ post: DemoPost) -> JSONValue {
        guard case .quote = post.kind, let quoted = world.shown(by: post) else { return .null }
        return .object([("state", "accepted"), ("quoted_status", status(quoted))])
    }

    private func attachments(of post: DemoPost) -> [JSONValue] {
        var result = post.images.enumerated().map { index, image in
            attachment(
                "\(post.id)\(index)", "image", image.path(width: 1080), image.path(width: 360), image.description, 1080,
                720)
        }
        if let film = post.film {
            result.append(attachment(post.id + "9", "video", film.path, film.posterPath, film.description, 192, 112))
        }
        return result
    }

    private func attachment(
        _ id: String, _ type: String, _ path: String, _ preview: String, _ description: String, _ width: Int,
        _ height: Int
    ) -> JSONValue {
        .object([
            ("id", .string(id)), ("type", .string(type)), ("url", .string(links.absoluteMedia(path))),
            ("preview_url", .string(links.absoluteMedia(preview))), ("remote_url", .null),
            ("description", .string(description)),
            ("meta", .object([("original", .object([("width", .number(width)), ("height", .number(height))]))])),
        ])
    }
}
