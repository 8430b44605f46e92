// SPDX-License-Identifier: EUPL-1.2

import Extract
import Testing

@Suite struct CSSLinkTests {
    @Test(
        arguments: [
            ("a{b:url(x.png)}", ["x.png"]),
            ("a{b:url( 'x y.png' )}", ["x%20y.png"]),
            ("a{b:URL(\"x)(.png\")}", ["x)(.png"]),
            ("a{b:url(x\\)y\\20 z\\000041.png)}", ["x)y%20zA.png"]),
            ("a{b:u\\72l(x.png)}", ["x.png"]),
            ("a{b:url('x\\\ny.png')}", ["xy.png"]),
            ("/* url(no) */a{b:url(/**/x)}", ["/**/x"]),
            ("a{content:'url(no)';b:url(yes)}", ["yes"]),
            (
                "@import 'a.css';@import \"b.css\" screen;@import url(c.css) print;@import url('d.css');",
                [
                    "a.css", "b.css", "c.css", "d.css",
                ]
            ),
            ("@IMPORT/**/'a.css'", ["a.css"]),
            ("@charset 'utf-8';@namespace svg url(http://no/);@namespace 'http://no';a{b:url(x)}", ["x"]),
            ("@font-face{src:local('no'),url(f.woff2) format('woff2'),url(f.woff)}", ["f.woff2", "f.woff"]),
            ("a{b:image-set('a.png' 1x,url(b.png) 2x, 'c.avif' type('image/avif'))}", ["a.png", "b.png", "c.avif"]),
            ("a{b:-webkit-image-set(url(a.png) 1x)}c{d:'no'}", ["a.png"]),
            ("a{b:url(x", ["x"]), ("a{b:url('x", ["x"]), ("a{b:url(", []), ("@import 'x", ["x"]),
            ("a{b:url(bad url)}c{d:url(x)}", ["x"]), ("a{b:url(a'b)}c{d:url(x)}", ["x"]),
            ("a{b:'broken\n;c:url(x)}", ["x"]),
            ("a{b:url(data:image/png;base64,xx);c:url(#id)}", []),
            ("/* open url(x)", []), ("\\", []), ("@", []), ("a\\", []), ("url(\\", []), ("'\\", []),
            ("@-moz-document url(http://no/){a{b:url(x)}}", ["x"]),
            ("a{b:url-prefix(no);c:myurl(no);d:url(x)}", ["x"]),
            ("a{b:url(x.png) url(y.png)}", ["x.png", "y.png"]),
            ("a{width:calc((1px + 2px) * 3);b:url(x)}", ["x"]),
        ] as [(String, [String])])
    func `style sheets give their URLs`(_ css: String, _ urls: [String]) throws {
        let expected = urls.map { $0.hasPrefix("/") ? "embed " + $0 : "embed /dir/" + $0 }
        #expect(try Extracting.css(css) == expected)
    }

    @Test func `an imported sheet says so`() throws {
        let extraction = try Extracting.run(Array("@import 'a';b{c:url(d)}".utf8), type: "text/css")
        #expect(extraction.links.map(\.context) == ["css/@import", "css/url()"])
        #expect(extraction.reading == .css)
    }
}
