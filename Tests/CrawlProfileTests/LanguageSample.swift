// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

/// A platform made up for the tests of the language: the first lines of a profile, to which a test adds its rules.
enum LanguageSample {
    static let head = """
        profile: coo
        version: 1
        title: Coo
        match:
          - { kind: profile, url: "{scheme}://coo.example/{user:word}", hosts: coo.example }
        seed:
          - { url: "{origin}/{user}", as: page }
        lanes:
          - { name: page, about: pages }
          - { name: api, about: the interface, credential: coo-key }

        """

    static func profile(_ rules: String) throws -> Profile {
        let reading = Profile.parse(head + rules, file: "coo.yaml")
        return try #require(reading.profile, "\(reading.findings)")
    }

    static func findings(_ rules: String) -> [String] {
        Profile.parse(head + rules, file: "coo.yaml").findings.map(\.description)
    }

    /// What an answer leads to for the account `anna`.
    static func reading(
        _ rules: String, _ body: String, url: String = "https://coo.example/api/anna",
        type: String = "application/json", fields: [(String, String)] = [], request: RequestContent? = nil
    ) throws -> Profile.Discoveries {
        let profile = try profile(rules)
        let match = try #require(profile.match(seed: "coo.example/anna"))
        return profile.reading(
            url: url, mediaType: type, statusCode: 200, fields: fields, body: Array(body.utf8), request: request,
            seed: match)
    }
}
