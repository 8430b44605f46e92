// SPDX-License-Identifier: EUPL-1.2

import DemoSite

/// A small platform at `social.test`: accounts whose posts are listed by POST, three a page, newest first.
///
/// Post 1 is of 2020-01-01, each further one ten days older. Every third has answers by others, one below the other.
struct PostSite: PlatformSite {
    var name = "posts"
    var hosts = ["social.test", "media.social.test"]
    var truth: [PlatformTruth] = []
    var posts = 12
    /// Lists of this account are closed from its second page on.
    static let walled = "dicht"
    /// This account has posts by its counter, and shows none.
    static let hollow = "hol"

    static func date(_ post: Int) -> String {
        // Counted back from 2020-01-01, day by day over months of their real length.
        var (year, month, day) = (2020, 1, 1)
        for _ in 0..<((post - 1) * 10) {
            day -= 1
            guard day == 0 else { continue }
            month -= 1
            if month == 0 { (year, month) = (year - 1, 12) }
            day = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)T12:00:00Z"
    }

    func response(for request: DemoRequest) -> DemoResponse {
        let path = request.path.split(separator: "/").map(String.init)
        switch path.first {
        case "robots.txt": return text("User-agent: *\nAllow: /\n", "text/plain")
        case "account":
            let count = path.last == Self.hollow ? "1,234" : "\(posts)"
            return text("{\"user\":\"\(path.last ?? "")\",\"posts\":\"\(count)\"}", "application/json")
        case "list": return list(String(decoding: request.body, as: UTF8.self), method: request.method)
        case "answers": return answers(path[1])
        case "moved": return moved(path.last ?? "")
        case "post": return text("<title>Post</title><img src=\"/img/\(path.last ?? "").png\">", "text/html")
        case "img":
            return DemoResponse(
                fields: [DemoField("Content-Type", "image/png")], body: [.bytes(Array("png \(path.last ?? "")".utf8))])
        default: return text("<title>\(path.last ?? "")</title>", "text/html")
        }
    }

    /// `{"u":"name","after":3}`: the three posts behind the third.
    private func list(_ body: String, method: String) -> DemoResponse {
        guard method == "POST", let start = Int(body.filter(\.isNumber)) else {
            return text("{\"error\":\"POST only\"}", "application/json", status: 405)
        }
        if body.contains(Self.hollow) { return text("{\"posts\":[],\"next\":null}", "application/json") }
        if body.contains(Self.walled), start > 0 {
            return text("<title>Log in</title><input type=\"password\">", "text/html", status: 403)
        }
        let page = (start + 1)...(start + 3)
        let items = page.filter { $0 <= posts }.map { post in
            """
            {"id":"p\(post)","at":"\(Self.date(post))","image":"/img/\(post).png","top":\(post == 2),
            "answers":\(post % 3 == 0)}
            """
        }
        let next = start + 3 < posts ? "\(start + 3)" : "null"
        return text("{\"posts\":[\(items.joined(separator: ","))],\"next\":\(next)}", "application/json")
    }

    /// Each answer has an answer below it.
    private func answers(_ post: String) -> DemoResponse {
        text(
            "{\"posts\":[{\"id\":\"\(post)x\",\"at\":\"2015-01-01T00:00:00Z\",\"image\":\"/img/\(post)x.png\",\"answers\":true}]}",
            "application/json")
    }

    /// Redirects of a POST: to the list by POST again, or to a page by GET.
    private func moved(_ status: String) -> DemoResponse {
        DemoResponse(
            status: Int(status) ?? 302, fields: [DemoField("Location", status == "307" ? "/list" : "/seen/\(status)")])
    }

    private func text(_ text: String, _ type: String, status: Int = 200) -> DemoResponse {
        DemoResponse(status: status, fields: [DemoField("Content-Type", type)], body: [.bytes(Array(text.utf8))])
    }

    static let profile = """
        # SPDX-License-Identifier: EUPL-1.2
        profile: posts
        version: 1
        title: Posts
        about: >
          For tests.

        match:
          - kind: profile
            url: "{scheme}://social.test/@{user:word}"
            hosts: [social.test]

        lanes:
          - { name: api, about: "lists" }
          - { name: closed, about: "more", credential: social-token }

        seed:
          - { url: "{scheme}://social.test/account/{user}", as: api, for: profile, lane: api }
          - { url: "{scheme}://social.test/list", as: api, for: profile, lane: api, method: POST, body: '{"u":"{user}","after":0}', type: application/json }
          - { url: "{scheme}://social.test/more/{user}", as: api, for: profile, lane: closed }

        api:
          - name: account
            on: "//social.test/account/*"
            counters: { posts: /posts }
          - name: list
            on: "//social.test/list"
            method: POST
            next:
              - { json: /next, url: "{scheme}://social.test/list", body: '{"u":"{user}","after":{value}}', type: application/json }
            posts:
              - each: "/posts/*"
                id: /id
                date: { at: /at, as: iso }
                pinned: [/top]
                media: [/image]
            yields:
              - { each: "/posts/*", from: /image, as: media, post: /id }
              - { each: "/posts/*", from: /id, url: "{scheme}://social.test/post/{value}", as: page, post: /id }
              - { each: "/posts/*", from: /id, where: [/answers], url: "{scheme}://social.test/answers/{value}", as: api, post: /id, context: true }
          - name: answers
            on: "//social.test/answers/*"
            posts:
              - each: "/posts/*"
                id: /id
                date: { at: /at, as: iso }
                context: true
                media: [/image]
            yields:
              - { each: "/posts/*", from: /image, as: media, post: /id }
              - { each: "/posts/*", from: /id, url: "{scheme}://social.test/answers/{value}", as: api, post: /id, context: true }

        pause: { after: 2, for: 6h }

        answers:
          - name: sign-in form
            outcome: walled:login
            status: [403]
            body: ['type="password"']
            account: private
        """
}
