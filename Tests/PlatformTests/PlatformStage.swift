// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import CrawlProfile
import DemoSite
import Glibc
import TestSupport

/// Platform sites on a loopback port, and an empty folder to crawl them into: the real crawler, told to take every connection
/// there.
final class PlatformStage: Sendable {
    let folder: TemporaryDirectory
    let layout: CollectionLayout
    let server: DemoServer
    let port: Int

    private init(_ folder: TemporaryDirectory, _ server: DemoServer, _ port: Int) {
        (self.folder, self.server, self.port) = (folder, server, port)
        layout = CollectionLayout(root: folder.appending("collection"))
    }

    /// Runs `body` on a stage, and closes the sites whatever happens.
    static func with<Value>(
        _ sites: [any PlatformSite], _ body: (PlatformStage) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryDirectory()
        let server = DemoServer(sites: sites)
        let port = try await server.start()
        do {
            let value = try await body(PlatformStage(folder, server, port))
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Settings for one account, with the platform's own profile in a hurry.
    func settings(
        _ seed: String, profile: String, credentials: [String] = [], _ change: (inout CrawlSettings) -> Void = { _ in }
    ) throws -> CrawlSettings {
        let text = try Self.hasty(ProfileWalk.profile(profile).text)
        var settings = CrawlSettings(
            seeds: [CrawlSettings.Seed(text: seed, account: "account", profile: profile)], profiles: [profile: text])
        settings.delay = 0
        settings.threadDepth = 0
        settings.network.connectTo = ["::127.0.0.1:\(port)"]
        settings.network.allowedAddresses = ["127.0.0.0/8"]
        if !credentials.isEmpty {
            let lines = credentials.map { "\($0): \"geheim-1234\"\n" }.joined()
            let file = try folder.write(Array(lines.utf8), to: "credentials.yaml")
            chmod(file, 0o600)
            settings.credentialsFile = file
        }
        change(&settings)
        return settings
    }

    /// A profile whose waits are as short as can be.
    private static func hasty(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("  backoff:") ? "  backoff: { first: 100ms, factor: 1, cap: 100ms }" : String(line)
        }.joined(separator: "\n")
    }

    /// Crawls from the beginning.
    func crawl(_ settings: CrawlSettings) async throws -> CrawlEnd {
        try await CrawlSession.begin(settings, in: layout, software: "kabinet test")
            .run(stops: StopSwitch(), observer: CrawlSession.Observer(), grace: 20)
    }
}
