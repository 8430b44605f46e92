// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import Replay
import WebURL

/// "How did it look?": a capture in a frame of the replay origin, with what there is to know of it in a bar above.
struct ReplayPage {
    let reader: Reader
    let collection: ServedCollection
    let target: ReplayTarget
    let visit: ReplayVisit
    /// The origin of the frame, `http://localhost:8081`.
    let replayOrigin: String

    func page() -> HTML {
        var frame = PageFrame(
            reader: reader, collection: (collection.name, collection.title), title: "\(reader(.replay)): \(title)")
        frame.layout = "replay"
        frame.scripts = ["replay-frame.js"]
        return frame.page(bar + view)
    }

    private var title: String {
        visit.capture.title.flatMap { $0.isEmpty ? nil : $0 } ?? visit.capture.cdx.url
    }

    private var bar: HTML {
        let all = ReplayTarget.prefix(collection: collection.name) + "*/" + target.url.serialized
        return """
            <section class="bar" aria-label="\(reader(.archivedCopy))">
            \(neighbour(visit.earlier, arrow: "←", .earlier))
            <h1>\(reader.time(visit.capture.date))</h1>
            \(neighbour(visit.later, arrow: "→", .later))
            <a href="\(all)">\(reader(.allCaptures)) (\(reader.language.number(visit.count)))</a>
            <p>\(reader(.archivedCopy)) · \(reader.outcome(visit.capture.outcome)) · \(match)\(parts)</p>
            <p class="address">\(visit.capture.cdx.url)</p>
            \(problems)
            <p class="moved" data-moved hidden role="status">\(reader(.followedLink))</p>
            </section>
            """
    }

    private var match: String { reader(visit.isExact ? .matchedExactly : .nearestCapture) }

    private var parts: HTML {
        if visit.parts == 0 { return .empty }
        if visit.missingParts == 0 { return " · \(reader(.allPartsThere))" }
        return
            " · <span class=\"warn\">\(reader.language.number(visit.missingParts)) \(reader(visit.missingParts == 1 ? .partMissing : .partsMissing))</span>"
    }

    private var problems: HTML {
        if visit.problems.isEmpty { return .empty }
        let items = visit.problems.map { problem -> HTML in "<br><code>\(problem.description)</code>" }
        return "<p class=\"address\"><span class=\"bad\">\(reader(.problems))</span>\(HTML.joined(items))</p>"
    }

    private func neighbour(_ capture: CatalogCapture?, arrow: String, _ phrase: Phrase) -> HTML {
        guard let capture, let path = reader.path(capture, in: collection.name) else { return .empty }
        return "<a href=\"\(path)\">\(arrow) \(reader(phrase))</a>"
    }

    private var contentAddress: String {
        replayOrigin + (reader.path(visit.capture, in: collection.name, .page) ?? target.path)
    }

    /// No flag lets the archived page move the window that it is shown in, or leave the replay origin for another.
    private var view: HTML {
        let sandbox: HTML =
            visit.capture.cdx.mime == "application/pdf"
            // Chromium shows no PDF in a sandbox; its viewer runs no script of the document's own origin.
            ? .empty : " sandbox=\"allow-scripts allow-same-origin allow-forms allow-popups allow-modals\""
        return """
            <iframe name="kabinet-replay" title="\(reader(.archivedPage)): \(title)" src="\(contentAddress)"\(sandbox) \
            referrerpolicy="no-referrer" allow="fullscreen"></iframe>
            """
    }
}
