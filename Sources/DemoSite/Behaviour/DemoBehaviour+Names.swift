// SPDX-License-Identifier: EUPL-1.2

extension DemoBehaviour {
    /// Every name below `/behaviour/`, with a query that shows its parameters.
    package static let names: [String] =
        [
            "429?times=1&after=1", "429-date?times=1&after=2", "429-forever", "503?times=1&after=1",
            "retry-after-nonsense",
            "slow?ms=300", "drip?bytes=64&ms=20", "chunked?bytes=100", "truncated?after=100", "reset?after=100",
            "redirect?to=/about&status=302", "redirect-loop", "redirect-chain?count=5", "redirect-inward",
            "login-wall", "consent-wall", "captcha", "empty", "endless", "wrong-type?type=image/png", "no-type",
            "big?bytes=65536&seed=1", "404", "410", "500", "status?code=418", "hostile-html",
        ] + Coding.allCases.map(\.rawValue) + Encoding.allCases.map { "encoding-" + $0.rawValue }
        + WireOddity.allCases.map { "wire-" + $0.rawValue }

    /// The behaviour of a name below `/behaviour/`, with the parameters of the query.
    init?(name: String, _ query: DemoQuery) {
        let (times, after) = (query.number("times") ?? 1, query.number("after") ?? 1)
        let limit = UInt64(max(query.number("after") ?? 100, 0))
        switch name {
        case "429": self = .refusesFirst(times, status: 429, retryAfter: .seconds(after))
        case "429-date": self = .refusesFirst(times, status: 429, retryAfter: .date(seconds: after))
        case "429-forever": self = .refusesFirst(.max, status: 429, retryAfter: .seconds(after))
        case "503": self = .refusesFirst(times, status: 503, retryAfter: .seconds(after))
        case "retry-after-nonsense": self = .refusesFirst(times, status: 429, retryAfter: .text("morgen"))
        case "slow": self = .slow(milliseconds: min(query.number("ms") ?? 300, 600_000))
        case "drip":
            self = .drip(bytes: query.number("bytes") ?? 64, milliseconds: min(query.number("ms") ?? 20, 600_000))
        case "chunked":
            let trailers = [DemoField("X-Checked", "yes"), DemoField("X-Pieces", "many")]
            self = .chunked(bytes: query.number("bytes") ?? 100, trailers: trailers)
        case "truncated": self = .truncated(after: limit, .close)
        case "reset": self = .truncated(after: limit, .reset)
        case "redirect": self = .redirect(to: query["to"] ?? "/about", status: query.number("status") ?? 302)
        case "redirect-loop": self = .redirectLoop
        case "redirect-chain": self = .redirectChain(query.number("count") ?? 5)
        case "redirect-inward": self = .redirect(to: "http://169.254.169.254/latest/meta-data/", status: 302)
        case "login-wall": self = .instead(.login)
        case "consent-wall": self = .instead(.consent)
        case "captcha": self = .instead(.captcha)
        case "empty": self = .instead(.empty)
        case "endless": self = .endless
        case "wrong-type": self = .contentType(query["type"] ?? "image/png")
        case "no-type": self = .contentType(nil)
        case "big":
            self = .big(
                bytes: UInt64(max(query.number("bytes") ?? 65_536, 0)),
                seed: UInt64(bitPattern: Int64(query.number("seed") ?? 1)))
        case "404", "410", "500": self = .status(Int(name) ?? 404)
        case "status": self = .status(min(max(query.number("code") ?? 418, 200), 599))
        case "hostile-html": self = .hostileMarkup
        default:
            if let coding = Coding(rawValue: name) {
                self = .coded(coding)
            } else if name.hasPrefix("encoding-"), let encoding = Encoding(rawValue: String(name.dropFirst(9))) {
                self = .encoding(encoding)
            } else if name.hasPrefix("wire-"), let oddity = WireOddity(rawValue: String(name.dropFirst(5))) {
                self = .wire(oddity)
            } else if name.hasPrefix("hostile-"), HostileAnswers.all[String(name.dropFirst(8))] != nil {
                self = .hostile(String(name.dropFirst(8)))
            } else {
                return nil
            }
        }
    }
}

/// The pages below `/behaviour`; nothing of the site links to them.
struct BehaviourPages {
    let world: DemoWorld

    func response(to request: DemoRequest) -> DemoResponse {
        let segments = request.segments
        guard segments.count > 1 else { return .html(index) }
        guard let behaviour = DemoBehaviour(name: segments[1], request.query) else {
            return .html("<!DOCTYPE html><title>?</title><p>No such behaviour.", status: 404)
        }
        return behaviour.response(to: request) { .html(Self.page(segments[1])) }
    }

    /// What comes when a behaviour lets the page through.
    private static func page(_ name: String) -> String {
        let filler = (1...20).map { "<p>Alinea \($0): dit is de gewone pagina achter \(Markup.escape(name)).</p>" }
        return """
            <!DOCTYPE html>
            <html lang="nl"><head><meta charset="utf-8"><title>\(Markup.escape(name))</title></head>
            <body><h1>\(Markup.escape(name))</h1>
            <p><a href="/behaviour/">Alle gedragingen</a></p>
            \(filler.joined(separator: "\n"))
            </body></html>

            """
    }

    private var index: String {
        let rows = DemoBehaviour.names.map {
            "<li><a href=\"/behaviour/\(Markup.escape($0))\">\(Markup.escape($0))</a></li>"
        }
        return """
            <!DOCTYPE html>
            <html lang="nl"><head><meta charset="utf-8"><title>Gedragingen</title></head>
            <body><h1>Gedragingen</h1>
            <ul>
            \(rows.joined(separator: "\n"))
            </ul></body></html>

            """
    }
}
