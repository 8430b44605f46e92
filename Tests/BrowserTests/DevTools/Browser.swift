// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport

/// Chromium under test.
final class Browser: Sendable {
    let connection: DevToolsConnection

    struct NotInstalled: Error {}

    /// Hosts that the browser itself calls in spite of all switches. No page here names them; they lead nowhere.
    private static let ownHosts = ["*.google.com", "*.googleapis.com", "*.gvt1.com", "*.gstatic.com"]

    /// Parts of it that only call home.
    private static let ownFeatures = [
        "OptimizationHints", "MediaRouter", "Translate", "DialMediaRouteProvider", "NetworkTimeServiceQuerying",
    ]

    /// Starts it; every host but the loopback addresses leads to `sinkPort`. `features` are features that it shall not have.
    static func start(sinkPort: Int, without features: [String] = []) async throws -> Browser {
        guard let program = Tier.browser else { throw NotInstalled() }
        let own = Self.ownHosts.map { "MAP \($0) ~NOTFOUND, " }.joined()
        let rules = own + "MAP * 127.0.0.1:\(sinkPort), EXCLUDE 127.0.0.1, EXCLUDE localhost"
        let process = try BrowserProcess(
            program,
            arguments: [
                "--host-resolver-rules=" + rules,
                "--disable-features=" + (ownFeatures + features).joined(separator: ","),
            ])
        let browser = Browser(DevToolsConnection(process))
        try await browser.connection.call("Browser.getVersion", seconds: 40)
        return browser
    }

    private init(_ connection: DevToolsConnection) { self.connection = connection }

    /// Ends the browser, whatever it does.
    func close() { connection.close() }

    /// A new tab of 1280 by 900 pixels.
    func page() async throws -> BrowserPage {
        let made = try await connection.call("Target.createTarget", ["url": "about:blank"])
        let target = try Self.text(made, "targetId")
        let attached = try await connection.call(
            "Target.attachToTarget", ["targetId": .string(target), "flatten": true])
        let page = BrowserPage(
            connection: connection, target: target, session: try Self.text(attached, "sessionId"))
        try await page.prepare()
        return page
    }

    /// The addresses of all tabs and windows.
    func addresses() async throws -> [String] {
        guard case .array(let targets)? = try await connection.call("Target.getTargets").member("targetInfos") else {
            return []
        }
        return targets.filter { $0.member("type")?.text == "page" }.compactMap { $0.member("url")?.text }
    }

    private static func text(_ answer: JSONValue, _ name: String) throws -> String {
        guard let text = answer.member(name)?.text else {
            throw DevToolsConnection.Refusal(method: name, message: "missing in \(answer)")
        }
        return text
    }
}
