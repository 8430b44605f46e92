// SPDX-License-Identifier: EUPL-1.2

/// Puts the links of a JSON document into a collector.
enum JSONLinkReader {
    /// Reads `bytes`; `html` gets each fragment of HTML that stands in a string.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, into collector: LinkCollector, purpose: JSONLinkRules.Purpose = .data,
        html: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
    ) {
        JSONLinkScanner.scan(bytes) { found in
            switch JSONLinkRules.judge(found, purpose: purpose) {
            case nil: break
            case .html: html(found.value)
            case .srcset: SrcsetParser.forEachURL(in: found.value) { collector.add($0, .embed, context(found)) }
            case .link(let kind): collector.add(found.value, kind, context(found))
            }
        }
    }

    private static func context(_ found: JSONLinkScanner.Found) -> String {
        found.parent.isEmpty ? "json:" + found.key : "json:" + found.parent + "." + found.key
    }
}
