// SPDX-License-Identifier: EUPL-1.2

/// Every text of the pages, in both languages. Nothing that people read is written anywhere else.
enum Phrase: CaseIterable {
    case collection, collections, accounts, account, pages, media, captures, capture, bytes, period, first, last,
        missing
    case nothingMissing, capturedPages, allAccounts, filterByAccount, show, title, address, time, result, type, size
    case earlier, later, newer, older, allCaptures, archivedCopy, replay, archivedPage, followedLink, matchedExactly
    case nearestCapture, partMissing, partsMissing, allPartsThere, skipToContent, language, otherLanguage, home
    case emptyCollection, emptyCollectionNext, noPages, notFound, notFoundText, onlyRedirect, unreadable, nearby
    case problems, lookForAll, prefixList, prefixText, noCaptures, noSuchCollection, noSuchPage, badRequest
    case misdirected, misdirectedText, failed, failedText, starting, notLive, replayHome, goToInterface, versions,
        revisit
    case captured, redirected, gone, refused, walled, throttled, empty, truncated, notModified, failedOutcome,
        missingOutcome
    case robots, scope, limit, forbiddenAddress, login, consent, captcha, challenge, dns, connect, tls, timeout,
        protocolError
    case methodNotAllowed, year, page, tableOfAccounts, listIsCut

    /// The text.
    func text(_ language: Language) -> String {
        let (dutch, english) = both
        return language == .dutch ? dutch : english
    }

