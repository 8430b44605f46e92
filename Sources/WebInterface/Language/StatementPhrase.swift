// SPDX-License-Identifier: EUPL-1.2

/// The texts of "What is missing?", in both languages.
enum StatementPhrase: CaseIterable {
    case question, intro, absence, madeAt, allRuns, oneRun, noAccounts, noAccountsNext, overview, overviewCaption
    case person, department, role, kind, period, open, until, platform, verdict, exists, existsNever, found, held,
        missing
    case complete, gaps, unfinished, nothingFound, empty
    case completeText, gapsText, unfinishedText, nothingFoundText, emptyText
    case own, reposts, context, media, countsTitle, countsCaption, what, inAnswer, unchanged, laterGone, outOfPeriod,
        waiting
    case notAsked, walled, throttled, goneOrNotFound, failed, refused, other, undated
    case claimsTitle, claimsText, shortfallOne, shortfallMany, counterPosts, counterMedia, claimedBy
    case timeTitle, timeText, stripLabel, tableOfMonths, month, monthsWithout, noMonthsWithout, silencesTitle,
        silenceText
    case silence, days, noSilences, reachPeriodStart, reachListEnd, reachWaiting, reachOutcome, unseen
    case waysTitle, wayText, way, asked, succeeded, leftOut, state, pausedUntil, isPrivate, isRemoved, isSuspended,
        isEmpty
    case missingTitle, missingCaption, nothingMissing, shownOf, reason, time, address, shownBy, evidence, recordAt
    case post, repost, contextPost, medium, list, part, stillShown, byReason, allAccounts, detailsOf

    func text(_ language: Language) -> String {
        let (dutch, english) = both
        return language == .dutch ? dutch : english
    }

