// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@Test func `the package root holds the manifest`() throws {
    #expect(TestFile.text(PackageRoot.appending("Package.swift"))?.contains("swift-tools-version") == true)
    let directory = try TemporaryDirectory()
    let file = try directory.write([1, 2], to: "a/b")
    #expect(TestFile.bytes(file) == [1, 2])
}

@Suite(.needsBrowser) struct Tiers {
    @Test func `browser`() { #expect(Tier.hasBrowser) }
}
