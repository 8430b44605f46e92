// SPDX-License-Identifier: EUPL-1.2

import DemoSite
import TestSupport
import Testing

/// The demonstration site and its misbehaving pages, each captured twice: what the judges judge.
struct DemoCapture: Sendable {
    @TaskLocal static var current: DemoCapture?

    /// The collection with two runs over the whole site.
    let site: String
    /// The collection with two runs over answers that are odd, but whole.
    let odd: String
    let truth: DemoTruth

    /// Answers that are correct but unusual, or wrong in a way that a crawler bears; all below `/behaviour/`.
    static let oddPages = [
        "chunked?bytes=100", "redirect-chain?count=5", "wrong-type?type=image/png", "no-type", "empty", "404", "410",
        "big?bytes=2500000&seed=1", "gzip", "deflate", "deflate-raw", "gzip-lies", "gzip-cut", "gzip-corrupt",
        "encoding-latin-1", "encoding-utf-16", "encoding-broken-utf-8", "wire-chunk-extensions",
        "wire-length-and-chunks", "wire-too-long", "wire-two-lengths", "wire-until-close", "wire-http10",
        "wire-no-reason", "wire-bare-newlines", "wire-folded-field", "wire-non-ascii-fields", "wire-early-hints",
        "wire-odd-status", "wire-204-with-body", "wire-bad-location", "wire-non-ascii-location", "wire-cookie",
    ]

    static func required() throws -> DemoCapture { try #require(current, "the suite needs the trait .demoCapture") }

    /// Both collections.
    var folders: [CollectionFolder] { [CollectionFolder(path: site), CollectionFolder(path: odd)] }
}

/// Makes a ``DemoCapture`` once for a suite, and removes it at the end.
struct DemoCaptureTrait: SuiteTrait, TestScoping {
    @concurrent func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory()
        let server = DemoServer()
        let port = try await server.start()
        let base = "http://127.0.0.1:\(port)"
        let (site, odd) = (folder.appending("site"), folder.appending("odd"))
        do {
            for _ in 0..<2 {
                let result = try await Kabinet.crawl([base + "/"], into: site)
                try #require(result.status == 0, "\(result.output)\(result.errors)")
            }
            for _ in 0..<2 {
                let seeds = DemoCapture.oddPages.map { "\(base)/behaviour/\($0)" }
                let result = try await Kabinet.crawl(seeds, into: odd, ["--scope", "page"])
                // 5: some of these answers are gaps.
                try #require([0, 5].contains(result.status), "\(result.output)\(result.errors)")
            }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        let capture = DemoCapture(site: site, odd: odd, truth: server.world.truth(.site, base: base))
        try await DemoCapture.$current.withValue(capture) { try await function() }
    }
}

/// All suites that look at the demonstration's captures, so that they are made once.
@Suite(.needsInterop, .demoCapture) struct DemoCaptureTests {}

extension Trait where Self == DemoCaptureTrait {
    static var demoCapture: Self { DemoCaptureTrait() }
}
