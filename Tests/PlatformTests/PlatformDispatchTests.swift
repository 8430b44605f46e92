// SPDX-License-Identifier: EUPL-1.2

import DemoSite
import Testing

@Suite struct PlatformDispatchTests {
    private struct Site: PlatformSite {
        let name = "generic"
        let hosts = ["one.example.org", "*.many.example.org"]
        let truth: [PlatformTruth] = []

        func response(for request: DemoRequest) -> DemoResponse {
            let text = "\(request.host) \(request.target) \(request.order)"
            return DemoResponse(fields: [DemoField("Content-Type", "text/plain")], body: [.bytes(Array(text.utf8))])
        }
    }

    @Test func `a site is asked by the Host field, all others are the demonstration's`() async throws {
        try await PlatformStage.with([Site()]) { stage in
            _ = try await stage.crawl(try stage.settings("http://a.many.example.org/x", profile: "generic"))
            _ = try await stage.crawl(try stage.settings("http://one.example.org/y?z=1", profile: "generic"))
            let hosts = Set(stage.server.log.map(\.host))
            #expect(hosts == ["a.many.example.org", "one.example.org"])
            #expect(try PlatformCheck(stage.layout).outcomes["http://one.example.org/y?z=1"] == "captured")
        }
    }
}
