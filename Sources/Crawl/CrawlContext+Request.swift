// SPDX-License-Identifier: EUPL-1.2

import Collection
import Fetch
import HTTPMessage
import Scope
import WebURL

extension CrawlContext {
    /// What replay tools can decode: zstd is left out because pywb can't.
    static let acceptEncoding = "gzip, deflate, br"

    /// The request for a robots.txt, of which no more is read than counts.
    func robotsRequest(for address: WebAddress) -> FetchRequest {
        var request = request(for: address, profileFields: [])
        request.maxBytes = UInt64(RobotsTXT.byteLimit) * 4
        return request
    }

    /// The request for a URL; fields of the profile go before the general ones of the same name.
    func request(
        for address: WebAddress, profileFields: [(name: String, value: String)], message: RequestMessage? = nil
    ) -> FetchRequest {
        var fields = HTTPFields()
        for field in profileFields { fields.append(field.name, field.value) }
        for (name, value) in [
            ("User-Agent", settings.network.userAgent), ("Accept", "*/*"), ("Accept-Encoding", Self.acceptEncoding),
            ("Accept-Language", "nl,en;q=0.7"),
        ] where fields[name] == nil {
            fields.append(name, value)
        }
        let network = settings.network
        if let type = message?.type { fields.set("Content-Type", type) }
        return FetchRequest(
            address, method: message?.method ?? "GET", body: message?.body, fields: Array(fields),
            timeouts: FetchTimeouts(
                connect: Int(network.connectTimeout * 1000), total: Int(network.longestFetch * 1000),
                lowSpeedSeconds: Int(network.idleTimeout)),
            maxBytes: settings.limits.bodyBytes, spoolDirectory: spoolDirectory, digest: settings.digest)
    }
}
