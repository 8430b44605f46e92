// SPDX-License-Identifier: EUPL-1.2

import Scope
import Testing

@Suite struct HopPathTests {
    @Test(arguments: [
        ("", 0, 0, true), ("R", 0, 0, true), ("L", 1, 0, false), ("LE", 1, 1, false), ("LERE", 1, 2, false),
        ("ELE", 1, 1, false), ("PPP", 0, 0, false), ("LRPLSA", 2, 0, false), ("é", 2, 0, false),
    ])
    func `a path knows its links and the embeds at its end`(text: String, links: Int, embeds: Int, isSeed: Bool) {
        let path = HopPath(text)
        #expect(path.linkCount == links)
        #expect(path.trailingEmbeds == embeds)
        #expect(path.isSeed == isSeed)
        #expect(path.description == text)
    }

    @Test func `a hop is added at the end`() {
        #expect(HopPath("L").appending(HopPath.embed).appending(HopPath.redirect) == HopPath("LER"))
        #expect(HopPath("LER").isRedirect)
    }

    @Test func `robots policies differ in what they bind`() {
        #expect(RobotsPolicy.obey.binds(HopPath("LE")))
        #expect(!RobotsPolicy.requisitesExempt.binds(HopPath("LER")))
        #expect(RobotsPolicy.requisitesExempt.binds(HopPath("LEL")))
        #expect(!RobotsPolicy.ignore.binds(HopPath("L")))
        #expect(RobotsPolicy(rawValue: "requisites-exempt") == .requisitesExempt)
    }
}
