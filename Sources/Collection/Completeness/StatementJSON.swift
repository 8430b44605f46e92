// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import FoundationEssentials

/// The completeness statement as JSON: `kabinet report --json` and `logs/report-*.json`.
///
/// The keys stay; new ones may come. Times are RFC 3339 in UTC, days `yyyy-MM-dd`. Each account and each missing thing has a
/// line of its own, so that the lists of large collections can be read line by line.
package struct StatementJSON {
    /// What the report of a run says beyond the statement: how the process ended, and its sums.
    package struct Ending: Encodable, Sendable {
        package let began: String
        package let end: String
        package let exitCode: Int32
        /// URLs by state, and those that ended by outcome.
        package let urls, outcomes: [String: Int]
        /// Records by what they are for.
        package let records: [String: Int]
        package let pages, media, missingSeeds: Int
        package let archivedBytes, payloadBytes, savedBytes: Int64

        package init(run: CrawlRun, end: String, exitCode: Int32, progress: RunProgress) {
            (began, self.end, self.exitCode) = (run.started.iso8601, end, exitCode)
            urls = progress.states
            outcomes = Dictionary(progress.outcomes.map { ($0.key.description, $0.value) }, uniquingKeysWith: +)
            records = Dictionary(progress.kinds.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
            (pages, media, missingSeeds) = (progress.pages, progress.media, progress.missingSeeds)
            (archivedBytes, payloadBytes) = (progress.bytes, progress.payloadBytes)
            savedBytes = progress.savedBytes
        }
    }

    /// The form of the report, counted up when a key changes its meaning.
    package static let format = "kabinet-report-1"

    private let encoder: JSONEncoder
    private let sink: ([UInt8]) throws -> Void

    /// A writer that hands its bytes to `sink`, piece by piece.
    package init(sink: @escaping ([UInt8]) throws -> Void) {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.sink = sink
    }

    /// Writes the statement of a snapshot, a line break at its end.
    ///
    /// - Throws: what the ledger or the sink throws.
    package func write(
        _ snapshot: CompletenessReader.Snapshot, collection: String, ending: Ending? = nil, now: ArchiveDate
    ) throws {
        if let ending { try sink(opened(try encoder.encode(ending), ",\n")) } else { try sink([0x7B]) }
        let head = Head(
            format: Self.format, written: now.iso8601, collection: collection, run: snapshot.scope.run,
            runs: snapshot.runs.map(Run.init))
        try sink(Array(try encoder.encode(head).dropFirst().dropLast()) + Array(",\n\"accounts\":[".utf8))
        var separator = "\n"
        for head in try snapshot.heads(now: now) {
            let statement = try snapshot.statement(of: head, shown: 0) { _ in }
            try sink(Array(separator.utf8) + opened(try encoder.encode(Account(statement)), ",\"missing\":["))
            separator = ",\n"
            if statement.missingCount > 0 {
                var comma = "\n"
                _ = try snapshot.statement(of: head, shown: 0) { item in
                    try sink(Array(comma.utf8) + Array(try encoder.encode(Missing(item))))
                    comma = ",\n"
                }
            }
            try sink(Array("]}".utf8))
        }
        try sink(Array("]}\n".utf8))
    }

    /// An object without its closing brace, to be gone on with.
    private func opened(_ object: Data, _ next: String) -> [UInt8] { Array(object.dropLast()) + Array(next.utf8) }

    private struct Head: Encodable {
        let format, written, collection: String
        let run: Int64?
        let runs: [Run]
    }

    private struct Run: Encodable {
        let id: Int64
        let began: String
        let ended, end: String?
        let state: String

        init(_ run: CompletenessStatement.RunLine) {
            (id, began, ended) = (run.id, run.began.iso8601, run.ended?.iso8601)
            (end, state) = (run.end, run.state.rawValue)
        }
    }
}

/// An account in the words of JSON.
private struct Account: Encodable {
    let account, verdict: String
    let profile, seed, canonical, person, department, kind, role, since, until, state, pausedUntil, pauseReason: String?
    let claims: [Claim]
    let own, reposts, context, media: Counts
    let shortfall: Int64?
    let addresses: [String: [String: Int]]
    let outcomes: [String: Int]
    let waiting: Int
    let lanes: [Lane]
    let oldestPost, newestPost: String?
    let months: [Month]
    let monthsWithoutPost: [String]
    let silences: [Gap]
    let silenceThresholdDays: Int?
    let reach: ReachLine
    let missingCount: Int
    let missingByReason: [String: Int]

    init(_ statement: AccountStatement) {
        let identity = statement.identity
        (account, verdict) = (identity.account, statement.verdict.rawValue)
        (profile, seed, canonical) = (identity.profile, identity.seed, identity.canonical)
        (person, department, kind, role) = (identity.person, identity.department, identity.kind, identity.role)
        (since, until, state) = (identity.since?.day, identity.until?.day, identity.state)
        (pausedUntil, pauseReason) = (identity.pausedUntil?.iso8601, identity.pauseReason)
        claims = statement.claims.map(Claim.init)
        (own, reposts) = (Counts(statement.own), Counts(statement.reposts))
        (context, media) = (Counts(statement.context), Counts(statement.media))
        shortfall = statement.shortfall
        addresses = Dictionary(
            statement.addresses.outcomes.map { ($0.key.rawValue, Counts.words($0.value)) },
            uniquingKeysWith: { a, _ in a })
        outcomes = Counts.words(statement.addresses.byOutcome)
        waiting = statement.addresses.waitingCount
        lanes = statement.lanes.map {
            Lane(name: $0.name, asked: $0.asked, succeeded: $0.succeeded, leftOut: $0.leftOut)
        }
        (oldestPost, newestPost) = (statement.oldest?.iso8601, statement.newest?.iso8601)
        months = statement.months.map { Month(month: $0.name, found: $0.found, held: $0.held) }
        monthsWithoutPost = statement.months.filter { $0.found == 0 }.map(\.name)
        silences = statement.silences.map { Gap(from: $0.from.day, to: $0.to.day, days: $0.days) }
        silenceThresholdDays = statement.silenceThreshold
        reach = ReachLine(statement.reach)
        (missingCount, missingByReason) = (statement.missingCount, statement.missing)
    }

    struct Claim: Encodable {
        let name: String
        let value: Int64
        let seen: String
        let record: Record?

        init(_ claim: AccountStatement.Claim) {
            (name, value, seen) = (claim.name, claim.value, claim.seen.iso8601)
            record = claim.evidence.map(Record.init)
        }
    }

    struct Counts: Encodable {
        let found, held, captured, unchanged, laterGone, inAnswer, outOfPeriod, waiting, notAsked, missing: Int
        let missingButShown, undated: Int
        let walled, throttled, gone, notFound, failed, refused: Int
        let ended: [String: Int]

        init(_ counts: PostCounts) {
            (found, held, captured, unchanged) = (counts.found, counts.held, counts.captured, counts.unchanged)
            (laterGone, inAnswer, outOfPeriod) = (counts.laterGone, counts.inAnswer, counts.outOfPeriod)
            (waiting, notAsked, missing) = (counts.waiting, counts.notAsked, counts.missing)
            (missingButShown, undated) = (counts.missingButShown, counts.undated)
            (walled, throttled, gone) = (counts.ended(.walled), counts.ended(.throttled), counts.ended(.gone))
            (notFound, failed, refused) = (counts.ended(.notFound), counts.ended(.failed), counts.ended(.refused))
            ended = Self.words(counts.ended)
        }

        static func words(_ outcomes: [Outcome: Int]) -> [String: Int] {
            Dictionary(outcomes.map { ($0.key.description, $0.value) }, uniquingKeysWith: +)
        }
    }

    struct Lane: Encodable {
        let name: String
        let asked, succeeded: Int
        let leftOut: String?
    }

    struct Month: Encodable {
        let month: String
        let found, held: Int
    }

    struct Gap: Encodable {
        let from, to: String
        let days: Int
    }

    struct ReachLine: Encodable {
        let end: String
        let detail, url: String?
        let record: Record?
        let unseenFrom, unseenTo: String?

        init(_ reach: Reach) {
            end = reach.end.word
            (unseenFrom, unseenTo) = (reach.unseenFrom?.iso8601, reach.unseenTo?.iso8601)
            switch reach.end {
            case .waiting(let text): (detail, url, record) = (text, nil, nil)
            case .outcome(_, let address, let evidence):
                (detail, url, record) = (nil, address, evidence.map(Record.init))
            case .periodStart, .listEnd: (detail, url, record) = (nil, nil, nil)
            }
        }
    }
}

/// A record of the archive in the words of JSON.
private struct Record: Encodable {
    let file: String
    let offset: Int64
    let recordID, date, url: String

    init(_ evidence: Evidence) {
        (file, offset, recordID) = (evidence.file, evidence.offset, evidence.recordID)
        (date, url) = (evidence.date.iso8601, evidence.url)
    }
}

/// A missing thing in the words of JSON.
private struct Missing: Encodable {
    let kind, reason: String
    let post, url, date, detail: String?
    let record, shownBy: Record?

    init(_ item: MissingItem) {
        (kind, reason, post, url) = (item.kind.rawValue, item.reason, item.post, item.url)
        (date, detail) = (item.date?.iso8601, item.detail)
        (record, shownBy) = (item.evidence.map(Record.init), item.shownBy.map(Record.init))
    }
}
