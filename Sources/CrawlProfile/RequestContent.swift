// SPDX-License-Identifier: EUPL-1.2

/// What is asked of a URL other than a plain GET: the method, the body and its media type.
package struct RequestContent: Sendable, Hashable, Codable {
    /// In capitals, for example `POST`.
    package let method: String
    package let body: [UInt8]
    /// The media type of the body; nil when there is none.
    package let type: String?

    /// A request with a body.
    package init(method: String = "POST", body: [UInt8] = [], type: String? = nil) {
        self.method = method
        self.body = body
        self.type = type
    }
}
