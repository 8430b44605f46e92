// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Testing

@Suite struct AnswerRuleTests {
    private static let rules = """
        walls:
          - { name: sign in, kind: login, body: "please sign in" }
        answers:
          - { name: rate limit in the body, outcome: throttled, status: 200, json: { "/errors/*/code": [ 29, 88 ] } }
          - { name: account is gone, outcome: gone, json: { /error/reason: "Suspend*", /error: "*" }, account: suspended }
          - { name: page says private, outcome: "walled:login", in: { script: d }, json: { /status: 10222 }, account: private }
          - { name: nothing at all, outcome: empty, status: [ 200, 500-599 ], no-body: true, url: "/api/**", retry: true }
          - { name: no robots, outcome: "walled:challenge", status: 999 }
          - { name: other format, outcome: "failed:protocol", type: "text/*", url: "/api/**" }
          - { name: home, outcome: not-found, redirect-to: "/" }
        """

    private func judgement(
        _ body: String, status: Int = 200, url: String = "https://coo.example/x", type: String? = "application/json",
        isWhole: Bool = true, location: String? = nil
    ) throws -> AnswerJudgement? {
        try LanguageSample.profile(Self.rules).judgement(
            status: status, url: url, mediaType: type, bodyPrefix: Array(body.utf8), isWhole: isWhole,
            location: location)
    }

    @Test func `an answer is what it says, not what its status says`() throws {
        #expect(
            try judgement(#"{"errors": [{"code": 1}, {"code": "88"}]}"#)
                == AnswerJudgement(outcome: "throttled", name: "rate limit in the body", isRetryable: true))
        #expect(
            try judgement(#"{"error": {"reason": "Suspended"}}"#, status: 403)
                == AnswerJudgement(outcome: "gone", name: "account is gone", account: .suspended))
        #expect(
            try judgement(#"<p><script id=d>{"status": 10222}</script>"#, type: "text/html")
                == AnswerJudgement(outcome: "walled:login", name: "page says private", account: .private))
        #expect(
            try judgement("", url: "https://coo.example/api/1", type: nil)
                == AnswerJudgement(outcome: "empty", name: "nothing at all", isRetryable: true))
        #expect(try judgement("x", status: 999)?.outcome == "walled:challenge")
        #expect(
            try judgement("x", url: "https://coo.example/api/1", type: "Text/Plain; charset=x")?.outcome
                == "failed:protocol")
        #expect(try judgement("", status: 302, location: "https://coo.example/")?.outcome == "not-found")
    }

    @Test func `walls go before answers`() throws {
        #expect(
            try judgement(#"{"errors": [{"code": 29}], "m": "Please SIGN in"}"#)
                == AnswerJudgement(outcome: "walled:login", name: "sign in"))
    }

    @Test(
        arguments: [
            #"{"errors": []}"#, #"{"errors": [{"code": 880}]}"#, "{}", "[1]", "no JSON", #"{"error": null}"#,
            #"{"error": {"reason": "none"}}"#,
            "<script id=d>{}</script>", "<script id=d>",
        ])
    func `an honest answer is not judged`(_ body: String) throws {
        #expect(try judgement(body) == nil)
        #expect(try judgement(body, type: "text/html") == nil)
    }

    @Test func `what is not there whole is not judged by its JSON or its emptiness`() throws {
        #expect(try judgement(#"{"errors": [{"code": 29}]}"#, isWhole: false) == nil)
        #expect(try judgement("", url: "https://coo.example/api/1", type: nil, isWhole: false) == nil)
        // A script can be whole in a page that is not.
        #expect(
            try judgement(#"<script id=d>{"status": 10222}</script><p"#, type: "text/html", isWhole: false)?.account
                == .private)
    }

    @Test func `a profile without rules judges nothing`() throws {
        #expect(
            try LanguageSample.profile("").judgement(
                status: 200, url: "https://coo.example/", mediaType: nil, bodyPrefix: [], isWhole: true) == nil)
    }

    @Test func `headers of a lane, with credentials to be filled in`() throws {
        let profile = try LanguageSample.profile(
            """
            headers:
              - { name: Accept, value: application/json, for: api }
              - { name: Authorization, value: "Bearer {credential:coo-key}", lane: api }
              - { name: X-Note, value: "{not:one}" }
            """)
        #expect(profile.headers(for: .api).map(\.name) == ["Accept", "X-Note"])
        #expect(profile.headers(for: .page, lane: "page").map(\.name) == ["X-Note"])
        let fields = profile.headers(for: .api, lane: "api")
        #expect(fields.map(\.name) == ["Accept", "Authorization", "X-Note"])
        #expect(fields[1].credentials == ["coo-key"])
        #expect(fields[1].filled(credentials: ["coo-key": "s3"]) == "Bearer s3")
        #expect(fields[1].filled(credentials: [:]) == nil)
        #expect(fields[2].filled(credentials: [:]) == "{not:one}")
    }

    @Test func `pause, secrets, group and detection are read`() throws {
        let profile = try LanguageSample.profile(
            """
            pause: { after: 3, for: 6h }
            secrets: { headers: [ X-Guest-Token ], cookies: ct0, parameters: [ access_token ], json: [ /access_token ] }
            politeness: { group: domain }
            detect: { nodeinfo: [ Mastodon, pleroma ] }
            """)
        #expect(profile.pause == PauseRule(after: 3, milliseconds: 21_600_000))
        #expect(profile.secrets.headers == ["x-guest-token"])
        #expect(profile.secrets.cookies == ["ct0"])
        #expect(profile.secrets.parameters == ["access_token"])
        #expect(profile.secrets.json.map(\.text) == ["/access_token"])
        #expect(profile.politeness.group == .domain)
        #expect(profile.detection.nodeinfo == ["mastodon", "pleroma"])
        #expect(profile.lanes.map(\.credential) == [nil, "coo-key"])
    }
}
