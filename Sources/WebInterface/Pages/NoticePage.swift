// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import Replay
import WebURL

/// "Not in this archive": what is known instead, and never a way to the live web.
struct NoticePage {
    let reader: Reader
    let collection: ServedCollection
    let notice: ReplayNotice
    /// True on the replay origin, where links stay inside the frame.
    let isReplayOrigin: Bool

    func page() -> HTML {
        var frame = PageFrame(
            reader: reader, collection: (collection.name, collection.title), title: reader(.notFound))
        frame.inlinesStyle = isReplayOrigin
        return frame.page(
            """
            <div class="state"><h1>\(reader(.notFound))</h1>
            <p>\(reason) <code>\(notice.target.url.serialized)</code></p>
            \(problems)
            <p>\(reader(.notLive))</p></div>
            \(nearby)
            \(prefix)
            """)
    }

    private var reason: String {
        switch notice.reason {
        case .notCaptured: reader(.notFoundText)
        case .onlyRedirectsToItself: reader(.onlyRedirect)
        case .unreadable: reader(.unreadable)
        }
    }

    private var problems: HTML {
        if notice.problems.isEmpty { return .empty }
        let items = notice.problems.map { problem -> HTML in "<li><code>\(problem.description)</code></li>" }
        return "<h2>\(reader(.problems))</h2><ul>\(HTML.joined(items))</ul>"
    }

    private var nearby: HTML {
        let others = notice.nearby.filter { $0.cdx.urlkey != SURT.urlkey(notice.target.url.serialized) }
        if others.isEmpty { return .empty }
        let items = others.map { capture -> HTML in
            let path = reader.path(capture, in: collection.name, isReplayOrigin ? .page : .none)
            let text: HTML = path.map { "<a href=\"\($0)\">\(capture.cdx.url)</a>" } ?? "\(capture.cdx.url)"
            return "<li>\(text) · \(reader.time(capture.date))</li>"
        }
        return "<h2>\(reader(.nearby))</h2><ul>\(HTML.joined(items))</ul>"
    }

    private var prefix: HTML {
        if isReplayOrigin { return .empty }
        let start = ReplayTarget.prefix(collection: collection.name)
        return "<p><a href=\"\(start)*/\(notice.target.url.serialized)*\">\(reader(.lookForAll))</a></p>"
    }
}
