// SPDX-License-Identifier: EUPL-1.2

import Collection

/// Own posts by month as a strip of bars, with a table behind it. A picture of our own making: no script, no outside asset.
struct MonthStrip {
    let months: [MonthCount]
    let reader: Reader

    /// Pixels of a month, of its bar, and of the highest bar.
    private static let step = 10
    private static let bar = 8
    private static let height = 64

    private func phrase(_ phrase: StatementPhrase) -> String { phrase.text(reader.language) }

    var html: HTML {
        if months.isEmpty { return .empty }
        let most = months.map(\.found).max() ?? 0
        let bars = months.enumerated().map { bar($1, index: $0, most: most) }
        let years = months.enumerated().filter { $0.element.month == 1 || $0.offset == 0 }.map { index, month -> HTML in
            let x = index * Self.step
            let line: HTML =
                month.month == 1 ? "<line class=\"year\" x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"80\"/>" : .empty
            // A year that ends at once has no room for its number.
            let rest = months.count - index
            let hasRoom = month.month <= 9 && rest > 2
            return line + (hasRoom ? "<text x=\"\(x + 2)\" y=\"79\">\(month.year)</text>" : .empty)
        }
        let width = months.count * Self.step + 2
        return """
            <div class="scroll strip"><svg width="\(width)" height="82" viewBox="0 0 \(width) 82" role="img" \
            aria-label="\(phrase(.stripLabel))">\(HTML.joined(years))\(HTML.joined(bars))</svg></div>
            <p class="legend"><span class="held">\(phrase(.held))</span> <span class="lost">\(phrase(.missing))</span> \
            <span class="none">\(phrase(.monthsWithout))</span></p>
            <details><summary>\(phrase(.tableOfMonths))</summary>
            <table class="counts"><caption>\(phrase(.stripLabel))</caption><thead><tr><th scope="col">\(phrase(.month))</th>
            <th scope="col" class="number">\(phrase(.found))</th><th scope="col" class="number">\(phrase(.held))</th></tr></thead>
            <tbody>\(HTML.joined(months.map(row)))</tbody></table></details>
            """
    }

    private func name(_ month: MonthCount) -> String { "\(reader.language.month(month.month)) \(month.year)" }

    private func row(_ month: MonthCount) -> HTML {
        """
        <tr><th scope="row">\(name(month))</th><td class="number">\(reader.language.number(month.found))</td>
        <td class="number">\(reader.language.number(month.held))</td></tr>
        """
    }

    private func bar(_ month: MonthCount, index: Int, most: Int) -> HTML {
        let x = index * Self.step + 1
        let language = reader.language
        let text =
            "\(name(month)): \(language.number(month.found)) \(phrase(.found).lowercased()), \(language.number(month.held)) \(phrase(.held).lowercased())"
        if month.found == 0 {
            return """
                <rect class="none" x="\(x)" y="58" width="\(Self.bar)" height="6"><title>\(text)</title></rect>
                """
        }
        // A single post is to be seen beside a thousand.
        let all = max(3, month.found * Self.height / max(1, most))
        let held = month.held == 0 ? 0 : max(1, all * month.held / month.found)
        let lost: HTML =
            all > held
            ? "<rect class=\"lost\" x=\"\(x)\" y=\"\(Self.height - all)\" width=\"\(Self.bar)\" height=\"\(all - held)\"/>"
            : .empty
        return """
            <g><title>\(text)</title>\(lost)<rect class="held" x="\(x)" y="\(Self.height - held)" width="\(Self.bar)" \
            height="\(held)"/></g>
            """
    }
}
