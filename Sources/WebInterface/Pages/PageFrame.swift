// SPDX-License-Identifier: EUPL-1.2

import Replay

/// What stands around every page: head, header, main landmark, footer.
struct PageFrame {
    let reader: Reader
    /// The collection that the page is about; its name and title.
    var collection: (name: String, title: String)?
    var title: String
    /// A class of the body element, for the few pages that need the whole window.
    var layout = "sheet"
    /// Put the style sheet into the page: pages of the replay origin may not fetch it from another.
    var inlinesStyle = false
    var scripts: [String] = []

    func page(_ content: HTML) -> HTML {
        let full = title == collection?.title ? title : collection.map { "\(title) · \($0.title)" } ?? title
        let style: HTML =
            inlinesStyle
            ? "<style>\(Stylesheet.html)</style>"
            : "<link rel=\"stylesheet\" href=\"/assets/kabinet.css\"><link rel=\"icon\" href=\"/assets/icon.svg\">"
        let modules = HTML.joined(scripts.map { "<script type=\"module\" src=\"/assets/\($0)\"></script>" })
        return """
            <!DOCTYPE html>
            <html lang="\(reader.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(full)</title>
            \(style)\(modules)
            </head>
            <body class="\(layout)">
            <a class="skip" href="#main">\(reader(.skipToContent))</a>
            \(header)
            <main id="main" tabindex="-1">
            \(content)
            </main>
            </body>
            </html>

            """
    }

    private var header: HTML {
        if inlinesStyle { return .empty }
        let other: Language = reader.language == .dutch ? .english : .dutch
        let place: HTML =
            collection.map { "<a href=\"\(ReplayTarget.prefix(collection: $0.name))\">\($0.title)</a>" } ?? .empty
        let switcher = "/language?set=\(other.rawValue)&to=\(ReplayTarget.encodedSegment(reader.location))"
        return """
            <header>
            <nav aria-label="Kabinet"><a class="brand" href="/">Kabinet</a>\(place)</nav>
            <a class="language" lang="\(other.rawValue)" hreflang="\(other.rawValue)" rel="nofollow" \
            href="\(switcher)">\(reader(.otherLanguage))</a>
            </header>
            """
    }
}
