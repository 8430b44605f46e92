// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import Replay

/// "What do we have?": a collection in numbers, its accounts, and its captured pages.
struct HomePage {
    let reader: Reader
    let collection: ServedCollection
    let totals: CatalogTotals
    let accounts: [AccountSummary]
    /// One more than are shown when there is a next page.
    let captures: [CatalogCapture]
    /// The account that the pages are of; nil shows those of all.
    let account: String?
    /// Counted from 0.
    let number: Int

    static let perPage = 50

    func page() -> HTML {
        let frame = PageFrame(
            reader: reader, collection: (collection.name, collection.title), title: collection.title)
        let content: HTML =
            totals.captures == 0
            ? """
            <div class="state"><h2>\(reader(.emptyCollection))</h2><p>\(reader(.emptyCollectionNext))</p></div>
            """ : facts + accountTable + pageTable
        return frame.page("<h1>\(collection.title)</h1>" + content)
    }

    private var facts: HTML {
        let language = reader.language
        let period: HTML =
            if let first = totals.first, let last = totals.last {
                "<div><dt>\(reader(.period))</dt><dd>\(reader.day(first)) – \(reader.day(last))</dd></div>"
            } else { .empty }
        return """
            <dl class="facts">
            <div><dt>\(reader(.accounts))</dt><dd>\(language.number(accounts.count))</dd></div>
            <div><dt>\(reader(.pages))</dt><dd>\(language.number(totals.pages))</dd></div>
            <div><dt>\(reader(.media))</dt><dd>\(language.number(totals.media))</dd></div>
            <div><dt>\(reader(.captures))</dt><dd>\(language.number(totals.captures))</dd></div>
            <div><dt>\(reader(.bytes))</dt><dd>\(language.size(totals.bytes))</dd></div>
            \(period)
            </dl>
            <p><a href="\(ReplayTarget.prefix(collection: collection.name))?view=missing">\
            \(StatementPhrase.question.text(language))</a></p>
            """
    }

    private var accountTable: HTML {
        let language = reader.language
        let rows = accounts.map { summary -> HTML in
            """
            <tr><th scope="row"><a href="\(path(account: summary.account, number: 0))">\(summary.account)</a></th>
            <td class="number">\(language.number(summary.pages))</td>
            <td class="number">\(language.number(summary.media))</td>
            <td class="number">\(language.size(summary.bytes))</td>
            <td>\(reader.day(summary.first))</td><td>\(reader.day(summary.last))</td><td>\(gaps(summary))</td></tr>
            """
        }
        return """
            <h2 id="accounts">\(reader(.accounts))</h2>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="accounts">
            <table><caption>\(reader(.tableOfAccounts))</caption>
            <thead><tr><th scope="col">\(reader(.account))</th><th scope="col" class="number">\(reader(.pages))</th>
            <th scope="col" class="number">\(reader(.media))</th><th scope="col" class="number">\(reader(.bytes))</th>
            <th scope="col">\(reader(.first))</th><th scope="col">\(reader(.last))</th>
            <th scope="col">\(reader(.missing))</th></tr></thead>
            <tbody>\(HTML.joined(rows))</tbody></table></div>
            """
    }

    private func gaps(_ summary: AccountSummary) -> HTML {
        if summary.gaps.isEmpty { return "\(reader(.nothingMissing))" }
        let items = summary.gaps.sorted { $0.key < $1.key }.map { name, count -> HTML in
            let words = Outcome(name).map { OutcomeWords(outcome: $0).text(reader.language) } ?? name
            return "<span class=\"bad\">\(reader.language.number(count)) \(words)</span><br>"
        }
        return .joined(items)
    }

    private var pageTable: HTML {
        let rows = captures.prefix(Self.perPage).map { capture -> HTML in
            """
            <tr><td>\(reader.time(capture.date))</td>
            <td>\(reader.link(capture, in: collection.name))<span class="url">\(capture.cdx.url)</span></td>
            <td>\(capture.account)</td><td>\(reader.outcome(capture.outcome))</td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"state\">\(reader(.noPages))</p>"
            : """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="pages"><table>
            <thead><tr><th scope="col">\(reader(.time))</th><th scope="col">\(reader(.title))</th>
            <th scope="col">\(reader(.account))</th><th scope="col">\(reader(.result))</th></tr></thead>
            <tbody>\(HTML.joined(rows))</tbody></table></div>
            """
        return """
            <h2 id="pages">\(reader(.capturedPages))</h2>
            \(filter)
            \(table)
            \(pager)
            """
    }

    private var filter: HTML {
        let options = accounts.map { summary -> HTML in
            let selected: HTML = summary.account == account ? " selected" : .empty
            return "<option value=\"\(summary.account)\"\(selected)>\(summary.account)</option>"
        }
        return """
            <form class="filter" method="get" action="\(ReplayTarget.prefix(collection: collection.name))#pages">
            <label for="account">\(reader(.filterByAccount))</label>
            <select id="account" name="account"><option value="">\(reader(.allAccounts))</option>
            \(HTML.joined(options))</select>
            <button>\(reader(.show))</button></form>
            """
    }

    private var pager: HTML {
        let newer: HTML =
            number == 0
            ? .empty : "<a rel=\"prev\" href=\"\(path(account: account, number: number - 1))\">← \(reader(.newer))</a>"
        let older: HTML =
            captures.count <= Self.perPage
            ? .empty : "<a rel=\"next\" href=\"\(path(account: account, number: number + 1))\">\(reader(.older)) →</a>"
        if number == 0, captures.count <= Self.perPage { return .empty }
        return "<nav class=\"pager\" aria-label=\"\(reader(.page))\">\(newer)\(older)</nav>"
    }

    private func path(account: String?, number: Int) -> String {
        var query: [String] = []
        if let account { query.append("account=" + ReplayTarget.encodedSegment(account)) }
        if number > 0 { query.append("page=\(number)") }
        let base = ReplayTarget.prefix(collection: collection.name)
        return (query.isEmpty ? base : base + "?" + query.joined(separator: "&")) + "#pages"
    }
}
