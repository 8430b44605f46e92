// SPDX-License-Identifier: EUPL-1.2

package import Testing

extension Trait where Self == ConditionTrait {
    /// Runs only with the corpus: `@Suite(.needsCorpus)`.
    package static var needsCorpus: Self { .enabled(if: Tier.hasCorpus, "\(Tier.corpusReason)") }

    /// Runs only with the Python judges: `@Suite(.needsInterop)`.
    package static var needsInterop: Self { .enabled(if: Tier.hasInterop, "\(Tier.interopReason)") }

    /// Runs only with Chromium: `@Suite(.needsBrowser)`.
    package static var needsBrowser: Self { .enabled(if: Tier.hasBrowser, "\(Tier.browserReason)") }
}
