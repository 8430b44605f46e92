// SPDX-License-Identifier: EUPL-1.2

/// Style sheets, script and drawings of the site, by path.
enum Assets {
    static let files: [String: (type: String, text: String)] = [
        "/assets/css/site.css": ("text/css; charset=utf-8", siteStyle),
        "/assets/css/base.css": ("text/css; charset=utf-8", baseStyle),
        "/assets/js/site.js": ("text/javascript; charset=utf-8", script),
        "/assets/img/praatpaal.svg": ("image/svg+xml", mark),
        "/assets/img/pattern.svg": ("image/svg+xml", pattern),
    ]

    /// A 48 pixel picture in an ICO file (a PNG inside, as browsers take it since 2007).
    static func favicon() -> [UInt8] {
        let png = PNGWriter.encode(
            PortraitScene.department(), columns: 48, rows: 48, grain: nil, random: SeededRandom(seed: 0))
        let entry =
            [48, 48, 0, 0] + UInt16(1).littleEndianBytes + UInt16(32).littleEndianBytes
            + UInt32(png.count).littleEndianBytes + UInt32(22).littleEndianBytes
        return [0, 0, 1, 0, 1, 0] + entry + png
    }

    private static let baseStyle = """
        :root {
          --paper: #f4f1e8; --card: #fffdf8; --ink: #22313a; --quiet: #5c6b73; --line: #ddd6c6;
          --water: #17566b; --sun: #f2b84b; --grass: #6f9a5b;
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 17px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1, h2 { line-height: 1.2; letter-spacing: -0.01em; }
        h1 { font-size: 1.6rem; margin: 0 0 1rem; }
        h1.quiet { font-size: 1rem; color: var(--quiet); font-weight: 500; }
        h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
        a { color: var(--water); text-decoration-thickness: 1px; text-underline-offset: 2px; }
        img { max-width: 100%; height: auto; }
        .skip { position: absolute; left: -999em; }
        .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem 1rem; }

        """

    private static let siteStyle = """
        @import url("base.css");
        body { background-image: url("../img/pattern.svg"); }
        .top { background: var(--water); border-bottom: 4px solid var(--sun); }
        .bar { max-width: 1040px; margin: 0 auto; padding: .7rem 1rem; display: flex; align-items: center; gap: 2rem; }
        .bar a { color: #fff; text-decoration: none; }
        .bar nav { display: flex; gap: 1.4rem; }
        .brand { display: flex; align-items: center; gap: .6rem; font-weight: 700; font-size: 1.2rem; }
        .page { max-width: 1040px; margin: 1.5rem auto; padding: 0 1rem; display: grid; gap: 1.5rem;
          grid-template-columns: minmax(0, 1fr) 300px; align-items: start; }
        .post, .profile, .box { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
          padding: 1.1rem 1.25rem; margin: 0 0 1rem; box-shadow: 0 1px 2px rgb(34 49 58 / 6%); }
        .post.focus { border-color: var(--water); border-width: 2px; }
        .post.focus .text { font-size: 1.15rem; }
        .lead { margin: 0 0 .6rem; color: var(--quiet); font-size: .9rem; }
        .head { display: flex; align-items: center; gap: .75rem; }
        .avatar { width: 48px; height: 48px; border-radius: 50%; display: block; }
        .who { flex: 1; min-width: 0; line-height: 1.25; }
        .name { color: var(--ink); font-weight: 650; text-decoration: none; }
        .handle { color: var(--quiet); display: block; font-size: .9rem; }
        .badge { color: #fff; background: var(--grass); border-radius: 50%; font-size: .7rem; padding: .1rem .32rem; }
        .when { color: var(--quiet); font-size: .88rem; text-decoration: none; white-space: nowrap; }
        .text p { margin: .7rem 0; overflow-wrap: anywhere; }
        .pictures { display: grid; gap: 6px; border-radius: 12px; overflow: hidden; margin: .8rem 0; }
        .pictures.n2, .pictures.n4 { grid-template-columns: 1fr 1fr; }
        .pictures img { display: block; width: 100%; }
        .film { display: block; width: 100%; height: auto; border-radius: 12px; margin: .8rem 0; background: #000; }
        .quote { margin: .8rem 0; border: 1px solid var(--line); border-left: 4px solid var(--sun); border-radius: 10px;
          padding: .2rem 1rem; font-size: .95rem; }
        .quote a { text-decoration: none; }
        .counts { color: var(--quiet); font-size: .9rem; margin: .6rem 0 0; }
        .counts a { color: inherit; }
        .profile { padding: 0 1.25rem 0; overflow: hidden; }
        .banner { display: block; width: calc(100% + 2.5rem); max-width: none; margin: 0 -1.25rem; }
        .portrait { border-radius: 50%; border: 5px solid var(--card); margin-top: -64px; position: relative; display: block; }
        .profile h1 { margin: .5rem 0 0; }
        .profile dl { display: grid; gap: .25rem; margin: .8rem 0; font-size: .93rem; }
        .profile dl div { display: flex; gap: 1rem; border-top: 1px solid var(--line); padding-top: .25rem; }
        .profile dt { color: var(--quiet); width: 9rem; } .profile dd { margin: 0; } .profile dd p { margin: 0; }
        .tabs { display: flex; gap: 1.5rem; border-top: 1px solid var(--line); margin: 1rem -1.25rem 0; padding: 0 1.25rem; }
        .tabs a { padding: .7rem 0; text-decoration: none; font-weight: 600; border-bottom: 3px solid transparent; }
        .tabs a.on { border-color: var(--sun); }
        .pager { display: flex; justify-content: space-between; color: var(--quiet); padding: .5rem .25rem 2rem; }
        .depth.d2 { margin-left: 2rem; } .depth.d3, .depth.d4 { margin-left: 4rem; }
        .accounts { list-style: none; margin: 0; padding: 0; display: grid; gap: .8rem; }
        .accounts a { display: flex; gap: .7rem; align-items: center; text-decoration: none; color: inherit; font-size: .93rem;
          line-height: 1.3; }
        .tags { columns: 2; padding-left: 1.2rem; } .tags span { color: var(--quiet); }
        .foot { max-width: 1040px; margin: 2rem auto; padding: 0 1rem 2rem; color: var(--quiet); font-size: .85rem; }
        @media (max-width: 800px) { .page { grid-template-columns: minmax(0, 1fr); } .when { white-space: normal; } }

        """

    private static let script = """
        document.documentElement.dataset.script = "ran";
        for (const link of document.querySelectorAll(".bar nav a")) {
          if (link.getAttribute("href") === location.pathname) link.setAttribute("aria-current", "page");
        }

        """

    private static let mark = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="7" y="2" width="18" height="22" rx="9" fill="#f2b84b"/>\
        <rect x="13" y="22" width="6" height="9" fill="#f3efe2"/><circle cx="12" cy="12" r="2" fill="#17566b"/>\
        <circle cx="20" cy="12" r="2" fill="#17566b"/><path d="M11 17q5 4 10 0" fill="none" stroke="#17566b" stroke-width="2" \
        stroke-linecap="round"/></svg>

        """

    private static let pattern = """
        <svg xmlns="http://www.w3.org/2000/svg" width="48" height="24" viewBox="0 0 48 24"><path d="M0 18q12-10 24 0t24 0" \
        fill="none" stroke="#e9e3d3" stroke-width="1.5"/></svg>

        """
}
