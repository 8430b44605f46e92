// SPDX-License-Identifier: EUPL-1.2

/// The profile of the crawls in these tests: like `generic`, but impatient, and it knows the walls of the demonstration.
enum TestProfile {
    static let name = "test"

    static func text(retries: Int = 2, maxPages: Int = 1000) -> String {
        """
        # SPDX-License-Identifier: EUPL-1.2
        profile: test
        version: 1
        title: Impatient
        about: >
          For tests.

        match:
          - kind: page
            url: "{scheme}://{authority}/**"

        seed:
          - url: "{url}"
            as: page

        page:
          - kind: other
            url: "/**"
            next:
              - link-header: next
              - html-rel: next
            max-pages: \(maxPages)

        follow:
          - "/**"

        ignore:
          - "/**/logout**"

        politeness:
          delay: 0ms
          concurrency: 4
          robots: requisites-exempt
          retry-after-cap: 15m
          max-retries: \(retries)
          backoff: { first: 100ms, factor: 2, cap: 200ms }

        walls:
          - name: sign-in page
            kind: login
            body: ["type=\\"password\\""]
          - name: cookie page
            kind: consent
            body: ["action=\\"/consent?"]
          - name: are you human
            kind: captcha
            body: ["g-recaptcha"]
        """
    }
}