    private var both: (dutch: String, english: String) {
        switch self {
        case .question: ("Wat ontbreekt?", "What is missing?")
        case .intro:
            (
                "Per account: wat er volgens het platform is, wat is gevonden, wat we hebben, en wat niet en waarom.",
                "For each account: what exists according to the platform, what was found, what we have, and what not and why."
            )
        case .absence:
            (
                "Dat iets hier ontbreekt, zegt niet dat het is verwijderd. Alleen waar het platform zelf zei dat iets weg is, staat „verwijderd”.",
                "That something is missing here does not say that it was deleted. Only where the platform itself said that something is gone is it called “gone”."
            )
        case .madeAt: ("Opgemaakt op", "Made at")
        case .allRuns: ("over de hele collectie", "over the whole collection")
        case .oneRun: ("over vastlegging nummer", "over capture run number")
        case .noAccounts: ("Er is nog niets vastgelegd", "Nothing was captured yet")
        case .noAccountsNext:
            (
                "Leg een account vast met „kabinet crawl”; daarna staat hier wat er ontbreekt.",
                "Capture an account with “kabinet crawl”; then this page says what is missing."
            )
        case .overview: ("Alle accounts", "All accounts")
        case .overviewCaption: ("Wat er is en wat we hebben, per account", "What there is and what we have, by account")
        case .person: ("Persoon", "Person")
        case .department: ("Ministerie", "Department")
        case .role: ("Rol", "Role")
        case .kind: ("Soort account", "Kind of account")
        case .period: ("Periode", "Period")
        case .open: ("onbegrensd", "open")
        case .until: ("tot en met", "to")
        case .platform: ("Platform", "Platform")
        case .verdict: ("Stand", "Status")
        case .exists: ("Bestaat volgens het platform", "Exists according to the platform")
        case .existsNever: ("zegt het platform niet", "the platform does not say")
        case .found: ("Gevonden", "Found")
        case .held: ("Vastgelegd", "Captured")
        case .missing: ("Ontbreekt", "Missing")
        case .complete: ("compleet", "complete")
        case .gaps: ("er ontbreekt iets", "something is missing")
        case .unfinished: ("nog niet klaar", "not finished")
        case .nothingFound: ("fout: geen bericht gevonden", "error: no post found")
        case .empty: ("account zonder berichten", "account without posts")
        case .completeText:
            (
                "Alles wat is gevonden en gevraagd, is vastgelegd.",
                "All that was found and asked for is captured."
            )
        case .gapsText: ("Hieronder staat wat er ontbreekt en waarom.", "What is missing and why is listed below.")
        case .unfinishedText:
            (
                "Er wachten nog adressen. Ga verder met „kabinet resume”.",
                "Addresses are still waiting. Go on with “kabinet resume”."
            )
        case .nothingFoundText:
            (
                "Er is geen enkel bericht gevonden, en niets wijst erop dat er geen zijn. Dat is geen geslaagde vastlegging: probeer het opnieuw, langs een andere weg, of vraag het account om een export.",
                "Not one post was found, and nothing says that there are none. This is no successful capture: try again, by another way, or ask the account for an export."
            )
        case .emptyText: ("Het platform zegt dat er geen berichten zijn.", "The platform says that there are no posts.")
        case .own: ("Eigen berichten", "Own posts")
        case .reposts: ("Gedeelde berichten", "Reposts")
        case .context: ("Berichten van anderen eromheen", "Posts of others around them")
        case .media: ("Beeld, geluid en video", "Pictures, sound and video")
        case .countsTitle: ("In aantallen", "In numbers")
        case .countsCaption: ("Wat er van elke soort terechtkwam", "What became of each kind")
        case .what: ("Wat", "What")
        case .inAnswer: ("waarvan alleen in een lijst", "of these only in a list")
        case .unchanged: ("waarvan ongewijzigd", "of these unchanged")
        case .laterGone: ("waarvan later weg", "of these gone later")
        case .outOfPeriod: ("Buiten de periode", "Out of the period")
        case .waiting: ("Wacht", "Waiting")
        case .notAsked: ("Niet opgevraagd", "Not asked for")
        case .walled: ("Afgeschermd", "Walled")
        case .throttled: ("Afgeremd", "Throttled")
        case .goneOrNotFound: ("Weg of niet gevonden", "Gone or not found")
        case .failed: ("Mislukt", "Failed")
        case .refused: ("Niet opgehaald", "Not fetched")
        case .other: ("Anders", "Other")
        case .undated: ("zonder tijd", "without a time")
        case .claimsTitle: ("Wat het platform zegt", "What the platform says")
        case .claimsText:
            (
                "Tellers van het platform gaan over het hele account, niet alleen over de periode.",
                "The platform’s counters speak of the whole account, not of the period alone."
            )
        case .shortfallOne:
            ("Eén bericht minder gevonden dan het platform zegt.", "One post fewer was found than the platform says.")
        case .shortfallMany:
            ("berichten minder gevonden dan het platform zegt.", "posts fewer were found than the platform says.")
        case .counterPosts: ("berichten", "posts")
        case .counterMedia: ("media", "media")
        case .claimedBy: ("gezien op", "seen at")
        case .timeTitle: ("In de tijd", "In time")
        case .timeText:
            (
                "Eigen berichten per maand, met de tijd volgens het platform of uit het bericht-id (UTC).",
                "Own posts by month, with the time claimed by the platform or taken from the id (UTC)."
            )
        case .stripLabel: ("Eigen berichten per maand", "Own posts by month")
        case .tableOfMonths: ("Dezelfde maanden als tabel", "The same months as a table")
        case .month: ("Maand", "Month")
        case .monthsWithout: ("Maanden zonder gevonden bericht", "Months without a found post")
        case .noMonthsWithout: ("Geen maand zonder bericht.", "No month without a post.")
        case .silencesTitle: ("Ongewoon lange stiltes", "Unusually long silences")
        case .silenceText:
            (
                "Ongewoon is: minstens acht keer zo lang als gemiddeld tussen twee dagen met berichten, en minstens 14 dagen. Voor dit account vanaf",
                "Unusual is: at least eight times the average time between two days with posts, and at least 14 days. For this account from"
            )
        case .silence: ("stilte", "silence")
        case .days: ("dagen", "days")
        case .noSilences: ("Geen.", "None.")
        case .reachPeriodStart:
            (
                "De lijsten zijn gelezen tot voor het begin van de periode.",
                "The lists were read back beyond the start of the period."
            )
        case .reachListEnd:
            (
                "De lijsten zijn gelezen tot hun einde: het platform toont niets ouders.",
                "The lists were read to their end: the platform shows nothing older."
            )
        case .reachWaiting: ("De vastlegging is gestopt voor het einde:", "The capture stopped before its end:")
        case .reachOutcome:
            (
                "Een bladzijde van een lijst gaf niet wat we vroegen:",
                "A page of a list did not give what was asked for:"
            )
        case .unseen: ("Over deze tijd is niets bekend:", "Nothing is known of this time:")
        case .waysTitle: ("Wegen", "Ways")
        case .wayText: ("Langs welke wegen naar berichten is gezocht.", "By which ways posts were looked for.")
        case .way: ("Weg", "Way")
        case .asked: ("Gevraagd", "Asked")
        case .succeeded: ("Gelukt", "Succeeded")
        case .leftOut: ("niet gebruikt:", "not used:")
        case .state: ("Het platform zegt van dit account", "The platform says of this account")
        case .pausedUntil: ("met rust gelaten tot", "left alone until")
        case .isPrivate: ("het is niet openbaar", "it is private")
        case .isRemoved: ("het bestaat niet (meer)", "it does not exist (any more)")
        case .isSuspended: ("het is geschorst", "it is suspended")
        case .isEmpty: ("het heeft geen berichten", "it has no posts")
        case .missingTitle: ("Wat ontbreekt", "What is missing")
        case .missingCaption:
            ("Elk met de reden en met wat die aantoont", "Each with the reason and with what shows it")
        case .nothingMissing: ("Er is niets bekend dat ontbreekt.", "Nothing is known to be missing.")
        case .shownOf:
            (
                "getoond; de hele lijst geeft „kabinet report --json”.",
                "shown; “kabinet report --json” gives the whole list."
            )
        case .reason: ("Reden", "Reason")
        case .time: ("Tijd volgens het platform", "Time claimed by the platform")
        case .address: ("Adres", "Address")
        case .shownBy: ("Stond in", "Stood in")
        case .evidence: ("Blijkt uit", "Shown by")
        case .recordAt: ("op byte", "at byte")
        case .post: ("bericht", "post")
        case .repost: ("gedeeld bericht", "repost")
        case .contextPost: ("bericht van een ander", "post of another")
        case .medium: ("beeld, geluid of video", "picture, sound or video")
        case .list: ("lijst", "list")
        case .part: ("onderdeel", "part")
        case .stillShown:
            (
                "ontbreken als pagina, maar staan in een vastgelegde lijst",
                "are missing as a page, but stand in a captured list"
            )
        case .byReason: ("Naar reden", "By reason")
        case .allAccounts: ("Alle accounts", "All accounts")
        case .detailsOf: ("Toon alles van", "Show all of")
        }
    }
}
