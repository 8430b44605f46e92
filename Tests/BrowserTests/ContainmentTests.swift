// SPDX-License-Identifier: EUPL-1.2

import Testing

extension `Replay in a browser` {
    private var hostile: String { "/hostile/\(HostileCollection.timestamp)mp_/\(HostilePage.address)" }

    @Test func `a hostile page that nothing holds does reach the sink`() {
        let ways = HostilePage.markup + HostilePage.scripts + HostilePage.clicks + HostilePage.departures
        let silent = ways.map(\.name).filter { !stage.live.reached.contains("\($0).\(HostilePage.domain)") }
        #expect(silent == [])
        #expect(stage.live.opened.isSuperset(of: ["/fetch", "/image", "/websocket", "stun"]))
    }

    @Test func `no way out of a hostile page in the frame leads anywhere`() async throws {
        let page = try await stage.browser.page()
        for step in HostilePage.steps {
            try await page.open("\(stage.interface)/hostile/\(HostileCollection.timestamp)/\(HostilePage.address)")
            let frame = try await page.frame(stage.replay + "/hostile/")
            #expect(try await frame.evaluate("String(window.tried >= \(HostilePage.scripts.count))") == "true")
            _ = try? await frame.evaluate(step.code, isClick: true)
            try await Task.sleep(for: .seconds(step.seconds))
            #expect(try await page.evaluate("location.origin") == stage.interface, "\(step.code)")
            stage.expectNoConnections()
        }
        try await page.close()
    }

    @Test func `no way out of a hostile page in a tab of its own leads anywhere`() async throws {
        for step in HostilePage.steps {
            let page = try await stage.browser.page()
            try await page.open(stage.replay + hostile)
            #expect(try await page.evaluate("String(window.tried >= \(HostilePage.scripts.count))") == "true")
            _ = try? await page.evaluate(step.code, isClick: true)
            try await Task.sleep(for: .seconds(step.seconds))
            try await page.close()
            stage.expectNoConnections()
        }
    }

    @Test func `an archived page can't script the interface around it`() async throws {
        let (page, frame) = try await stage.visit(paths.profile)
        for reach in [
            "window.top.document", "window.parent.document.title", "window.top.location.href", "frameElement.src",
        ] {
            let result = try await frame.evaluate(
                "(() => { try { return String(\(reach)); } catch (e) { return e.name; } })()")
            #expect(["SecurityError", "TypeError"].contains(result), "\(reach)")
        }
        for move in [
            "window.top.location = 'http://leave.leak.example/'", "window.open('http://leave.leak.example/', '_top')",
        ] {
            _ = try? await frame.evaluate("(() => { try { \(move); } catch {} })()", isClick: true)
        }
        #expect(try await page.evaluate("location.origin") == stage.interface)
        try await page.close()
        stage.expectNoConnections()
    }

    @Test func `the interface runs no script that is not its own`() async throws {
        let page = try await stage.browser.page()
        try await page.open("\(stage.interface)/demo/")
        let inline = """
            (async () => {
              const script = Object.assign(document.createElement('script'), {textContent: 'window.entered = true'});
              document.head.append(script);
              document.body.insertAdjacentHTML('beforeend', '<button id=x onclick="window.entered = true">x</button>');
              document.getElementById('x').click();
              const other = Object.assign(document.createElement('script'), {src: '\(stage.replay)/demo/2026js_/\(stage.site)/assets/js/site.js'});
              const ended = new Promise((resolve) => { other.onload = () => resolve('ran'); other.onerror = () => resolve('refused'); });
              document.head.append(other);
              return String(window.entered) + ' ' + await ended;
            })()
            """
        #expect(try await page.evaluate(inline) == "undefined refused")
        try await page.close()
    }
}
