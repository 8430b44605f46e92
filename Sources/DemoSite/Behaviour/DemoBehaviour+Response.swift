// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

extension DemoBehaviour {
    /// The answer to a request; `page` makes what the site would answer otherwise.
    func response(to request: DemoRequest, page: () -> DemoResponse) -> DemoResponse {
        switch self {
        case .refusesFirst(let first, let status, let retryAfter):
            request.visit < first ? Self.refusal(status, retryAfter, request) : page()
        case .slow(let milliseconds):
            Self.changed(page()) { $0.delay += milliseconds }
        case .drip(let bytes, let milliseconds):
            Self.changed(page()) { $0.body = Self.pieces($0.body, bytes, pause: milliseconds) }
        case .chunked(let bytes, let trailers):
            Self.changed(page()) {
                $0.body = Self.pieces($0.body, bytes, pause: 0)
                $0.framing = .chunked(trailers: trailers)
            }
        case .truncated(let limit, let ending):
            page().cut(after: limit, ending: ending)
        case .redirect(let target, let status):
            .redirect(target, status: status)
        case .redirectLoop:
            .redirect(request.target.hasSuffix("?terug") ? request.path : request.path + "?terug")
        case .redirectChain(let count):
            Self.chain(count, request, page)
        case .instead(let decoy):
            DecoyPages.response(decoy, to: request)
        case .endless:
            DecoyPages.endless(request)
        case .coded(let coding):
            CodedBodies.response(page(), coding)
        case .contentType(let type):
            Self.changed(page()) {
                $0.fields.removeAll { $0.name == "Content-Type" }
                if let type { $0.add("Content-Type", type) }
            }
        case .big(let bytes, let seed):
            Self.big(bytes, seed, request)
        case .status(let status):
            Self.plain(status)
        case .encoding(let encoding):
            EncodedPages.response(encoding)
        case .hostileMarkup:
            DemoResponse(
                fields: [DemoField("Content-Type", "text/html; charset=utf-8")], body: [.bytes(HostileMarkup.bytes)])
        case .wire(let oddity):
            oddity.response
        case .hostile(let name):
            HostileAnswers.all[name]?(request) ?? page()
        case .answer(let response):
            response
        }
    }

    private static func changed(_ response: DemoResponse, _ change: (inout DemoResponse) -> Void) -> DemoResponse {
        var response = response
        change(&response)
        return response
    }

    private static func plain(_ status: Int) -> DemoResponse {
        let hasBody = status != 204 && status != 304
        return DemoResponse(
            status: status, fields: hasBody ? [DemoField("Content-Type", "text/plain; charset=utf-8")] : [],
            body: hasBody ? [.bytes(Array("status \(status)\n".utf8))] : [])
    }

    private static func refusal(_ status: Int, _ retryAfter: RetryAfter?, _ request: DemoRequest) -> DemoResponse {
        var response = plain(status)
        switch retryAfter {
        case .seconds(let seconds): response.add("Retry-After", String(seconds))
        case .date(let seconds):
            // Rounded up to the next whole second: a date has no fractions, and a client must not come too early.
            response.add("Retry-After", Markup.httpDate(request.time.adding(seconds: Double(seconds) + 0.999)))
        case .text(let text): response.add("Retry-After", text)
        case nil: break
        }
        return response
    }

    private static func pieces(_ body: [DemoPiece], _ size: Int, pause: Int) -> [DemoPiece] {
        let size = max(size, 1)
        var result: [DemoPiece] = []
        for piece in body {
            var start: UInt64 = 0
            while start < piece.count {
                if pause > 0, !result.isEmpty { result.append(.pause(milliseconds: pause)) }
                result.append(.bytes(piece.bytes(from: start, count: size)))
                start += UInt64(size)
            }
        }
        return result
    }

    private static func chain(_ count: Int, _ request: DemoRequest, _ page: () -> DemoResponse) -> DemoResponse {
        let left = request.query.number("left") ?? count
        guard left > 0 else { return page() }
        let statuses = [301, 302, 303, 307, 308]
        return .redirect("\(request.path)?left=\(left - 1)", status: statuses[left % statuses.count])
    }

    private static func big(_ size: UInt64, _ seed: UInt64, _ request: DemoRequest) -> DemoResponse {
        var response = DemoResponse(fields: [
            DemoField("Content-Type", "application/octet-stream"), DemoField("ETag", "\"big-\(seed)-\(size)\""),
            DemoField("Accept-Ranges", "bytes"),
        ])
        switch request["Range"].map({ DemoRange.parse($0, size: size) }) ?? .whole {
        case .whole: response.body = [.noise(Noise(seed: seed), offset: 0, count: size)]
        case .none:
            response.status = 416
            response.add("Content-Range", "bytes */\(size)")
        case .part(let first, let last):
            response.status = 206
            response.add("Content-Range", "bytes \(first)-\(last)/\(size)")
            response.body = [.noise(Noise(seed: seed), offset: first, count: last - first + 1)]
        }
        return response
    }
}
