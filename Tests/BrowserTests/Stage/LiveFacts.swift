// SPDX-License-Identifier: EUPL-1.2

import DemoSite

/// What a browser saw of the site while it lived: what its replay is held against.
struct LiveFacts: Sendable {
    /// `PageScripts.facts` by path.
    var pages: [String: String] = [:]
    /// `PageScripts.film` of the page with a film.
    var film = ""
    /// Ways by which a hostile page got out while nothing held it.
    var reached: Set<String> = []
    /// What it reached at an address by number: request targets, and `stun`.
    var opened: Set<String> = []

    /// The page with a film, the home page and a profile.
    static func paths(_ world: DemoWorld) -> (home: String, profile: String, film: String) {
        let film = world.posts.first { $0.film != nil }?.permalink ?? ""
        return ("/", world.officials.first?.path ?? "", film)
    }

    /// Looks with a browser of its own, so that nothing of it is in the cache of the one that sees the replay.
    static func observe(_ world: DemoWorld, base: String) async throws -> LiveFacts {
        var facts = LiveFacts()
        let door = try Listener()
        let sink = try Listener { host, target in
            if host != "hostile.example" { return Listener.missing }
            return target == "/redirect"
                ? HostileCollection.redirect : HostileCollection.answer(doors: ["http://127.0.0.1:\(door.port)"])
        }
        let browser = try await Browser.start(sinkPort: sink.port)
        defer { browser.close() }
        let paths = paths(world)
        let page = try await browser.page()
        for path in [paths.home, paths.profile, paths.film] {
            try await page.open(base + path)
            facts.pages[path] = try await page.evaluate(PageScripts.facts)
        }
        facts.film = try await page.evaluate(PageScripts.film)
        try await page.close()
        // The tabs stay open: what a page has begun goes on while the next one is opened.
        for step in HostilePage.steps {
            let page = try await browser.page()
            try await page.open(HostilePage.address)
            // A step may take the page away before it could answer.
            _ = try? await page.evaluate(step.code, isClick: true)
        }
        _ = try? await Patience.wait(10, for: "every way") {
            HostilePage.ways(in: sink.visits).isSuperset(of: HostilePage.names) ? true : nil
        }
        facts.reached = HostilePage.ways(in: sink.visits)
        facts.opened = Set(door.visits.map { $0.host == "stun" ? $0.host : $0.target })
        return facts
    }
}
