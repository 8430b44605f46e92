// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import WARC

extension CrawlEnd.Cause {
    /// The end that an error of the archive, the index or the database means: a full disk, or a failure.
    package init(_ error: any Error) {
        let isDiskFull =
            switch error {
            case let error as CollectionError: error.code == .diskFull
            case let error as ByteStreamError: error.code == .diskFull
            case let error as WARCError: error.code == .diskFull
            case let error as CDXError: error.code == .diskFull
            default: false
            }
        self = isDiskFull ? .diskFull("\(error)") : .failed("\(error)")
    }

    /// The end in a word or a sentence: `finished`, `limit: --max-pages 3`, `disk full: …`.
    package var text: String {
        switch self {
        case .finished: "finished"
        case .limit(let name): "limit: \(name)"
        case .stopped: "stopped"
        case .stoppedHard: "stopped hard"
        case .diskFull(let detail): "disk full: \(detail)"
        case .failed(let detail): "failed: \(detail)"
        }
    }
}
