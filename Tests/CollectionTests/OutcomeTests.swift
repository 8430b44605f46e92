// SPDX-License-Identifier: EUPL-1.2

import Collection
import Testing

@Suite struct OutcomeTests {
    private static let all: [Outcome] =
        [.captured, .revisit, .notModified, .redirected, .notFound, .gone, .throttled, .empty, .truncated]
        + [Outcome.Reason.robots, .scope, .limit, .address].map { Outcome.refused($0) }
        + [Outcome.Reason.login, .consent, .captcha, .challenge].map { Outcome.walled($0) }
        + [Outcome.Reason.dns, .connect, .tls, .timeout, .protocol].map { Outcome.failed($0) }

    @Test func `the list is closed: each kind and reason is on it once, and each is read as it is written`() {
        #expect(Set(Self.all.map(\.kind)) == Set(Outcome.Kind.allCases))
        #expect(Set(Self.all.compactMap(\.reason)) == Set(Outcome.Reason.allCases))
        #expect(Set(Self.all.map(\.description)).count == Self.all.count)
        for outcome in Self.all { #expect(Outcome(outcome.description) == outcome) }
    }

    @Test(arguments: [
        "", "Captured", "captured:", "refused:other", "refused:robots:x", "failed:login:", ":", "stored",
        "captured:robots", "failed:login", "refused:dns", "walled:limit", "refused", "failed",
    ])
    func `a word that is not on the list is no outcome`(text: String) {
        #expect(Outcome(text) == nil)
    }

    @Test func `a success is no gap, and what scope, robots or the server took away is neither`() {
        for outcome in Self.all { #expect(!(outcome.isSuccess && outcome.isGap), "\(outcome)") }
        let neither = Self.all.filter { !$0.isSuccess && !$0.isGap }
        #expect(Set(neither) == [.notFound, .gone, .refused(.robots), .refused(.scope)])
    }
}
