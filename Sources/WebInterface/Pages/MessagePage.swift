// SPDX-License-Identifier: EUPL-1.2

/// A page with a heading and a sentence: what is wrong and what to do.
struct MessagePage {
    let reader: Reader
    let title: Phrase
    var text: Phrase?
    /// A place to go on to; nil leaves it out.
    var link: (address: String, text: Phrase)?
    var isReplayOrigin = false

    func page() -> HTML {
        var frame = PageFrame(reader: reader, title: reader(title))
        frame.inlinesStyle = isReplayOrigin
        let sentence: HTML = text.map { "<p>\(reader($0))</p>" } ?? .empty
        let next: HTML = link.map { "<p><a href=\"\($0.address)\">\(reader($0.text))</a></p>" } ?? .empty
        return frame.page("<div class=\"state\"><h1>\(reader(title))</h1>\(sentence)\(next)</div>")
    }
}
