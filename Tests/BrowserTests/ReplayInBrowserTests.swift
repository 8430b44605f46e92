// SPDX-License-Identifier: EUPL-1.2

import Collection
import DemoSite
import TestSupport
import Testing

@Suite(.needsBrowser, .onStage, .serialized) struct `Replay in a browser` {
    let stage: ReplayStage
    var paths: (home: String, profile: String, film: String) { LiveFacts.paths(stage.world) }

    init() throws { stage = try ReplayStage.current }

    @Test func `the overview lists the account and its pages`() async throws {
        let page = try await stage.browser.page()
        try await page.open(stage.interface + "/")
        #expect(try await page.evaluate("document.querySelector('h1').textContent") == "Collections")
        try await page.open(stage.interface + "/demo/")
        let accounts = try await page.evaluate("document.querySelector('table').innerText")
        #expect(accounts.contains("praatpaal"))
        let link = "document.querySelector('main a[href*=\"/@\"]')"
        let address = try await page.evaluate("\(link).href")
        #expect(address.hasPrefix(stage.interface + "/demo/"))
        #expect(address.contains(stage.site + "/@"))
        let before = page.connection.eventCount
        try await page.evaluate("\(link).click()")
        try await page.loaded(since: before, address)
        #expect(try await page.frame(stage.replay).address.contains(stage.site + "/@"))
        try await page.close()
    }

    @Test(arguments: [0, 1])
    func `every run shows home, profile and thread as the site did`(run: Int) async throws {
        for path in [paths.home, paths.profile, paths.film] {
            let (page, frame) = try await stage.visit(path, run: run)
            let facts = try await frame.evaluate(PageScripts.facts)
            #expect(facts == stage.live.pages[path], "\(path)")
            #expect(facts.contains("\"pattern\":true"), "\(path)")
            #expect(try await frame.evaluate(PageScripts.brokenImages) == "[]", "\(path)")
            #expect(try await frame.evaluate("location.origin") == stage.replay)
            #expect(try await page.evaluate("document.querySelector('.bar').innerText").contains("all parts present"))
            try await page.close()
        }
        stage.expectNoConnections()
    }

    @Test func `the second run is shown out of revisits`() throws {
        for path in [paths.home, paths.profile, paths.film] {
            #expect(try stage.captures(path).map(\.recordType) == ["response", "revisit"], "\(path)")
        }
    }

    @Test(arguments: [0, 1])
    func `the film plays and seeks as it did on the site`(run: Int) async throws {
        let (page, frame) = try await stage.visit(paths.film, run: run)
        let film = try await frame.evaluate(PageScripts.film)
        #expect(film == stage.live.film)
        #expect(film.contains("\"duration\":36,\"places\":[true,true,true,true]"))
        #expect(film.contains("\"different\":4,\"advanced\":true,\"error\":null,\"from\":true"))
        try await page.close()
        stage.expectNoConnections()
    }

    @Test func `links inside the frame lead to replayed pages, and the interface says so`() async throws {
        let (page, frame) = try await stage.visit(paths.home)
        let note = "document.querySelector('[data-moved]').hidden"
        #expect(try await page.evaluate(note) == "true")
        let strays =
            "[...document.links].map((a) => a.href).filter((h) => /^http/.test(h) && !h.startsWith(location.origin + '/demo/'))"
        #expect(try await frame.evaluate(strays) == "[]")
        try await frame.evaluate("document.querySelector('article .name').click()", isClick: true)
        let next = try await Patience.wait(15, for: "the profile in the frame") {
            let next = try? await page.frame(stage.replay + "/demo/")
            let place = try? await next?.evaluate("location.pathname + ' ' + document.images.length")
            return place?.contains("/@") == true ? next : nil
        }
        #expect(try await next.evaluate("document.querySelector('.profile h1').textContent") != "")
        #expect(try await page.evaluate(note) == "false")
        try await page.close()
        stage.expectNoConnections()
    }

    @Test func `what was never captured is said to be missing`() async throws {
        let page = try await stage.browser.page()
        let status = "performance.getEntriesByType('navigation')[0].responseStatus"
        for origin in [stage.interface, stage.replay] {
            for address in ["\(stage.site)/never-captured", "http://elsewhere.example/"] {
                try await page.open("\(origin)/demo/2026/\(address)")
                #expect(try await page.evaluate("document.querySelector('h1').textContent") == "Not in this archive")
                #expect(try await page.evaluate("document.body.innerText").contains(address))
                #expect(try await page.evaluate(status) == "404")
            }
        }
        try await page.close()
        stage.expectNoConnections()
    }

    @Test func `without scripts the captures are still listed and shown`() async throws {
        let page = try await stage.browser.page()
        try await page.call("Emulation.setScriptExecutionDisabled", ["value": true])
        try await page.open("\(stage.interface)/demo/*/\(stage.site)\(paths.profile)")
        #expect(try await page.evaluate("document.querySelectorAll('table tbody tr').length") == "2")
        let first = try await page.evaluate("document.querySelector('table tbody a').href")
        try await page.open(first)
        #expect(try await page.frame(stage.replay).address.contains(paths.profile))
        try await page.close()
    }

    @Test func `a picture of the replayed profile can be taken`() async throws {
        let (page, frame) = try await stage.visit(paths.profile)
        try await frame.evaluate(PageScripts.facts)
        let bytes = try await page.screenshot()
        #expect(bytes.count > 20_000)
        if let target = Screenshot.target { try Screenshot.write(bytes, to: target) }
        try await page.close()
    }
}
