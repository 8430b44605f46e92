// SPDX-License-Identifier: EUPL-1.2

import WebURL

@testable import Replay

/// What the tables of these tests share.
enum Fixture {
    /// A page of the archive: `https://example.org/dir/page.html` as requested for 2021-11-22.
    static let target: ReplayTarget = page("https://example.org/dir/page.html")

    static func page(_ url: String) -> ReplayTarget {
        guard let address = WebAddress(url) else { fatalError("not a URL: \(url)") }
        return ReplayTarget(collection: "kab", timestamp: "20211122120000", modifier: .page, url: address)
    }

    static func html(_ text: String) -> String {
        String(decoding: HTMLRewriter.rewritten(Array(text.utf8), links: ReplayLinks(target: target)), as: UTF8.self)
    }

    static func css(_ text: String) -> String {
        let bytes = StylesheetRewriter.rewritten(Array(text.utf8), links: ReplayLinks(target: target))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `~im` in a table stands for `/kab/20211122120000im_/https://example.org`, `%im` for the same without a host.
    static func expanded(_ text: String) -> String {
        var text = text
        for modifier in ["mp", "im", "js", "cs", "if", "fr", "oe"] {
            text = text.split(separator: "~" + modifier, omittingEmptySubsequences: false)
                .joined(separator: "/kab/20211122120000\(modifier)_/https://example.org")
            text = text.split(separator: "%" + modifier, omittingEmptySubsequences: false)
                .joined(separator: "/kab/20211122120000\(modifier)_")
        }
        return text
    }
}
