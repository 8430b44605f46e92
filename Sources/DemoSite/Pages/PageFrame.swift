// SPDX-License-Identifier: EUPL-1.2

/// What every page has around its content.
struct PageFrame {
    let links: SiteLinks
    let title: String
    var description = "Praatpaal is een klein, verzonnen platform voor een demonstratie."
    /// The path of the page, for `canonical` and `og:url`.
    let path: String
    var image: String?
    var kind = "website"
    /// Paths of the neighbouring pages of a list.
    var previous: String?
    var next: String?
    var feed: String?
    /// JSON-LD, already safe inside a script element.
    var data: String?
    let content: String
    let side: String

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Markup.escape(title)) – Praatpaal</title>
        <meta name="description" content="\(Markup.escape(description))">
        <link rel="canonical" href="\(links.absolute(path))">
        \(neighbours)<link rel="icon" href="/favicon.ico" sizes="48x48">
        <link rel="icon" href="/assets/img/praatpaal.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/css/site.css">
        <meta property="og:site_name" content="Praatpaal">
        <meta property="og:type" content="\(kind)">
        <meta property="og:title" content="\(Markup.escape(title))">
        <meta property="og:description" content="\(Markup.escape(description))">
        <meta property="og:url" content="\(links.absolute(path))">
        \(picture)\(structured)<script src="/assets/js/site.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#inhoud">Naar de inhoud</a>
        <header class="top"><div class="bar">
        <a class="brand" href="/"><img src="/assets/img/praatpaal.svg" alt="" width="32" height="32">Praatpaal</a>
        <nav aria-label="Hoofdmenu"><a href="/">Nieuw</a><a href="/tags">Hashtags</a><a href="/about">Over</a></nav>
        </div></header>
        <div class="page">
        <main id="inhoud">
        \(content)
        </main>
        <aside>
        \(side)
        </aside>
        </div>
        <footer class="foot">Praatpaal, Laagland, de ministeries, de mensen en hun berichten zijn verzonnen voor de \
        demonstratie van Kabinet. <a href="/about">Over deze site</a> · <a href="/private/redactie" rel="nofollow">Redactie</a></footer>
        </body>
        </html>

        """
    }

    private var neighbours: String {
        var lines = ""
        if let previous { lines += "<link rel=\"prev\" href=\"\(Markup.escape(previous))\">\n" }
        if let next { lines += "<link rel=\"next\" href=\"\(Markup.escape(next))\">\n" }
        if let feed { lines += "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"\(feed)\">\n" }
        return lines
    }

    private var picture: String {
        guard let image else { return "<meta name=\"twitter:card\" content=\"summary\">\n" }
        return """
            <meta property="og:image" content="\(Markup.escape(image))">
            <meta name="twitter:card" content="summary_large_image">

            """
    }

    private var structured: String {
        data.map { "<script type=\"application/ld+json\">\($0)</script>\n" } ?? ""
    }
}
