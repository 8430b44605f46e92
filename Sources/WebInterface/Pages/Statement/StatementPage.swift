// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Replay

/// "What is missing?": the completeness statement.
struct StatementPage {
    let reader: Reader
    let statement: CompletenessStatement
    /// What people call the collection.
    let title: String
    /// The collection's name in addresses; nil in a document that stands alone.
    let place: String?

    /// Missing things that are listed of each account.
    static let shown = 100

    func phrase(_ phrase: StatementPhrase) -> String { phrase.text(reader.language) }

    /// Heading, overview, and the accounts in full: all of them, or the only one.
    func content(all: Bool) -> HTML {
        let head: HTML = """
            <h1>\(phrase(.question))</h1>
            <p>\(title) · \(phrase(.madeAt)) \(reader.time(statement.written)), \(extent)</p>
            <p>\(phrase(.intro))</p>
            """
        guard !statement.accounts.isEmpty else {
            return head + """
                <div class="state"><h2>\(phrase(.noAccounts))</h2><p>\(phrase(.noAccountsNext))</p></div>
                """
        }
        let accounts = all || statement.accounts.count == 1 ? statement.accounts : []
        let sections = accounts.map { AccountSection(page: self, statement: $0).html }
        let overview = statement.accounts.count == 1 ? HTML.empty : self.overview
        return head + overview + "<p class=\"note\">\(phrase(.absence))</p>" + .joined(sections)
    }

    private var extent: String {
        statement.scope.run.map { "\(phrase(.oneRun)) \($0)" } ?? phrase(.allRuns)
    }

    private var overview: HTML {
        let rows = statement.accounts.map { account -> HTML in
            let exists: HTML = account.claim("posts").map { "\(reader.language.number($0.value))" } ?? "–"
            let person = [account.identity.person, account.identity.department].compactMap(\.self).filter {
                !$0.isEmpty
            }
            .joined(
                separator: ", ")
            return """
                <tr><th scope="row"><a href="\(address(of: account.identity.account))">\(account.identity.account)</a>\
                <span class="url">\(person)</span></th>
                <td>\(verdict(account.verdict))</td>
                <td class="number">\(exists)</td>
                <td class="number">\(reader.language.number(account.owned.found))</td>
                <td class="number">\(reader.language.number(account.owned.held))</td>
                <td class="number">\(reader.language.number(account.missingCount))</td></tr>
                """
        }
        return """
            <h2 id="overview">\(phrase(.overview))</h2>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="overview"><table>
            <caption>\(phrase(.overviewCaption))</caption>
            <thead><tr><th scope="col">\(reader(.account))</th><th scope="col">\(phrase(.verdict))</th>
            <th scope="col" class="number">\(phrase(.exists))</th><th scope="col" class="number">\(phrase(.found))</th>
            <th scope="col" class="number">\(phrase(.held))</th><th scope="col" class="number">\(phrase(.missing))</th></tr></thead>
            <tbody>\(HTML.joined(rows))</tbody></table></div>
            """
    }

    /// Where an account's section is: on this page, or on one of its own.
    private func address(of account: String) -> String {
        guard let place else { return "#" + Self.anchor(account) }
        return ReplayTarget.prefix(collection: place) + "?view=missing&account=" + ReplayTarget.encodedSegment(account)
    }

    /// An id that can stand in HTML and behind a `#`.
    static func anchor(_ account: String) -> String {
        "a-" + ReplayTarget.encodedSegment(account).replacing("%", with: "_")
    }

    /// The word for a verdict with its sign.
    func verdict(_ verdict: AccountStatement.Verdict) -> HTML {
        let (words, sign): (StatementPhrase, HTML) =
            switch verdict {
            case .complete: (.complete, "good")
            case .empty: (.empty, "good")
            case .gaps: (.gaps, "warn")
            case .unfinished: (.unfinished, "warn")
            case .nothingFound: (.nothingFound, "bad")
            }
        return "<span class=\"\(sign)\">\(phrase(words))</span>"
    }

    /// The words for a reason of the statement.
    func reason(_ reason: String) -> HTML {
        if let outcome = Outcome(reason) { return reader.outcome(outcome) }
        switch reason {
        case MissingItem.waiting: return "<span class=\"warn\">\(phrase(.waiting))</span>"
        case MissingItem.notAsked: return "<span class=\"warn\">\(phrase(.notAsked))</span>"
        default: return "\(reason)"
        }
    }

    /// A record: a link to how it looks where the page is served, and always file, place and id.
    func evidence(_ evidence: Evidence?) -> HTML {
        guard let evidence else { return "–" }
        let time = reader.time(evidence.date)
        let link: HTML = path(evidence).map { "<a href=\"\($0)\">\(time)</a>" } ?? time
        return """
            \(link)<span class="url"><code>\(evidence.file)</code> \(phrase(.recordAt)) \(String(evidence.offset))\
            <br><code>\(evidence.recordID)</code></span>
            """
    }

    private func path(_ evidence: Evidence) -> String? {
        place.flatMap { reader.path(evidence.url, evidence.date, in: $0, .none) }
    }
}
