// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// Puts the links of a response head into a collector.
enum HeaderLinks {
    /// `Location` of 3xx and 201 answers (RFC 9110 §10.2.2), `Refresh`, and `Link` (RFC 8288).
    static func read(_ head: HTTPResponseHead, into collector: LinkCollector) {
        if (300...399).contains(head.status) && head.status != 304 || head.status == 201,
            let location = head.fields["Location"]
        {
            bytes(location).withUnsafeBufferPointer { collector.add($0, .redirect, "Location") }
        }
        if let refresh = head.fields["Refresh"] {
            bytes(refresh).withUnsafeBufferPointer { value in
                if let target = RefreshValue.target(value) { collector.add(target, .refresh, "Refresh") }
            }
        }
        for value in head.fields.all("Link") {
            for link in LinkHeader.parse(value) { add(link, collector) }
        }
    }

    private static func add(_ link: LinkHeader, _ collector: LinkCollector) {
        // A link with an anchor speaks of another resource (RFC 8288 §3.2).
        guard link.parameters["anchor"] == nil else { return }
        bytes(link.target).withUnsafeBufferPointer { target in
            guard let kind = LinkRelation.kind(link.rel, type: link.parameters["type"], href: target) else { return }
            collector.add(target, kind, "Link[" + link.rel.joined(separator: " ") + "]")
        }
    }

    /// A field value keeps each byte as the character of its number; here the bytes are wanted, which are UTF-8 as a rule.
    private static func bytes(_ value: String) -> [UInt8] {
        let bytes = value.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        return bytes.count == value.unicodeScalars.count ? bytes : Array(value.utf8)
    }
}
