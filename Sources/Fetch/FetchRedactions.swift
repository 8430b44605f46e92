// SPDX-License-Identifier: EUPL-1.2

/// What of an exchange was replaced because it is secret, before anybody but the fetcher saw it.
package struct FetchRedactions: Sendable, Hashable {
    /// In place of a field's name: something before the fields, or behind them.
    package static let startLine = "(start line)"
    package static let body = "(body)"

    /// Names of the fields with replaced values, in their order.
    package var request: [String] = []
    package var response: [String] = []

    /// Nothing.
    package init() {}
}
