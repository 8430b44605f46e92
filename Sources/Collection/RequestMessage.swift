// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// What is sent to an address when that is more than a plain GET.
package struct RequestMessage: Sendable, Hashable {
    /// In capitals.
    package let method: String
    package let body: [UInt8]
    /// The media type of the body.
    package let type: String?

    package init(method: String, body: [UInt8] = [], type: String? = nil) {
        (self.method, self.body, self.type) = (method.uppercased(), body, type)
    }

    /// Tells requests to one address apart: SHA-256 of method, type and body in hexadecimal digits.
    package var key: String {
        let stream = DigestStream(.sha256)
        stream.update(Array("\(method)\0\(type ?? "")\0".utf8))
        stream.update(body)
        return Hex.encode(stream.finish().bytes)
    }
}