    private var both: (dutch: String, english: String) {
        switch self {
        case .collection: ("Collectie", "Collection")
        case .collections: ("Collecties", "Collections")
        case .accounts: ("Accounts", "Accounts")
        case .account: ("Account", "Account")
        case .pages: ("Pagina’s", "Pages")
        case .media: ("Media", "Media")
        case .captures: ("Vastleggingen", "Captures")
        case .capture: ("Vastlegging", "Capture")
        case .bytes: ("Omvang", "Size")
        case .period: ("Periode", "Period")
        case .first: ("Eerste vastlegging", "First capture")
        case .last: ("Laatste vastlegging", "Last capture")
        case .missing: ("Ontbreekt", "Missing")
        case .nothingMissing: ("niets bekend", "none known")
        case .capturedPages: ("Vastgelegde pagina’s", "Captured pages")
        case .allAccounts: ("Alle accounts", "All accounts")
        case .filterByAccount: ("Toon alleen account", "Show only account")
        case .show: ("Toon", "Show")
        case .title: ("Titel", "Title")
        case .address: ("Adres", "Address")
        case .time: ("Tijd van vastlegging", "Time of capture")
        case .result: ("Uitkomst", "Result")
        case .type: ("Soort", "Type")
        case .size: ("Omvang", "Size")
        case .earlier: ("Eerder", "Earlier")
        case .later: ("Later", "Later")
        case .newer: ("Nieuwer", "Newer")
        case .older: ("Ouder", "Older")
        case .allCaptures: ("Alle vastleggingen", "All captures")
        case .archivedCopy: ("Gearchiveerde kopie", "Archived copy")
        case .replay: ("Terugzien", "Replay")
        case .archivedPage: ("De gearchiveerde pagina", "The archived page")
        case .followedLink:
            (
                "U hebt in de gearchiveerde pagina een link gevolgd. Tijd en adres hierboven horen bij de pagina waarmee u begon.",
                "You followed a link inside the archived page. The time and address above are those of the page you began with."
            )
        case .matchedExactly: ("precies deze tijd", "matched exactly")
        case .nearestCapture:
            ("de vastlegging die het dichtst bij de gevraagde tijd ligt", "the capture nearest to the requested time")
        case .partMissing: ("onderdeel ontbreekt", "part missing")
        case .partsMissing: ("onderdelen ontbreken", "parts missing")
        case .allPartsThere: ("alle onderdelen aanwezig", "all parts present")
        case .skipToContent: ("Naar de inhoud", "Skip to content")
        case .language: ("Taal", "Language")
        case .otherLanguage: ("English", "Nederlands")
        case .home: ("Overzicht", "Overview")
        case .emptyCollection: ("Deze collectie is nog leeg", "This collection is still empty")
        case .emptyCollectionNext:
            (
                "Leg een account vast met „kabinet crawl” en laad deze pagina opnieuw.",
                "Capture an account with “kabinet crawl” and reload this page."
            )
        case .noPages: ("Er zijn geen vastgelegde pagina’s om te tonen.", "There are no captured pages to show.")
        case .notFound: ("Niet in dit archief", "Not in this archive")
        case .notFoundText: ("Van dit adres is niets vastgelegd:", "Nothing was captured of this address:")
        case .onlyRedirect:
            (
                "Van dit adres is alleen een doorverwijzing naar zichzelf vastgelegd:",
                "All that was captured of this address is a redirect to itself:"
            )
        case .unreadable:
            (
                "Dit adres is vastgelegd, maar de opgeslagen gegevens kunnen niet worden gelezen:",
                "This address was captured, but the stored data can’t be read:"
            )
        case .nearby: ("Wel vastgelegd, in de buurt van dit adres", "Captured near this address")
        case .problems: ("Wat er misging", "What went wrong")
        case .lookForAll: ("Toon alles dat met dit adres begint", "Show everything that begins with this address")
        case .prefixList: ("Adressen die zo beginnen", "Addresses that begin so")
        case .prefixText: ("Van elk adres de nieuwste vastlegging.", "The newest capture of each address.")
        case .noCaptures: ("Er is niets vastgelegd.", "Nothing was captured.")
        case .noSuchCollection: ("Deze collectie bestaat niet", "There is no such collection")
        case .noSuchPage: ("Deze pagina bestaat niet", "There is no such page")
        case .badRequest: ("Dit verzoek is niet te begrijpen", "This request can’t be understood")
        case .misdirected: ("Deze naam hoort niet bij deze server", "This name is not one of this server")
        case .misdirectedText:
            (
                "Gebruik de naam waarmee Kabinet is gestart, of start het met deze naam erbij.",
                "Use the name that Kabinet was started with, or start it with this name added."
            )
        case .failed: ("Er ging iets mis", "Something went wrong")
        case .failedText:
            (
                "Kabinet kon de collectie niet lezen. Wat er gebeurde, staat in het logboek van de server.",
                "Kabinet could not read the collection. The server’s log says what happened."
            )
        case .starting: ("Kabinet is nog aan het starten", "Kabinet is still starting")
        case .notLive:
            (
                "Kabinet toont nooit de pagina van nu in plaats van een vastlegging.",
                "Kabinet never shows today’s page in place of a capture."
            )
        case .replayHome: ("Hier staan gearchiveerde pagina’s", "Archived pages are shown here")
        case .goToInterface: ("Ga naar het overzicht", "Go to the overview")
        case .versions: ("vastleggingen van dit adres", "captures of this address")
        case .revisit: ("ongewijzigd", "unchanged")
        case .captured: ("vastgelegd", "captured")
        case .redirected: ("doorverwezen", "redirected")
        case .gone: ("verwijderd", "gone")
        case .refused: ("niet opgehaald", "not fetched")
        case .walled: ("afgeschermd", "walled")
        case .throttled: ("afgeremd", "throttled")
        case .empty: ("leeg", "empty")
        case .truncated: ("afgebroken", "cut off")
        case .notModified: ("ongewijzigd", "not modified")
        case .failedOutcome: ("mislukt", "failed")
        case .missingOutcome: ("bestond niet", "did not exist")
        case .robots: ("robots.txt", "robots.txt")
        case .scope: ("buiten bereik", "out of scope")
        case .limit: ("grens bereikt", "limit reached")
        case .forbiddenAddress: ("adres niet toegestaan", "address not allowed")
        case .login: ("inloggen", "login")
        case .consent: ("toestemming", "consent")
        case .captcha: ("captcha", "captcha")
        case .challenge: ("controle van de browser", "browser check")
        case .dns: ("naam onbekend", "name not found")
        case .connect: ("geen verbinding", "no connection")
        case .tls: ("geen veilige verbinding", "no secure connection")
        case .timeout: ("te laat", "timed out")
        case .protocolError: ("onbegrijpelijk antwoord", "answer not understood")
        case .methodNotAllowed: ("Dit kan hier niet", "This can’t be done here")
        case .year: ("Jaar", "Year")
        case .page: ("Bladzijde", "Page")
        case .tableOfAccounts: ("Wat er van elk account is", "What there is of each account")
        case .listIsCut: ("De lijst is afgekapt; maak het adres langer.", "The list is cut; make the address longer.")
        }
    }
}
