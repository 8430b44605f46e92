// SPDX-License-Identifier: EUPL-1.2

package import Collection
package import HTTPMessage

/// What the replay origin answers.
package struct ReplayResponse: Sendable {
    package var status: Int
    /// All fields but Content-Length, Date and Server.
    package var fields: [HTTPField]
    package var body: ReplayBody
    /// The capture that was served; nil when there is none.
    package var capture: CatalogCapture?
    /// Captures that were nearer but could not be shown, and why.
    package var problems: [ReplayError] = []

    package init(status: Int, fields: [HTTPField], body: ReplayBody, capture: CatalogCapture? = nil) {
        (self.status, self.fields, self.body, self.capture) = (status, fields, body, capture)
    }

    /// The value of the first field of that name.
    package func field(_ name: String) -> String? { HTTPFields(fields)[name] }
}

/// The body of a response.
package enum ReplayBody: Sendable {
    case none
    /// Nothing is sent, but this is how long it would be (HEAD).
    case omitted(length: UInt64?)
    case bytes([UInt8])
    case stream(ReplayStream)
    /// A page for a person, which the interface writes in their language.
    case notice(ReplayNotice)
}

/// Why there is no capture to show, for the page that says so.
package struct ReplayNotice: Sendable {
    package enum Reason: Sendable, Hashable {
        /// Nothing was captured under this URL.
        case notCaptured
        /// All captures are redirects to the same URL.
        case onlyRedirectsToItself
        /// There are captures, but none of them can be read.
        case unreadable
    }

    package let reason: Reason
    package let target: ReplayTarget
    /// Captures under other URLs that may be meant: without the query, below the same folder; one per URL, at most 20.
    package var nearby: [CatalogCapture] = []
    /// Captures of this URL that can't be shown.
    package var problems: [ReplayError] = []

    package init(_ reason: Reason, target: ReplayTarget) { (self.reason, self.target) = (reason, target) }
}
