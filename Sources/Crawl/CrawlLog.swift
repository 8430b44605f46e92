// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection

/// `logs/crawl.log`: one line per URL seen, with its verdict. Used by the writer's thread only.
///
/// Twelve tab-separated columns; a missing value is `-`, a tab or line break within one is written as a space:
/// time, outcome, status, payload bytes, kind, hops, account, URL, via, payload digest, file@offset, detail.
final class CrawlLog {
    static let columns = [
        "time", "outcome", "status", "bytes", "kind", "hops", "account", "url", "via", "digest", "record", "detail",
    ]

    /// The log is synced once so many bytes were added; until then the database has them too.
    static let mostUnsynced: UInt64 = 256 << 10

    private let file: OpenFile
    private var length: UInt64
    private var synced: UInt64 = 0

    init(path: String) throws(ByteStreamError) {
        let head = Array(("# " + Self.columns.joined(separator: "\t") + "\n").utf8)
        if !FileSystem.exists(path) { try FileSystem.writeAtomically(path, head) }
        file = try OpenFile(appending: path, create: false)
        length = try file.size()
        guard length == 0 else { return }
        try file.append(head)
        length = UInt64(head.count)
    }

    /// Brings the log to the disk now and then; true if everything that was appended so far is there.
    func syncIfDue() throws(ByteStreamError) -> Bool {
        if synced == 0 || length - synced >= Self.mostUnsynced {
            try file.dataSync()
            synced = length
        }
        return synced == length
    }

    /// Adds lines for finished tries and for URLs that were refused, and returns them.
    func append(
        _ commits: [CaptureCommit], refused: [FoundURL], at now: ArchiveDate
    ) throws(ByteStreamError) -> LogLines {
        let start = length
        var text = ""
        for commit in commits { text += Self.line(commit, now) }
        for found in refused {
            guard let refusal = found.refusal else { continue }
            text += Self.line([
                now.iso8601, refusal.outcome.description, nil, nil, found.kind.rawValue, found.hops, found.account,
                found.url, found.via, nil, nil, refusal.detail,
            ])
        }
        try write(text)
        return LogLines(start: start, text: text)
    }

    private func write(_ text: String) throws(ByteStreamError) {
        guard !text.isEmpty else { return }
        let bytes = Array(text.utf8)
        try file.append(bytes)
        length += UInt64(bytes.count)
    }

    private static func line(_ commit: CaptureCommit, _ now: ArchiveDate) -> String {
        let outcome: String
        let detail: String?
        switch commit.change {
        case .stored(let end, let text), .ended(let end, let text), .unlisted(let end, let text):
            (outcome, detail) = (end.description, text)
        case .retry(let notBefore, let text):
            outcome = "retry"
            detail = "\(text); again from \(notBefore.iso8601Seconds)"
        case .untried: return ""
        }
        let capture = commit.capture
        return line([
            (capture?.date ?? now).iso8601, outcome, capture?.cdx.status, capture.map { String($0.payloadLength) },
            commit.url.kind.rawValue, commit.url.hops, commit.url.account, commit.url.url, commit.url.via,
            capture?.cdx.digest, capture.map { "\($0.cdx.filename)@\($0.cdx.offset)" }, detail,
        ])
    }

    /// Control characters, and what some programs take for the end of a line.
    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    private static func line(_ columns: [String?]) -> String {
        columns.map { column in
            guard let column, !column.isEmpty else { return "-" }
            if column.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return column }
            return String(String.UnicodeScalarView(column.unicodeScalars.map { Self.endsLine($0) ? " " : $0 }))
        }.joined(separator: "\t") + "\n"
    }
}
