// SPDX-License-Identifier: EUPL-1.2

import Collection
import CrawlProfile
import WebURL

extension CrawlContext {
    /// The profile's fields for a request, with placeholders for credentials; a field whose credential was not given is left out.
    func fields(for url: QueuedURL, _ plan: AccountPlan) -> [(name: String, value: String)] {
        let placeholders = secrets.placeholders
        return plan.profile.headers(for: url.kind.planned, lane: url.lane).compactMap { template in
            template.filled(credentials: placeholders).map { (template.name, $0) }
        }
    }

    /// What the profile of an account calls secret.
    func secretRules(of account: String) -> SecretRules { plans[account]?.profile.secrets ?? SecretRules() }

    /// The origins that the profiles send each credential to: those of the seeds whose address or lane names it.
    var credentialOrigins: [String: Set<String>] {
        var origins: [String: Set<String>] = [:]
        for plan in plans.values {
            for seed in plan.seeds {
                guard let origin = WebAddress(seed.url)?.origin else { continue }
                let lane = plan.profile.lanes.first { $0.name == seed.lane }?.credential
                let fields = plan.profile.headers(for: seed.kind.planned, lane: seed.lane).flatMap(\.credentials)
                let named = SecretVault.placeholders(in: seed.url).map(\.name)
                for name in named + fields + [lane].compactMap(\.self) { origins[name, default: []].insert(origin) }
            }
        }
        return origins
    }
}

extension SecretKeeper {
    /// The keeper for a run.
    convenience init(for context: CrawlContext) {
        self.init(vault: context.secrets, origins: context.credentialOrigins)
    }
}
