// SPDX-License-Identifier: EUPL-1.2

package import Collection

/// The completeness statement as one page that needs nothing else: what `kabinet report --html` writes.
package struct StatementDocument {
    private let page: StatementPage

    /// A document about a statement, which holds the missing things that it shows.
    package init(_ statement: CompletenessStatement, title: String, language: Language) {
        page = StatementPage(
            reader: Reader(language: language, location: ""), statement: statement, title: title, place: nil)
    }

    /// The whole HTML.
    package var html: String {
        var frame = PageFrame(reader: page.reader, title: "\(page.phrase(.question)) · \(page.title)")
        frame.inlinesStyle = true
        return frame.page(page.content(all: true)).markup
    }
}
