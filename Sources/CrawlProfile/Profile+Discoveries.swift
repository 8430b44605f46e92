// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
import WebURL

extension Profile {
    /// What an answer leads to, each URL once, and what was wrong with the answer.
    package struct Discoveries: Sendable {
        package var found: [Discovery] = []
        /// An answer that a rule names but that cannot be read, such as HTML where JSON was to be: the profile or the platform
        /// has changed, and silence would pass for an empty account.
        package var findings: [Diagnostic] = []
    }

    /// The most URLs that one answer may lead to.
    package static let mostDiscoveries = 20_000

    /// What an answer leads to by the rules of this profile, with what was wrong.
    ///
    /// `url` is the absolute URL that answered, `mediaType` its `Content-Type`, `body` the body without content coding.
    /// Only answers with a status of 200 to 299 lead anywhere. The names caught in `url` go before those of the seed.
    package func reading(
        url: String, mediaType: String?, statusCode: Int, fields: [(String, String)], body: [UInt8],
        seed: SeedMatch? = nil
    ) -> Discoveries {
        guard (200...299).contains(statusCode), let address = WebAddress(url) else { return Discoveries() }
        var reading = AnswerReading(
            profile: self, address: address, mediaType: mediaType ?? "", fields: fields, body: body,
            bindings: seed?.bindings ?? [:])
        return reading.run()
    }
}
