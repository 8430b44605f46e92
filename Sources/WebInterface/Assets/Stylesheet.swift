// SPDX-License-Identifier: EUPL-1.2

/// The style sheet of all pages. A government's own theme replaces the custom properties of the first two rules.
enum Stylesheet {
    /// The same as text for a response.
    static var css: String { html.markup }

    /// The style sheet as a piece of a page; it holds no `<`.
    static let html: HTML = """
        :root{--paper:#fbfaf7;--ink:#1d1d1b;--faint:#5a5954;--line:#d5d2c8;--accent:#154273;--good:#2b6a2f;--warn:#7a4b00;\
        --bad:#a3201a;--shade:#f1efe8;color-scheme:light dark}
        @media(prefers-color-scheme:dark){:root{--paper:#191a1c;--ink:#e9e7e1;--faint:#b0ada5;--line:#45464a;\
        --accent:#9cc4f2;--good:#8fd08f;--warn:#f0bf70;--bad:#ff9d94;--shade:#232427}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        a{color:var(--accent)}
        a:focus-visible,button:focus-visible,select:focus-visible,iframe:focus-visible,main:focus-visible{outline:3px solid \
        var(--accent);outline-offset:2px}
        main:focus{outline:0}
        header{display:flex;gap:1rem;align-items:baseline;justify-content:space-between;padding:.5rem 1.5rem;\
        border-bottom:1px solid var(--line)}
        header nav{display:flex;gap:1rem;flex-wrap:wrap}
        .brand{font-weight:700;color:var(--ink);text-decoration:none}
        .skip{position:absolute;left:-100rem}
        .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:1}
        .sheet main{max-width:72rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1rem}
        h2{font-size:1.25rem;margin:2rem 0 .75rem}
        p{max-width:70ch}
        .facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0 0 1.5rem}
        .facts div{min-width:6rem}
        .facts dt{color:var(--faint);font-size:.875rem}
        .facts dd{margin:0;font-size:1.25rem}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;color:var(--faint);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}
        th{font-weight:600}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td time,.bar time{white-space:nowrap}
        td .url,th .url{display:block;font-weight:400;color:var(--faint);font-size:.875rem}
        .good{color:var(--good)}.good::before{content:"\\2713\\00a0"}
        .warn{color:var(--warn)}.warn::before{content:"\\25cb\\00a0"}
        .bad{color:var(--bad)}.bad::before{content:"\\25b2\\00a0"}
        form.filter{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap;margin:0 0 1rem}
        select,button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--faint);\
        padding:.25rem .5rem;border-radius:.25rem;max-width:100%}
        .pager{display:flex;gap:1.5rem;margin:1rem 0}
        .replay{display:flex;flex-direction:column;height:100vh;height:100dvh}
        .replay main{flex:1;display:flex;flex-direction:column;min-height:0}
        .bar{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;padding:.5rem 1.5rem;\
        background:var(--shade);border-bottom:1px solid var(--line)}
        .bar h1{font-size:1rem;margin:0}
        .bar p{margin:0;max-width:none}
        .bar .address{color:var(--faint);flex-basis:100%;font-size:.875rem}
        .moved{flex-basis:100%;border-left:.25rem solid var(--warn);padding-left:.5rem}
        iframe{flex:1;width:100%;border:0;min-height:20rem;background:#fff}
        .state{border:1px solid var(--line);padding:1rem 1.5rem;background:var(--shade)}
        code{font-family:ui-monospace,monospace;font-size:.9375em}
        h3{font-size:1.0625rem;margin:1.75rem 0 .5rem}
        h4{font-size:1rem;margin:1rem 0 .25rem}
        .account{border-top:1px solid var(--line);margin-top:2.5rem}
        .account ul{padding-left:1.25rem}
        .account li .url{display:block;color:var(--faint);font-size:.875rem}
        .account p .url,.account td .url{color:var(--faint);font-size:.875rem;display:block}
        .verdict{font-weight:600}.verdict span+span{font-weight:400}
        .identity{display:flex;flex-wrap:wrap;gap:.25rem 2rem;margin:0 0 1rem}
        .identity dt{color:var(--faint);font-size:.875rem}.identity dd{margin:0}
        .facts small{font-size:1rem}
        .note{color:var(--faint);font-size:.875rem}
        .reasons{columns:18rem;max-width:60rem}
        table.counts{width:auto}table.counts td.number,table.counts th.number{padding-left:1rem}
        table.missing td{min-width:8rem}
        tbody th{font-weight:400}
        .strip{padding:.25rem 0}.strip svg{display:block}
        svg .held,.legend .held::before{fill:var(--good);background:var(--good)}
        svg .lost,.legend .lost::before{fill:var(--bad);background:var(--bad)}
        svg .none,.legend .none::before{fill:var(--paper);background:var(--paper);stroke:var(--faint);stroke-dasharray:2}
        svg .year{stroke:var(--line)}svg text{fill:var(--faint);font-size:11px}
        .legend span{margin-right:1rem}.legend span::before{content:"";display:inline-block;width:.75rem;height:.75rem;\
        margin-right:.35rem;border:1px solid var(--faint)}
        summary{cursor:pointer;color:var(--accent)}
        @media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media print{header,.filter,.pager,.skip{display:none}body{background:#fff;color:#000}a{color:#000}\
        .replay{height:auto}.replay main{display:block}iframe{height:60rem}table{page-break-inside:auto}tr,h2,h3{break-inside:avoid;break-after:auto}\
        h2,h3{break-after:avoid}.scroll{overflow:visible}details>summary{display:none}svg .held,svg .lost{print-color-adjust:exact}}
        """
}
