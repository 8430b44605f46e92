// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection

/// One account of the completeness statement, in full.
struct AccountSection {
    let page: StatementPage
    let statement: AccountStatement

    private var reader: Reader { page.reader }
    private var language: Language { page.reader.language }
    private func phrase(_ phrase: StatementPhrase) -> String { page.phrase(phrase) }

    var html: HTML {
        let account = statement.identity.account
        let id = StatementPage.anchor(account)
        return """
            <section class="account" id="\(id)" aria-labelledby="\(id)-h">
            <h2 id="\(id)-h">\(account)</h2>
            <p class="verdict">\(page.verdict(statement.verdict)) <span>\(phrase(verdictText))</span></p>
            \(identity)\(facts)\(state)\(claims)\(counts)\(time)\(lanes)\(missing)
            </section>
            """
    }

    private var verdictText: StatementPhrase {
        switch statement.verdict {
        case .complete: .completeText
        case .gaps: .gapsText
        case .unfinished: .unfinishedText
        case .nothingFound: .nothingFoundText
        case .empty: .emptyText
        }
    }

    private var identity: HTML {
        let identity = statement.identity
        var parts: [(StatementPhrase, HTML)] = []
        func add(_ name: StatementPhrase, _ text: String?) {
            if let text, !text.isEmpty { parts.append((name, "\(text)")) }
        }
        add(.person, identity.person)
        add(.department, identity.department)
        add(.role, identity.role)
        add(.kind, identity.kind)
        add(.platform, identity.profile)
        add(.address, identity.canonical ?? identity.seed)
        if identity.since != nil || identity.until != nil {
            let from: HTML = identity.since.map { reader.day($0) } ?? "\(phrase(.open))"
            let to: HTML = identity.until.map { reader.day($0) } ?? "\(phrase(.open))"
            parts.append((.period, "\(from) \(phrase(.until)) \(to)"))
        }
        let items = parts.map { name, text -> HTML in "<div><dt>\(phrase(name))</dt><dd>\(text)</dd></div>" }
        return items.isEmpty ? .empty : "<dl class=\"identity\">\(HTML.joined(items))</dl>"
    }

    private var facts: HTML {
        let exists: HTML =
            statement.claim("posts").map { "\(language.number($0.value))" } ?? "<small>\(phrase(.existsNever))</small>"
        return """
            <dl class="facts">
            <div><dt>\(phrase(.exists))</dt><dd>\(exists)</dd></div>
            <div><dt>\(phrase(.found))</dt><dd>\(language.number(statement.owned.found))</dd></div>
            <div><dt>\(phrase(.held))</dt><dd>\(language.number(statement.owned.held))</dd></div>
            <div><dt>\(phrase(.missing))</dt><dd>\(language.number(statement.missingCount))</dd></div>
            </dl>
            """
    }

    private var state: HTML {
        let identity = statement.identity
        var lines: [HTML] = []
        if let state = identity.state {
            let words: String =
                switch state {
                case "private": phrase(.isPrivate)
                case "removed": phrase(.isRemoved)
                case "suspended": phrase(.isSuspended)
                case "empty": phrase(.isEmpty)
                default: state
                }
            lines.append("<p><span class=\"warn\">\(phrase(.state)): \(words)</span></p>")
        }
        if let until = identity.pausedUntil, until > page.statement.written {
            let reason: HTML = identity.pauseReason.map { " (\($0))" } ?? .empty
            lines.append("<p><span class=\"warn\">\(phrase(.pausedUntil)) \(reader.time(until))\(reason)</span></p>")
        }
        return .joined(lines)
    }

    private var claims: HTML {
        if statement.claims.isEmpty { return .empty }
        let items = statement.claims.map { claim -> HTML in
            let name =
                switch claim.name {
                case "posts": phrase(.counterPosts)
                case "media": phrase(.counterMedia)
                default: claim.name
                }
            return """
                <li>\(language.number(claim.value)) \(name), \(phrase(.claimedBy)) \(page.evidence(claim.evidence))</li>
                """
        }
        let shortfall: HTML =
            statement.shortfall.map { number in
                let text =
                    number == 1 ? phrase(.shortfallOne) : "\(language.number(number)) \(phrase(.shortfallMany))"
                return "<p><span class=\"warn\">\(text)</span></p>"
            } ?? .empty
        return """
            <h3>\(phrase(.claimsTitle))</h3><ul>\(HTML.joined(items))</ul>\(shortfall)<p class="note">\(phrase(.claimsText))</p>
            """
    }

    // MARK: Numbers

