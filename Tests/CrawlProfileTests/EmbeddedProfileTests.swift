// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import CrawlProfile

@Suite struct EmbeddedProfileTests {
    @Test func `every profile of the project is built in, as it is in its file`() throws {
        let folder = PackageRoot.appending("crawl-profiles")
        let files = ProfileLibrary(directories: [folder])
        for name in files.names() {
            let text = try #require(files.profile(name).profile).text
            #expect(BuiltInProfiles.texts[name] == text, "\(name)")
        }
        #expect(!BuiltInProfiles.texts.isEmpty)
    }

    @Test func `a program alone in the world still knows its profiles`() {
        let library = ProfileLibrary(directories: ["/nowhere"])
        #expect(library.profile("generic").profile?.name == "generic")
        #expect(library.names() == BuiltInProfiles.texts.keys.sorted())
    }
}
