// SPDX-License-Identifier: EUPL-1.2

/// The files that pages need, all of them ours and in the binary: nothing is fetched from elsewhere.
enum Assets {
    /// The media type and the text of an asset; nil when there is none of that name.
    static func asset(_ path: String) -> (type: String, text: String)? {
        switch path {
        case "/assets/kabinet.css": ("text/css; charset=utf-8", Stylesheet.css)
        case "/assets/replay-frame.js": ("text/javascript; charset=utf-8", replayFrame)
        case "/assets/icon.svg": ("image/svg+xml", icon)
        default: nil
        }
    }

    /// Shows the remark about followed links once the frame shows something else than what the banner says.
    ///
    /// The archived page is of another origin and can't be asked where it is; but its frame tells that it has loaded again.
    private static let replayFrame = """
        const frame = document.querySelector("iframe");
        const note = document.querySelector("[data-moved]");
        let loads = 0;
        frame?.addEventListener("load", () => {
            loads += 1;
            if (loads > 1 && note) note.hidden = false;
        });

        """

    private static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#154273" d="M2 1h12v14H2z"/>\
        <path stroke="#fff" d="M3.500 5.500h9M3.500 10.500h9M7 3.500h2M7 8h2M7 13h2"/></svg>
        """
}