    private var counts: HTML {
        let kinds: [(StatementPhrase, PostCounts)] = [
            (.own, statement.own), (.reposts, statement.reposts), (.media, statement.media),
            (.context, statement.context),
        ].filter { $0.1.found > 0 }
        if kinds.isEmpty { return .empty }
        let rows: [(StatementPhrase, (PostCounts) -> Int, always: Bool)] = [
            (.found, { $0.found }, true), (.held, { $0.held }, true), (.inAnswer, { $0.inAnswer }, false),
            (.unchanged, { $0.unchanged }, false), (.laterGone, { $0.laterGone }, false),
            (.outOfPeriod, { $0.outOfPeriod }, false), (.waiting, { $0.waiting }, false),
            (.notAsked, { $0.notAsked }, false), (.walled, { $0.ended(.walled) }, true),
            (.throttled, { $0.ended(.throttled) }, true),
            (.goneOrNotFound, { $0.ended(.gone) + $0.ended(.notFound) }, true),
            (.failed, { $0.ended(.failed) }, true), (.refused, { $0.ended(.refused) }, false),
            (.other, { $0.ended(.empty) + $0.ended(.truncated) }, false),
        ]
        let heads = kinds.map { name, _ -> HTML in "<th scope=\"col\" class=\"number\">\(phrase(name))</th>" }
        let body = rows.filter { row in row.always || kinds.contains { row.1($0.1) > 0 } }.map {
            name, value, _ -> HTML in
            let cells = kinds.map { _, counts -> HTML in
                "<td class=\"number\">\(language.number(value(counts)))</td>"
            }
            return "<tr><th scope=\"row\">\(phrase(name))</th>\(HTML.joined(cells))</tr>"
        }
        let shown = statement.own.missingButShown + statement.reposts.missingButShown
        let note: HTML =
            shown > 0 ? "<p class=\"note\">\(language.number(shown)) \(phrase(.stillShown)).</p>" : .empty
        return """
            <h3>\(phrase(.countsTitle))</h3><div class="scroll"><table class="counts"><caption>\(phrase(.countsCaption))</caption>
            <thead><tr><th scope="col">\(phrase(.what))</th>\(HTML.joined(heads))</tr></thead>
            <tbody>\(HTML.joined(body))</tbody></table></div>\(note)
            """
    }

    // MARK: Time

    private var time: HTML {
        if statement.months.isEmpty, statement.reach.unseenFrom == nil { return reachOnly }
        let without = statement.months.filter { $0.found == 0 }
        let months: HTML =
            without.isEmpty
            ? "<p>\(phrase(.noMonthsWithout))</p>"
            : "<p>\(phrase(.monthsWithout)): \(without.map(monthName).joined(separator: ", "))</p>"
        return """
            <h3>\(phrase(.timeTitle))</h3><p>\(phrase(.timeText))</p>
            \(MonthStrip(months: statement.months, reader: reader).html)
            \(months)\(silences)\(reach)
            """
    }

    private func monthName(_ month: MonthCount) -> String { "\(language.month(month.month)) \(month.year)" }

    private var silences: HTML {
        guard let threshold = statement.silenceThreshold, !statement.silences.isEmpty else { return .empty }
        let items = statement.silences.map { silence -> HTML in
            """
            <li>\(reader.day(silence.from)) – \(reader.day(silence.to)): \(language.number(silence.days)) \(phrase(.days))</li>
            """
        }
        return """
            <h4>\(phrase(.silencesTitle))</h4><ul>\(HTML.joined(items))</ul>
            <p class="note">\(phrase(.silenceText)) \(language.number(threshold)) \(phrase(.days)).</p>
            """
    }

    private var reachOnly: HTML {
        statement.owned.found > 0 || statement.identity.expectsPosts ? reach : .empty
    }

    private var reach: HTML {
        let text: HTML =
            switch statement.reach.end {
            case .periodStart: "\(phrase(.reachPeriodStart))"
            case .listEnd: "\(phrase(.reachListEnd))"
            case .waiting(let why):
                "<span class=\"warn\">\(phrase(.reachWaiting)) \(why ?? phrase(.unfinished))</span>"
            case .outcome(let outcome, let url, let evidence):
                """
                <span class="warn">\(phrase(.reachOutcome))</span> \(reader.outcome(outcome))<span class="url">\(url)</span>\
                \(page.evidence(evidence))
                """
            }
        var unseen = HTML.empty
        if let from = statement.reach.unseenFrom {
            let to: HTML = statement.reach.unseenTo.map { reader.day($0) } ?? "…"
            unseen = "<p><span class=\"warn\">\(phrase(.unseen)) \(reader.day(from)) – \(to)</span></p>"
        }
        return "<p>\(text)</p>\(unseen)"
    }

    private var lanes: HTML {
        if statement.lanes.isEmpty { return .empty }
        let rows = statement.lanes.map { lane -> HTML in
            let end: HTML =
                lane.leftOut.map { "<td colspan=\"2\"><span class=\"warn\">\(phrase(.leftOut)) \($0)</span></td>" }
                    ?? """
                    <td class="number">\(language.number(lane.asked))</td><td class="number">\(language.number(lane.succeeded))</td>
                    """
            return "<tr><th scope=\"row\">\(lane.name)</th>\(end)</tr>"
        }
        return """
            <h3>\(phrase(.waysTitle))</h3><div class="scroll"><table class="counts"><caption>\(phrase(.wayText))</caption>
            <thead><tr><th scope="col">\(phrase(.way))</th><th scope="col" class="number">\(phrase(.asked))</th>
            <th scope="col" class="number">\(phrase(.succeeded))</th></tr></thead><tbody>\(HTML.joined(rows))</tbody></table></div>
            """
    }

    private var missing: HTML {
        MissingTable(page: page, statement: statement).html
    }
}
