// SPDX-License-Identifier: EUPL-1.2

extension HostileAnswers {
    private static func lines(_ count: Int, _ line: (Int) -> String) -> [String] { (0..<count).map(line) }

    private static func raw(_ text: String, _ more: [DemoPiece] = []) -> DemoResponse {
        DemoResponse(status: 0, body: [.bytes(Array(text.utf8))] + more, framing: .wire(.close))
    }

    static let heads: [String: Answer] = [
        "head-endless": { _ in raw("HTTP/1.1 200 OK\r\n", [.repeated(Array("X-Veld: ja\r\n".utf8), count: endless)]) },
        "field-endless": { _ in raw("HTTP/1.1 200 OK\r\nX-Veld: ", [.repeated([97], count: endless)]) },
        "status-line-endless": { _ in raw("HTTP/1.1 200 ", [.repeated([97], count: endless)]) },
        "interim-endless": { _ in
            raw("", [.repeated(Array("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8), count: endless)])
        },
        "blank-lines-endless": { _ in raw("", [.repeated([13, 10], count: endless)]) },
        "interim-only": { _ in raw("HTTP/1.1 100 Continue\r\n\r\n") },
        "interim-continue": { _ in
            raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\(length)\r\n\r\n", [.bytes(page)])
        },
        "interim-odd": { _ in
            raw("HTTP/1.1 199 Vreemd\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\n\(length)\r\n\r\n", [.bytes(page)])
        },
        "switching": { _ in wire(["Upgrade: h2c", "Connection: Upgrade"], line: "HTTP/1.1 101 Switching Protocols") },
        "status-zero": { _ in wire([html, length], line: "HTTP/1.1 000 Nul") },
        "status-short": { _ in wire([html, length], line: "HTTP/1.1 20 Kort") },
        "status-long": { _ in wire([html, length], line: "HTTP/1.1 2000 Lang") },
        "status-negative": { _ in wire([html, length], line: "HTTP/1.1 -200 OK") },
        "status-text": { _ in wire([html, length], line: "HTTP/1.1 OK 200") },
        "version-nine": { _ in wire([html, length], line: "HTTP/9.9 200 OK") },
        "version-none": { _ in wire([html, length], line: "HTTP 200 OK") },
        "version-icy": { _ in wire([html, length], line: "ICY 200 OK") },
        "version-small": { _ in wire([html, length], line: "http/1.1 200 ok") },
        "blank-line-first": { _ in wire([html, length], line: "\r\nHTTP/1.1 200 OK") },
        "cookies-900": { _ in wire([html, length] + lines(900) { "Set-Cookie: c\($0)=\($0); Path=/" }) },
        "cookies-5000": { _ in wire([html, length] + lines(5000) { "Set-Cookie: c\($0)=\($0); Path=/" }) },
        "cookie-huge": { _ in wire([html, length, "Set-Cookie: c=" + String(repeating: "x", count: 90_000)]) },
        "cookie-control": { _ in wire([html, length, "Set-Cookie: a=\u{1}\u{7}\u{1B}[31m; Expires=Nooit"]) },
        "fields-5000": { _ in wire([html, length] + lines(5000) { "X-\($0): \($0)" }) },
        "field-nul": { _ in wire([html, length, "X-Nul: a\u{0}b"]) },
        "field-cr": { _ in wire([html, length, "X-Cr: a\rb\rSet-Cookie: x=y"]) },
        "field-name-odd": { _ in wire([html, length, "X Y: 1", "(): 2", "\u{7F}: 3", "X\u{1}: 4"]) },
        "fold-first": { _ in raw("HTTP/1.1 200 OK\r\n gevouwen: ja\r\n\(length)\r\n\r\n", [.bytes(page)]) },
        "type-huge": { _ in wire(["Content-Type: text/html; x=" + String(repeating: "y", count: 60_000), length]) },
        "type-nonsense": { _ in wire(["Content-Type: ;;;==/\"", length]) },
        "type-twice": { _ in wire(["Content-Type: image/png", html, length]) },
        "charset-unknown": { _ in wire(["Content-Type: text/html; charset=klingon-8", length]) },
        "charset-utf-7": { _ in wire(["Content-Type: text/html; charset=utf-7", length]) },
        "charset-utf-16-odd": { _ in
            wire(
                ["Content-Type: text/html; charset=utf-16le", "Content-Length: 7"],
                [.bytes([60, 0, 112, 0, 62, 0, 60])])
        },
        "dates": { _ in
            wire([
                html, length, "Date: Thu, 99 Foo 99999 99:99:99 GMT", "Last-Modified: -1", "Expires: 0",
                "Age: 99999999999999999999", "Sunset: Fri, 31 Dec 9999 23:59:59 GMT",
            ])
        },
        "retry-after-huge": { _ in
            wire([html, length, "Retry-After: 99999999999999999999"], line: "HTTP/1.1 503 Nee")
        },
        "retry-after-negative": { _ in wire([html, length, "Retry-After: -5"], line: "HTTP/1.1 429 Nee") },
        "disposition": { _ in
            wire([
                html, length, "Content-Disposition: attachment; filename=\"../../../etc/passwd\"; filename*=UTF-8''%00",
            ])
        },
        "login-basic": { _ in wire([html, length, "WWW-Authenticate: Basic realm=\"x\""], line: "HTTP/1.1 401 Nee") },
        "login-negotiate": { _ in
            wire([html, length, "WWW-Authenticate: Negotiate", "WWW-Authenticate: NTLM"], line: "HTTP/1.1 401 Nee")
        },
        "login-proxy": { _ in wire([html, length, "Proxy-Authenticate: Basic"], line: "HTTP/1.1 407 Nee") },
        "partial-unasked": { _ in
            wire([html, length, "Content-Range: bytes 0-\(page.count - 1)/99999"], line: "HTTP/1.1 206 Deel")
        },
        "not-modified-unasked": { _ in wire([], [], line: "HTTP/1.1 304 Niets") },
        "reset-content": { _ in wire([html, length], line: "HTTP/1.1 205 Leeg") },
        "upgrade-required": { _ in wire([html, length, "Upgrade: TLS/1.0"], line: "HTTP/1.1 426 Nee") },
        "alt-svc": { _ in
            wire([html, length, "Alt-Svc: h2=\"127.0.0.1:1\"; ma=99999999", "Strict-Transport-Security: max-age=9"])
        },
    ]
}
