// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection

/// The completeness statement for a terminal.
struct ReportText {
    let text: String

    init(_ statement: CompletenessStatement, title: String) {
        var lines: [String] = []
        let scope = statement.scope.run.map { "run \($0)" } ?? "\(statement.runs.count) runs"
        let totals = statement.totals
        lines.append(
            "\(title): \(statement.accounts.count) accounts, \(scope), \(statement.written.iso8601Seconds)")
        lines.append("posts found \(totals.found), captured \(totals.held); missing things \(totals.missing)")
        if statement.accounts.isEmpty { lines.append("nothing was captured yet: begin with `kabinet crawl`") }
        for account in statement.accounts { lines += [""] + Self.account(account, now: statement.written) }
        if statement.accounts.contains(where: { $0.missingCount > 0 }) {
            lines += ["", "That something is missing does not say that it was deleted."]
        }
        text = lines.joined(separator: "\n")
    }

    /// The word for a verdict.
    static func word(_ verdict: AccountStatement.Verdict) -> String {
        switch verdict {
        case .complete: "complete"
        case .gaps: "something is missing"
        case .unfinished: "not finished"
        case .nothingFound: "ERROR: no post found"
        case .empty: "account without posts"
        }
    }

    private static func account(_ account: AccountStatement, now: ArchiveDate) -> [String] {
        let identity = account.identity
        var lines = ["\(printable(identity.account)): \(word(account.verdict))"]
        let who = [identity.person, identity.department, identity.role, identity.kind].compactMap(\.self)
            .filter { !$0.isEmpty }
        if !who.isEmpty { lines.append("  " + printable(who.joined(separator: ", "))) }
        if identity.since != nil || identity.until != nil {
            lines.append("  period: \(identity.since?.day ?? "open") to \(identity.until?.day ?? "open")")
        }
        if let state = identity.state { lines.append("  the platform says: \(printable(state))") }
        if let until = identity.pausedUntil, until > now {
            lines.append(
                "  left alone until \(until.iso8601Seconds)" + (identity.pauseReason.map { ": \(printable($0))" } ?? "")
            )
        }
        for claim in account.claims {
            lines.append(
                "  the platform says: \(claim.value) \(printable(claim.name)) (\(claim.seen.iso8601Seconds)\(place(claim.evidence)))"
            )
        }
        if let shortfall = account.shortfall {
            lines.append("  \(shortfall) posts fewer were found than the platform says")
        }
        for (name, counts) in [
            ("own posts", account.own), ("reposts", account.reposts), ("media", account.media),
            ("context", account.context),
        ] where counts.found > 0 {
            lines.append("  \(name): " + Self.counts(counts))
        }
        let outcomes = account.addresses.byOutcome.sorted {
            ($1.value, $0.key.description) < ($0.value, $1.key.description)
        }
        if !outcomes.isEmpty {
            lines.append("  addresses: " + outcomes.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
        }
        if account.addresses.waitingCount > 0 { lines.append("  waiting: \(account.addresses.waitingCount) addresses") }
        lines += time(account)
        for lane in account.lanes {
            let end = lane.leftOut.map { "not used: \(printable($0))" } ?? "\(lane.succeeded) of \(lane.asked)"
            lines.append("  by \(printable(lane.name)): \(end)")
        }
        return lines + missing(account)
    }

    private static func counts(_ counts: PostCounts) -> String {
        var parts = ["\(counts.found) found", "\(counts.held) captured"]
        func add(_ number: Int, _ name: String) { if number > 0 { parts.append("\(number) \(name)") } }
        add(counts.inAnswer, "of these only in a list")
        add(counts.unchanged, "of these unchanged")
        add(counts.laterGone, "of these gone later")
        add(counts.outOfPeriod, "out of the period")
        add(counts.waiting, "waiting")
        add(counts.notAsked, "not asked for")
        for (outcome, number) in counts.ended.sorted(by: { $0.key.description < $1.key.description }) {
            add(number, outcome.description)
        }
        add(counts.undated, "without a time")
        return parts.joined(separator: ", ")
    }

    private static func time(_ account: AccountStatement) -> [String] {
        var lines: [String] = []
        if let oldest = account.oldest, let newest = account.newest {
            lines.append("  from \(oldest.day) to \(newest.day)")
        }
        let without = account.months.filter { $0.found == 0 }
        if !without.isEmpty {
            let more = without.count > 12 ? " and \(without.count - 12) more" : ""
            lines.append(
                "  months without a found post: " + without.prefix(12).map(\.name).joined(separator: ", ") + more)
        }
        if let threshold = account.silenceThreshold {
            for silence in account.silences.prefix(5) {
                lines.append(
                    "  silence of \(silence.days) days (unusual from \(threshold)): \(silence.from.day) to \(silence.to.day)"
                )
            }
        }
        guard account.owned.found > 0 || account.identity.expectsPosts else { return lines }
        switch account.reach.end {
        case .periodStart: lines.append("  its lists were read back beyond the start of the period")
        case .listEnd: lines.append("  its lists were read to their end: the platform shows nothing older")
        case .waiting(let why): lines.append("  its lists were not read to their end: \(why ?? "addresses wait")")
        case .outcome(let outcome, let url, let evidence):
            lines.append("  its lists end at \(outcome): \(printable(url))\(place(evidence))")
        }
        if let from = account.reach.unseenFrom {
            lines.append("  nothing is known of \(from.day) to \(account.reach.unseenTo?.day ?? "today")")
        }
        return lines
    }

    private static func missing(_ account: AccountStatement) -> [String] {
        guard account.missingCount > 0 else { return [] }
        let reasons = account.missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        var lines = ["  missing \(account.missingCount): \(reasons)"]
        for item in account.firstMissing {
            let date = item.date.map { " of \($0.day)" } ?? ""
            lines.append(
                "    \(item.kind.rawValue)\(date): \(item.reason): \(printable(item.url ?? item.post ?? ""))"
                    + (item.evidence.map { place($0) } ?? item.shownBy.map { ", stood in" + place($0) } ?? ""))
        }
        let rest = account.missingCount - account.firstMissing.count
        if rest > 0 { lines.append("    and \(rest) more: kabinet report --json has all") }
        return lines
    }

    /// ` [file@offset]`, as `kabinet cat` takes it.
    private static func place(_ evidence: Evidence?) -> String {
        evidence.map { " [\($0.file)@\($0.offset)]" } ?? ""
    }

    /// What strangers wrote, without what a terminal would act on.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                        || (0x200E...0x200F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
                        || (0x2066...0x2069).contains(scalar.value) ? "?" : scalar
                }))
    }
}
