// SPDX-License-Identifier: EUPL-1.2

import Testing

extension `Replay in a browser` {
    @Test func `a hostile page that nothing holds does reach the sink`() {
        #expect(HostilePage.names.subtracting(stage.live.reached) == [])
        #expect(stage.live.opened.isSuperset(of: ["/fetch", "/image", "/websocket", "stun"]))
    }

    @Test func `no way out of a hostile page leads anywhere, in the frame or in a tab of its own`() async throws {
        try await takeSteps(HostilePage.address, in: stage.browser)
        stage.expectNoConnections()
    }

    /// What content policy, sandbox and rewriting do alone. Popups and a page that leaves by itself need a click, or a tab on
    /// the replay origin; WebRTC and connections opened ahead by a script need nothing. Chromium 152 or newer ends them all.
    @Test func `a browser without connection allowlists leaves only these ways open`() async throws {
        let browser = try await Browser.start(sinkPort: stage.plainSink.port, without: ["ConnectionAllowlists"])
        defer { browser.close() }
        let left: Set = [
            "open", "open-alone", "open-then-go", "link-blank", "top", "location", "link-self", "preconnect",
            "speculation", "stun",
        ]
        try await takeSteps(HostilePage.twinAddress, in: browser)
        var found: Set<String> { HostilePage.ways(in: stage.plainSink.visits) }
        _ = try? await Patience.wait(10, for: "all of them") { found.isSuperset(of: left) ? true : nil }
        #expect(found == left)
    }

    /// Opens the capture of a hostile page once for each step, in the interface and by itself, takes the step and waits.
    private func takeSteps(_ address: String, in browser: Browser) async throws {
        let path = "/hostile/\(HostileCollection.timestamp)"
        let framed = stage.interface + path + "/" + address
        let bare = stage.replay + path + "mp_/" + address
        try await withThrowingTaskGroup { group in
            for step in HostilePage.steps {
                group.addTask {
                    let page = try await browser.page()
                    try await page.open(framed)
                    let frame = try await page.frame(stage.replay + path)
                    #expect(try await frame.evaluate("String(tried >= \(HostilePage.scripts.count))") == "true")
                    // A step may take the document away before it could answer.
                    _ = try? await frame.evaluate(step.code, isClick: true)
                    try await Task.sleep(for: .seconds(step.seconds))
                    #expect(try await page.evaluate("location.href") == framed, "\(step.code)")
                }
                group.addTask {
                    let page = try await browser.page()
                    try await page.open(bare)
                    #expect(try await page.evaluate("String(tried >= \(HostilePage.scripts.count))") == "true")
                    _ = try? await page.evaluate(step.code, isClick: true)
                    try await Task.sleep(for: .seconds(step.seconds))
                }
            }
            try await group.waitForAll()
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
