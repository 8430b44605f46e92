// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Replay

/// The way into several collections.
struct CollectionsPage {
    let reader: Reader
    let collections: [(collection: ServedCollection, totals: CatalogTotals)]

    func page() -> HTML {
        let rows = collections.map { entry -> HTML in
            let totals = entry.totals
            let language = reader.language
            return """
                <tr><th scope="row"><a href="\(ReplayTarget.prefix(collection: entry.collection.name))">\
                \(entry.collection.title)</a></th>
                <td class="number">\(language.number(totals.pages))</td>
                <td class="number">\(language.number(totals.media))</td>
                <td class="number">\(language.size(totals.bytes))</td>
                <td>\(totals.last.map { reader.day($0) } ?? .empty)</td></tr>
                """
        }
        return PageFrame(reader: reader, title: "Kabinet").page(
            """
            <h1>\(reader(.collections))</h1>
            <div class="scroll"><table><thead><tr><th scope="col">\(reader(.collection))</th>
            <th scope="col" class="number">\(reader(.pages))</th><th scope="col" class="number">\(reader(.media))</th>
            <th scope="col" class="number">\(reader(.bytes))</th><th scope="col">\(reader(.last))</th></tr></thead>
            <tbody>\(HTML.joined(rows))</tbody></table></div>
            """)
    }
}
