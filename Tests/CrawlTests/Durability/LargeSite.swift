// SPDX-License-Identifier: EUPL-1.2

import DemoSite
import Synchronization
import TestSupport

/// The demonstration site with some thousand posts on a loopback port. It makes each page and picture once.
final class LargeSite: Sendable {
    let server: DemoServer
    let port: Int
    let truth: DemoTruth
    private let profile: TemporaryDirectory

    var base: String { "http://127.0.0.1:\(port)" }

    private init(_ server: DemoServer, _ port: Int, _ truth: DemoTruth, _ profile: TemporaryDirectory) {
        (self.server, self.port, self.truth, self.profile) = (server, port, truth, profile)
    }

    /// Runs `body` with a site of so many posts, and closes it whatever happens.
    static func with<Value>(posts: Int, _ body: (LargeSite) async throws -> Value) async throws -> Value {
        var options = DemoWorld.Options()
        options.furtherPosts = posts
        options.postsPerPage = posts > 500 ? 40 : 12
        let world = DemoWorld(options)
        let server = DemoServer(world: world, sites: [RememberingSite(world)])
        let port = try await server.start()
        do {
            let profile = try TemporaryDirectory()
            try profile.write(Array(TestProfile.text(retries: 12, maxPages: 5000).utf8), to: "test.yaml")
            let truth = world.truth(.site, base: "http://127.0.0.1:\(port)")
            let value = try await body(LargeSite(server, port, truth, profile))
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    /// The command that captures it all into the collection at `root`.
    func crawl(into root: String, fileSize: Int) -> [String] {
        [
            "crawl", base + "/", "--profile", profile.appending("test.yaml"), "--delay", "0", "--quiet",
            "--file-size", String(fileSize), "--allow-address", "127.0.0.0/8", "-c", root,
        ]
    }
}

/// Answers as a world does, and remembers the answers.
private final class RememberingSite: PlatformSite {
    let name = "large"
    let hosts = ["127.0.0.1"]
    let truth: [PlatformTruth] = []
    private let world: DemoWorld
    private let answers = Mutex<[String: DemoResponse]>([:])

    init(_ world: DemoWorld) { self.world = world }

    func response(for request: DemoRequest) -> DemoResponse {
        if let answer = answers.withLock({ $0[request.target] }) { return answer }
        let answer = world.response(for: request)
        answers.withLock { $0[request.target] = answer }
        return answer
    }
}
