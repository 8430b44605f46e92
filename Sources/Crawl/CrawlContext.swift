// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import CrawlProfile
import Frontier
import Scope
import WARC

/// What is settled for the whole of a process's work on a run.
struct CrawlContext: Sendable {
    let run: CrawlRun
    let settings: CrawlSettings
    let plans: [String: AccountPlan]
    /// Program and version for `warcinfo`.
    let software: String
    /// Where large bodies lie until they are written: on the disk of the archive, so that one free-space check holds for both.
    let spoolDirectory: String
    let secrets: SecretVault

    init(
        run: CrawlRun, settings: CrawlSettings, software: String, spoolDirectory: String,
        secrets: SecretVault = SecretVault()
    ) throws {
        (self.run, self.settings, self.software, self.spoolDirectory) = (run, settings, software, spoolDirectory)
        self.secrets = secrets
        let plans = try settings.seeds.map { try AccountPlan($0, settings: settings) }
        self.plans = Dictionary(plans.map { ($0.account, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Seconds that a crawl with nothing else to do waits for a host that asked for a pause; beyond, it stops and can be resumed.
    var longestWait: Double { Double(plans.values.map(\.profile.politeness.retryAfterCap).max() ?? 0) / 1000 }

    /// The pace for hosts that are no account's own: media hosts and the like get that of the gentlest account.
    var pace: HostPace {
        plans.values.map(\.pace).max { ($0.delay, -$0.concurrency) < ($1.delay, -$1.concurrency) } ?? HostPace()
    }

    /// The pace towards a host that is an account's own.
    func pace(towards host: String) -> HostPace? {
        plans.values.filter { $0.seeds.contains { $0.host == host } }.map(\.pace)
            .max { ($0.delay, -$0.concurrency) < ($1.delay, -$1.concurrency) }
    }

    /// What every file of an account says about itself.
    func information(on account: String, collection: String, owner: String?) -> WARCInfo {
        var info = WARCInfo(
            software: software,
            byteTreatment: [
                "bodies are stored without transfer coding, as a removed Transfer-Encoding renamed to "
                    + "X-Archive-Orig-Transfer-Encoding says; content coding is kept as received",
                "HTTP/2 messages are written as HTTP/1.1 text; WARC-Protocol says what was spoken",
                "values of the request fields Authorization, Proxy-Authorization and Cookie, credentials wherever they "
                    + "stand, and what the crawl profile calls secret are replaced; WARC-Redacted-Fields names the fields, "
                    + "(start line) or (body) where that happened; a body with a replacement is stored without content coding",
            ])
        info.operator = settings.operator ?? owner
        info.isPartOf = collection
        info.userAgent = settings.network.userAgent
        if let plan = plans[account] {
            info.description = "capture of \(plan.match.seed)"
            info.robots = plan.robots.rawValue
            info.crawlProfile = "\(plan.profile.name) \(plan.profile.version)"
            info.crawlProfileDigest = DigestStream.digest(of: Array(plan.profile.text.utf8), .sha256).labelled
        }
        return info
    }
}
