// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile

/// One tab, and the frames in it, whether they live in its process or in one of their own.
struct BrowserPage: Sendable {
    let connection: DevToolsConnection
    let target: String
    let session: String

    /// A script threw.
    struct ScriptError: Error, CustomStringConvertible {
        let description: String
    }

    /// Turns on what the other calls need.
    func prepare() async throws {
        for domain in ["Page", "Runtime"] { try await call(domain + ".enable") }
        try await call(
            "Target.setAutoAttach", ["autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true])
        try await call(
            "Emulation.setDeviceMetricsOverride",
            ["width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": false])
    }

    @discardableResult
    func call(_ method: String, _ parameters: DevToolsValue = [:], seconds: Double = 20) async throws -> JSONValue {
        try await connection.call(method, parameters, session: session, seconds: seconds)
    }

    /// Goes to an address and waits until it and its frames have loaded.
    func open(_ address: String) async throws {
        let before = connection.eventCount
        let answer = try await call("Page.navigate", ["url": .string(address)])
        if let problem = answer.member("errorText")?.text { throw ScriptError(description: "\(address): \(problem)") }
        try await loaded(since: before, address)
    }

    /// Waits for the load event after so many events.
    func loaded(since before: Int, _ subject: String) async throws {
        _ = try await Patience.wait(30, for: "\(subject) to load") {
            connection.events(since: before).contains { $0.session == session && $0.method == "Page.loadEventFired" }
                ? true : nil
        }
    }

    /// The value of an expression, awaited; a string as it is, everything else as JSON text.
    ///
    /// `isClick` makes it run as if a person had clicked.
    @discardableResult
    func evaluate(_ expression: String, isClick: Bool = false) async throws -> String {
        try await Self.evaluate(expression, connection, session: session, context: nil, isClick: isClick)
    }

    /// The first frame whose address starts with `prefix`, once its document is complete.
    func frame(_ prefix: String) async throws -> BrowserFrame {
        try await Patience.wait(20, for: "a frame of \(prefix)") {
            for frame in try await frames() where frame.address.hasPrefix(prefix) {
                // A frame that navigates away in between has no answer; the next round asks the one that replaced it.
                let state = try? await frame.evaluate("location.href + ' ' + document.readyState")
                if let state, state.hasPrefix(prefix), state.hasSuffix(" complete") { return frame }
            }
            return nil
        }
    }

    /// What the tab shows, as PNG.
    func screenshot() async throws -> [UInt8] {
        let answer = try await call("Page.captureScreenshot", ["format": "png"])
        guard let bytes = answer.member("data")?.text.flatMap(Base64.decode) else {
            throw ScriptError(description: "no picture in the answer")
        }
        return bytes
    }

    /// Closes the tab.
    func close() async throws { try await connection.call("Target.closeTarget", ["targetId": .string(target)]) }

    /// All frames below the page.
    func frames() async throws -> [BrowserFrame] {
        var frames: [BrowserFrame] = []
        let tree = try await call("Page.getFrameTree").member("frameTree")
        let contexts = defaultContexts
        func collect(_ node: JSONValue) {
            guard case .array(let children)? = node.member("childFrames") else { return }
            for child in children {
                if let id = child.member("frame")?.member("id")?.text, let context = contexts[id] {
                    let address = child.member("frame")?.member("url")?.text ?? ""
                    frames.append(
                        BrowserFrame(connection: connection, session: session, context: context, address: address))
                }
                collect(child)
            }
        }
        if let tree { collect(tree) }
        for child in try await attachedFrames() { frames.append(child) }
        return frames
    }

    /// Frames in a process of their own.
    private func attachedFrames() async throws -> [BrowserFrame] {
        var sessions: [(session: String, target: String)] = []
        for event in connection.events() where event.session == session {
            let child = event.parameters.member("sessionId")?.text ?? ""
            let info = event.parameters.member("targetInfo")
            if event.method == "Target.attachedToTarget", info?.member("type")?.text == "iframe" {
                sessions.append((child, info?.member("targetId")?.text ?? ""))
            } else if event.method == "Target.detachedFromTarget" {
                sessions.removeAll { $0.session == child }
            }
        }
        var frames: [BrowserFrame] = []
        for child in sessions {
            let info = try await connection.call("Target.getTargetInfo", ["targetId": .string(child.target)])
            let address = info.member("targetInfo")?.member("url")?.text ?? ""
            frames.append(
                BrowserFrame(connection: connection, session: child.session, context: nil, address: address))
        }
        return frames
    }

    /// The context in which a frame's own scripts run, by frame; frames of other processes have none here.
    private var defaultContexts: [String: String] {
        var contexts: [String: String] = [:]
        for event in connection.events() where event.session == session {
            switch event.method {
            case "Runtime.executionContextCreated":
                let context = event.parameters.member("context")
                guard let data = context?.member("auxData"), data.member("isDefault")?.isTruthy == true,
                    let frame = data.member("frameId")?.text
                else { continue }
                contexts[frame] = context?.member("id")?.text
            case "Runtime.executionContextsCleared": contexts = [:]
            case "Runtime.executionContextDestroyed":
                let id = event.parameters.member("executionContextId")?.text
                contexts = contexts.filter { $0.value != id }
            default: break
            }
        }
        return contexts
    }

    static func evaluate(
        _ expression: String, _ connection: DevToolsConnection, session: String, context: String?, isClick: Bool
    ) async throws -> String {
        let wrapped =
            "(async () => { const v = await (\(expression)); return typeof v === 'string' ? v : JSON.stringify(v) ?? 'undefined'; })()"
        var members: [(String, DevToolsValue)] = [
            ("expression", .string(wrapped)), ("awaitPromise", true), ("returnByValue", true),
            ("userGesture", .bool(isClick)),
        ]
        if let number = context.flatMap({ Int($0) }) { members.append(("contextId", .number(number))) }
        let answer = try await connection.call("Runtime.evaluate", .object(members), session: session, seconds: 30)
        if let problem = answer.member("exceptionDetails") {
            let text = problem.member("exception")?.member("description")?.text ?? problem.member("text")?.text
            throw ScriptError(description: text ?? "\(problem)")
        }
        return answer.member("result")?.member("value")?.text ?? ""
    }
}

/// A document inside a page.
struct BrowserFrame: Sendable {
    let connection: DevToolsConnection
    let session: String
    /// Nil for the main document of the session.
    let context: String?
    let address: String

    /// As `BrowserPage.evaluate`.
    @discardableResult
    func evaluate(_ expression: String, isClick: Bool = false) async throws -> String {
        try await BrowserPage.evaluate(expression, connection, session: session, context: context, isClick: isClick)
    }
}
