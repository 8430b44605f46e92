// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection

/// What is missing of an account: by reason, and the first of it one by one.
struct MissingTable {
    let page: StatementPage
    let statement: AccountStatement

    private var language: Language { page.reader.language }

    var html: HTML {
        let title: HTML = "<h3>\(page.phrase(.missingTitle))</h3>"
        if statement.missing.isEmpty { return title + "<p>\(page.phrase(.nothingMissing))</p>" }
        let reasons = statement.missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            reason, count -> HTML in
            "<li>\(language.number(count)) × \(page.reason(reason))</li>"
        }
        let all = statement.missingCount
        let cut: HTML =
            statement.firstMissing.count < all
            ? """
            <p class="note">\(language.number(statement.firstMissing.count)) / \(language.number(all)) \(page.phrase(.shownOf))</p>
            """ : .empty
        let list: HTML =
            statement.firstMissing.isEmpty
            ? .empty
            : """
            <div class="scroll"><table class="missing"><caption>\(page.phrase(.missingCaption))</caption><thead><tr>
            <th scope="col">\(page.phrase(.what))</th><th scope="col">\(page.phrase(.reason))</th>
            <th scope="col">\(page.phrase(.evidence))</th><th scope="col">\(page.phrase(.shownBy))</th></tr></thead>
            <tbody>\(HTML.joined(statement.firstMissing.map(row)))</tbody></table></div>
            """
        return title + "<ul class=\"reasons\">\(HTML.joined(reasons))</ul>" + list + cut
    }

    private func row(_ item: MissingItem) -> HTML {
        let kind: StatementPhrase =
            switch item.kind {
            case .own: .post
            case .repost: .repost
            case .context: .contextPost
            case .media: .medium
            case .list: .list
            case .address: .part
            }
        let date: HTML = item.date.map { ", \(page.reader.time($0))" } ?? .empty
        let name = item.url ?? item.post ?? ""
        let detail: HTML = item.detail.map { "<span class=\"url\">\($0)</span>" } ?? .empty
        return """
            <tr><td>\(page.phrase(kind))\(date)<span class="url">\(name)</span></td>
            <td>\(page.reason(item.reason))\(detail)</td><td>\(page.evidence(item.evidence))</td>
            <td>\(page.evidence(item.shownBy))</td></tr>
            """
    }
}
