// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import Diagnostics

/// The end of a command that is not plain success: an exit code, and what to tell people.
struct CommandEnd: Error {
    let code: ExitCode
    let message: String?

    init(_ code: ExitCode, _ message: String? = nil) { (self.code, self.message) = (code, message) }

    /// The end that an error of a lower floor means; `fallback` when it does not say.
    init(_ error: any Error, fallback: ExitCode = .failed) {
        switch error {
        case let end as CommandEnd:
            self = end
        case let error as CollectionError:
            let code: ExitCode =
                switch error.code {
                case .diskFull: .diskFull
                case .badDescription: .badInput
                case .notFound: .usage
                case .busy, .inconsistent, .database: .failed
                }
            self.init(code, "kabinet: \(error)")
        default:
            if case .diskFull = CrawlEnd.Cause(error) {
                self.init(.diskFull, "kabinet: \(error)")
            } else {
                self.init(fallback, "kabinet: \(error)")
            }
        }
    }
}
