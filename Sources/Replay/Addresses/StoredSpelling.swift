// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// The archived URL as its record spells it, by which other archives know the capture.
enum StoredSpelling {
    /// The spelling, if it is an http URL that can stand between angle brackets in a header field; else the URL serialised.
    ///
    /// Nil when it is no http URL at all.
    static func of(_ text: String) -> String? {
        guard let address = WebAddress(text), address.isHTTP else { return nil }
        let isSafe = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"".utf8.contains($0) }
        return isSafe ? text : address.withoutFragment
    }
}
