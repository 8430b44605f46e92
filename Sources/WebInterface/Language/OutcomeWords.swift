// SPDX-License-Identifier: EUPL-1.2

import Collection

/// How an outcome is named to people, and whether it is good news.
struct OutcomeWords {
    let outcome: Outcome

    /// `walled: login` in the words of the reader.
    func text(_ language: Language) -> String {
        let kind = kindPhrase.text(language)
        return reasonPhrase.map { "\(kind): \($0.text(language))" } ?? kind
    }

    /// The class that gives it a colour and, through the style sheet, a sign.
    var cssClass: String { outcome.isSuccess ? "good" : outcome.isGap ? "bad" : "warn" }

    private var kindPhrase: Phrase {
        switch outcome.kind {
        case .captured: .captured
        case .revisit: .revisit
        case .redirected: .redirected
        case .gone: .gone
        case .refused: .refused
        case .walled: .walled
        case .throttled: .throttled
        case .empty: .empty
        case .truncated: .truncated
        case .failed: .failedOutcome
        case .notModified: .notModified
        case .notFound: .missingOutcome
        }
    }

    private var reasonPhrase: Phrase? {
        switch outcome.reason {
        case nil: nil
        case .robots: .robots
        case .scope: .scope
        case .limit: .limit
        case .address: .forbiddenAddress
        case .login: .login
        case .consent: .consent
        case .captcha: .captcha
        case .challenge: .challenge
        case .dns: .dns
        case .connect: .connect
        case .tls: .tls
        case .timeout: .timeout
        case .protocol: .protocolError
        }
    }
}
