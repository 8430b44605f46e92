// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Replay

@Suite struct `Rewriting of style sheets` {
    @Test(arguments: [
        ("a{b:url(x.png)}", "a{b:url(~im/dir/x.png)}"),
        ("a{b:URL( 'x.png' )}", "a{b:URL( '~im/dir/x.png' )}"),
        ("a{b:url(  x.png  )}", "a{b:url(  ~im/dir/x.png  )}"),
        ("@import 'a.css' screen;", "@import '~cs/dir/a.css' screen;"),
        ("@IMPORT url(a.css);", "@IMPORT url(~cs/dir/a.css);"),
        ("@import/**/\"a.css\";b{c:url(d)}", "@import/**/\"~cs/dir/a.css\";b{c:url(~im/dir/d)}"),
        (
            "@font-face{src:url(f.woff2) format('woff2'),url('g')}",
            "@font-face{src:url(~im/dir/f.woff2) format('woff2'),url('~im/dir/g')}"
        ),
        (
            "a{b:image-set('x.png' 1x, url(y) 2x type('image/png'))}",
            "a{b:image-set('~im/dir/x.png' 1x, url(~im/dir/y) 2x type('image/png'))}"
        ),
        ("a{b:-webkit-image-set(\"x\" 1x)}c{content:'x'}", "a{b:-webkit-image-set(\"~im/dir/x\" 1x)}c{content:'x'}"),
        ("a{b:src(\"x\")}", "a{b:src(\"~im/dir/x\")}"),
        ("a{b:url(\"a\\26 b\")}", "a{b:url(\"~im/dir/a&b\")}"),
        ("a{b:url(x\\)y)}", "a{b:url(~im/dir/x\\)y)}"),
        ("a{b:url('it\\'s')}", "a{b:url('~im/dir/it\\'s')}"),
    ])
    func `links lead into the archive`(input: String, expected: String) {
        #expect(Fixture.css(input) == Fixture.expanded(expected))
    }

    @Test(arguments: [
        "a{b:url(#g)}", "a{b:url(data:image/png;base64,AA==)}", "/* url(x) @import 'y' */", "a{content:'url(x)'}",
        "@namespace url(http://www.w3.org/1999/xhtml);",
        "@namespace svg 'http://www.w3.org/2000/svg';", "@charset 'utf-8';", "a{b:curl(x)}", "a{b:my-url(x)}", "url(",
        "url('", "url(x", "@import", "@import '",
        "@import 'x\n';", "\\", "/*", "a{b:url(\\", "((((((", ")))", "'\\", "a{b:var(--x, 'y')}", "\u{0}\u{0}url(",
    ])
    func `everything else stays byte for byte`(input: String) {
        #expect(Fixture.css(input) == input)
    }
}
