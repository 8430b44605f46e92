// SPDX-License-Identifier: EUPL-1.2

/// An HTML page that is hard on parsers and on those who believe its links.
enum HostileMarkup {
    static let bytes: [UInt8] = {
        var page = Array(head.utf8)
        page += Array(links.utf8)
        page += [0x00, 0x01, 0x0b, 0xff, 0xfe, 0xc3, 0x28]
        page += Array("\n<a href=\"/about?nul=".utf8) + [0x00] + Array("byte\">nul</a>\n".utf8)
        page += Array("<a href=\"/about?lang=".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
        page += Array("\">lang</a>\n<p".utf8)
        for number in 0..<3000 { page += Array(" a\(number)=\"\(number)\"".utf8) }
        page += Array(">veel attributen</p>\n".utf8)
        for _ in 0..<5000 { page += Array("<div><b>".utf8) }
        page += Array("<a href=\"/about\">diep</a>\n".utf8)
        page += Array(String(repeating: "&amp;&#x41;&#0;&#xffffffff;&nietbestaand;", count: 500).utf8)
        page += Array("<!-- nooit gesloten <a href=\"/nooit\">nooit</a>".utf8)
        return page
    }()

    private static let head = """
        <html><!doctype html><head><title>Vijandig</title></title>
        <meta http-equiv="refresh" content="5; url=/about?refresh">
        <base href="/behaviour/sub/"><base href="http://[::bad">
        <style>@import url(/assets/css/base.css; body { background: url('/assets/img/pattern.svg' }</style>
        <script>document.write("<a href='/nooit-script'>x</a>"); // </scrip></script>
        <svg><a xlink:href="/about?svg"><style><a href="/nooit-style"></style></a></svg>

        """

    private static let links = """
        <body onload="location='/nooit-event'">
        <a href=/about?kaal>zonder aanhalingstekens</a> <a href = '/about?enkel' href="/about?tweede">dubbel</a>
        <a href="  /about?\n\tnieuwe-regel  ">witruimte</a> <a href="\\\\about\\terug">schuin</a>
        <a href="javascript:alert(1)">script</a> <a href="data:text/html,<h1>x</h1>">data</a> <a href="mailto:x@y.example">post</a>
        <a href="file:///etc/passwd">bestand</a> <a href="http://169.254.169.254/latest/meta-data/">binnen</a>
        <a href="http://127.0.0.1:1/">poort</a> <a href="http://gebruiker:geheim@demo.test/">geheim</a>
        <a href="http://0x7f000001/">hex</a> <a href="http://2130706433/">getal</a> <a href="//">leeg</a> <a href="http://">leeg</a>
        <a href="http://exa mple/">spatie</a> <a href="http://%zz/">procent</a> <a href="?">vraag</a> <a href="#">hek</a>
        <a href="/about/../../../../etc/passwd">punten</a> <a href="/%2e%2e/%2e%2e/x">gecodeerd</a> <a href="">zelf</a>
        <img src="/assets/img/pattern.svg" srcset="/assets/img/pattern.svg, , /assets/img/praatpaal.svg 2x, data:,x 3x, ,,, /x y z w">
        <img src=x onerror="location='/nooit-onerror'"> <iframe srcdoc="<a href='/about?srcdoc'>x</a>"></iframe>
        <table><tr><a href="/about?tabel"><td></a></table></p></p></br></body></html>
        <a href="/about?na-het-einde">na het einde</a>

        """
}
