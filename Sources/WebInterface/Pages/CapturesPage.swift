// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import Replay
import WebURL

/// All captures of a URL by year, or the newest capture of each URL that begins so.
struct CapturesPage {
    let reader: Reader
    let collection: ServedCollection
    let url: WebAddress
    let captures: [CatalogCapture]
    let isPrefix: Bool

    /// More rows than these are not shown.
    static let limit = 2000

    func page() -> HTML {
        let title = reader(isPrefix ? .prefixList : .allCaptures)
        let frame = PageFrame(reader: reader, collection: (collection.name, collection.title), title: title)
        let prefix = ReplayTarget.prefix(collection: collection.name) + "*/" + url.serialized
        let more: HTML = isPrefix ? .empty : "<p><a href=\"\(prefix)*\">\(reader(.lookForAll))</a></p>"
        let intro: HTML = isPrefix ? "<p>\(reader(.prefixText))</p>" : .empty
        let cut: HTML =
            captures.count >= Self.limit ? "<p class=\"warn\">\(reader(.listIsCut))</p>" : .empty
        let list: HTML =
            captures.isEmpty ? "<p class=\"state\">\(reader(.noCaptures))</p>" : isPrefix ? table(captures) : years
        return frame.page("<h1>\(title)</h1><p><code>\(url.serialized)</code></p>" + intro + cut + list + more)
    }

    private var years: HTML {
        var groups: [(year: Int, captures: [CatalogCapture])] = []
        for capture in captures.prefix(Self.limit) {
            let year = CivilTime(capture.date).year
            if groups.last?.year == year {
                groups[groups.count - 1].captures.append(capture)
            } else {
                groups.append((year, [capture]))
            }
        }
        let contents = groups.map { group -> HTML in
            "<li><a href=\"#y\(group.year)\">\(group.year)</a> (\(reader.language.number(group.captures.count)))</li>"
        }
        let tables = groups.map { group -> HTML in
            "<h2 id=\"y\(group.year)\">\(group.year)</h2>\(table(group.captures))"
        }
        return "<nav aria-label=\"\(reader(.year))\"><ul>\(HTML.joined(contents))</ul></nav>" + HTML.joined(tables)
    }

    private func table(_ captures: [CatalogCapture]) -> HTML {
        let rows = captures.map { capture -> HTML in
            let text: HTML = isPrefix ? "\(capture.cdx.url)" : reader.time(capture.date)
            let path = reader.path(capture, in: collection.name)
            let link: HTML = path.map { "<a href=\"\($0)\">\(text)</a>" } ?? text
            let second: HTML = isPrefix ? reader.time(capture.date) : "<span class=\"url\">\(capture.cdx.url)</span>"
            return """
                <tr><td>\(link)</td><td>\(second)</td><td>\(reader.outcome(capture.outcome))</td>
                <td>\(capture.cdx.status ?? "")</td><td>\(capture.cdx.mime)</td>
                <td class="number">\(reader.language.size(capture.payloadLength))</td></tr>
                """
        }
        return """
            <div class="scroll"><table><thead><tr>
            <th scope="col">\(reader(isPrefix ? .address : .time))</th>
            <th scope="col">\(reader(isPrefix ? .time : .address))</th><th scope="col">\(reader(.result))</th>
            <th scope="col">HTTP</th><th scope="col">\(reader(.type))</th>
            <th scope="col" class="number">\(reader(.size))</th></tr></thead>
            <tbody>\(HTML.joined(rows))</tbody></table></div>
            """
    }
}
