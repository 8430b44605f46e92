// SPDX-License-Identifier: EUPL-1.2

/// Walls that come with status 200, and a list without end.
enum DecoyPages {
    static func response(_ decoy: DemoBehaviour.Decoy, to request: DemoRequest) -> DemoResponse {
        switch decoy {
        case .login: .html(login(request))
        case .consent: .html(consent(request))
        case .captcha: .html(captcha)
        case .empty: DemoResponse(fields: [DemoField("Content-Type", "text/html; charset=utf-8")])
        }
    }

    /// Page after page, each with posts of its own and a link to the next.
    static func endless(_ request: DemoRequest) -> DemoResponse {
        let number = max(request.query.number("page") ?? 1, 1)
        let next = "\(request.path)?page=\(number < Int.max ? number + 1 : number)"
        return .html(
            """
            <!DOCTYPE html>
            <html lang="nl"><head><meta charset="utf-8"><title>Pagina \(number)</title><link rel="next" href="\(next)"></head>
            <body><h1>Pagina \(number)</h1>
            <article><p>Bericht \(number), steeds een ander.</p></article>
            <p><a rel="next" href="\(next)">Ouder</a></p></body></html>

            """)
    }

    private static func login(_ request: DemoRequest) -> String {
        """
        <!DOCTYPE html>
        <html lang="nl"><head><meta charset="utf-8"><title>Aanmelden bij Praatpaal</title><meta name="robots" content="noindex"></head>
        <body><main><h1>Meld je aan om verder te gaan</h1>
        <p>Je moet zijn aangemeld om dit profiel te zien.</p>
        <form method="post" action="/login?next=\(Markup.percentEncode(request.path))">
        <label>E-mailadres <input type="email" name="username" autocomplete="username"></label>
        <label>Wachtwoord <input type="password" name="password" autocomplete="current-password"></label>
        <button type="submit">Aanmelden</button></form>
        </main></body></html>

        """
    }

    private static func consent(_ request: DemoRequest) -> String {
        """
        <!DOCTYPE html>
        <html lang="nl"><head><meta charset="utf-8"><title>Voordat je verdergaat naar Praatpaal</title></head>
        <body><main><h1>Voordat je verdergaat</h1>
        <p>Wij gebruiken cookies en gegevens om diensten te leveren en advertenties te meten.</p>
        <form method="post" action="/consent?continue=\(Markup.percentEncode(request.path))">
        <button name="set" value="all">Alles accepteren</button> <button name="set" value="none">Alles afwijzen</button></form>
        </main></body></html>

        """
    }

    private static let captcha = """
        <!DOCTYPE html>
        <html lang="nl"><head><meta charset="utf-8"><title>Nog een ogenblik…</title></head>
        <body><main><h1>Bevestig dat je een mens bent</h1>
        <p>We zagen ongewoon verkeer vanaf je netwerk.</p>
        <form id="challenge-form" method="post" action="/captcha"><div class="g-recaptcha" data-sitekey="demo"></div>
        <noscript>Zet JavaScript en cookies aan om verder te gaan.</noscript></form>
        </main></body></html>

        """
}
