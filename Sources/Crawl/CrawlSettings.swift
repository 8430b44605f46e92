// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
import FoundationEssentials
package import Scope

/// All that decides how a crawl goes. Kept with the run, so that `resume` needs nothing on its command line.
package struct CrawlSettings: Sendable, Codable {
    /// One account or page to capture, with the profile that fits it.
    package struct Seed: Sendable, Codable, Hashable {
        /// As the user wrote it: a URL or a handle.
        package var text: String
        /// Names the archive files and the rows of the overview.
        package var account: String
        /// Name of the crawl profile, a key of `profiles`.
        package var profile: String
        /// What the seed list says of the account; nil where it says nothing.
        package var person, department, kind, role: String?
        /// The first and the last day that count, `yyyy-MM-dd`; nil for those of the settings.
        package var since, until: String?

        package init(text: String, account: String, profile: String) {
            (self.text, self.account, self.profile) = (text, account, profile)
        }
    }

    /// Limits; nil means none.
    package struct Limits: Sendable, Codable, Hashable {
        package var pages: Int?
        /// Bytes in the archive that this run may add.
        package var bytes: Int64?
        /// Seconds of one process's work.
        package var seconds: Double?
        /// Bytes of one answer; what is longer is cut and marked.
        package var bodyBytes: UInt64?
        /// Bytes that stay free on each disk that the crawl writes to.
        package var freeBytes: UInt64?

        package init(
            pages: Int? = nil, bytes: Int64? = nil, seconds: Double? = nil, bodyBytes: UInt64? = nil,
            freeBytes: UInt64? = nil
        ) {
            (self.pages, self.bytes, self.seconds, self.bodyBytes) = (pages, bytes, seconds, bodyBytes)
            self.freeBytes = freeBytes
        }

        /// Takes over those of other limits that are set.
        mutating func take(_ other: Limits) {
            pages = other.pages ?? pages
            bytes = other.bytes ?? bytes
            seconds = other.seconds ?? seconds
            bodyBytes = other.bodyBytes ?? bodyBytes
            freeBytes = other.freeBytes ?? freeBytes
        }
    }

    /// How the network is reached.
    package struct Network: Sendable, Codable, Hashable {
        /// As curl's `--connect-to` (`HOST:PORT:HOST2:PORT2`) and `--resolve`.
        package var connectTo: [String] = []
        package var resolve: [String] = []
        /// CIDR blocks that may be contacted although they are not public.
        package var allowedAddresses: [String] = []
        /// PEM file of certificate authorities instead of the system's.
        package var caFile: String?
        package var userAgent: String = CrawlSettings.defaultUserAgent
        /// Seconds until a connection stands, and seconds without any byte until an answer is given up.
        package var connectTimeout: Double = 20
        package var idleTimeout: Double = 60
        /// Seconds that one answer may take in all.
        package var longestFetch: Double = 4 * 3600

        package init() {}
    }

    /// The name by which robots.txt speaks to Kabinet (RFC 9309 §2.2.1).
    package static let robotsToken = "Kabinet"
    package static let defaultUserAgent = "Mozilla/5.0 (compatible; Kabinet/0.1; public web archiving)"

    package var seeds: [Seed]
    /// Text of each profile by name: a profile file that changes later does not change a run.
    package var profiles: [String: String]
    package var limits = Limits()
    package var network = Network()
    /// Fetches at the same time over all hosts.
    package var concurrency = 8
    /// Seconds between fetches of one host instead of what the profile says.
    package var delay: Double?
    /// What robots.txt counts for, instead of what the profile says.
    package var robots: RobotsPolicy?
    /// How far from a seed links are followed, instead of what follows from the seed.
    package var scope: ScopeMode?
    package var maxHops: Int?
    package var include: [String] = []
    package var exclude: [String] = []
    /// The first and the last day of the period, `yyyy-MM-dd` in UTC, both included; nil where it is open.
    package var since, until: String?
    /// How many steps from an account's own posts the posts of others around them are captured: 0 for none, 1 unless said.
    package var threadDepth: Int?
    /// The file with credentials. Its values are never kept, so that it is read again by `resume`.
    package var credentialsFile: String?
    /// Names of the credentials that the run began with.
    package var credentialNames: [String]?
    /// Who is responsible, for `warcinfo`.
    package var `operator`: String?
    package var digest: DigestAlgorithm = .sha256
    /// Bytes after which an archive file is closed and the next begun.
    package var fileSize: UInt64 = 1_000_000_000

    /// Port on loopback of the demonstration site that the run crawls; `resume` starts it again.
    package var demoPort: Int?

    package init(seeds: [Seed], profiles: [String: String]) {
        (self.seeds, self.profiles) = (seeds, profiles)
    }

    /// The settings as one line of JSON.
    package func serialized() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what `serialized` wrote.
    package init(serialized text: String) throws {
        self = try JSONDecoder().decode(CrawlSettings.self, from: Data(text.utf8))
    }
}
