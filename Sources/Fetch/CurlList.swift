// SPDX-License-Identifier: EUPL-1.2

import CCurl

/// The one owner of a libcurl string list; must outlive the transfers that use it.
final class CurlList {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    /// A list of texts.
    convenience init(_ texts: [String]) { self.init(texts.map { Array($0.utf8) }) }

    /// A list of lines of bytes; each ends at its first NUL byte, as C strings do.
    init(_ lines: [[UInt8]]) {
        for line in lines {
            let text = line.map { CChar(bitPattern: $0) } + [0]
            guard let longer = curl_slist_append(head, text) else { fatalError("no memory for a request") }
            head = longer
        }
    }

    deinit { curl_slist_free_all(head) }
}
