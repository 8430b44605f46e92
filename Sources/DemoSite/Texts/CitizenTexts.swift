// SPDX-License-Identifier: EUPL-1.2

/// What invented citizens say, and what the accounts answer.
enum CitizenTexts {
    /// Handle, name and biography.
    static let people: [(handle: String, name: String, biography: String)] = [
        ("anke_bij_de_dijk", "Anke Dijkstra-Wal", "Woont achter de dijk, kijkt er graag overheen."),
        ("fietser_fleur", "Fleur Trapper", "12.000 km per jaar, waarvan 11.000 tegenwind. #fietspaden"),
        ("mees.van.t.meer", "Mees van ’t Meer", "Schaatser, wachtend."),
        ("opa_gerrit", "Gerrit Polderman", "Gepensioneerd sluiswachter. Typt met twee vingers."),
        ("juf_yasmina", "Yasmina El Wadi", "Groep 7. Wij volgen de weerballon."),
        ("lichtnacht", "Werkgroep Lichtnacht", "Voor een donkere nacht. #daglicht #natuur"),
        ("wout_boert", "Wout Akkermans", "Bieten, uien en een mening."),
        ("ilse-leest", "Ilse Bladgroen", "Leest alles, ook bijlagen."),
        ("kasper.k", "Kasper Klinker", "Stratenmaker. Van 30 cm hoog ziet alles er anders uit."),
        ("river_rosa", "Rosa Stroom", "Hydrology student, writes in two languages."),
    ]

    /// The pool of answers to a post.
    static func replies(about subject: PostDraft.Subject, language: String) -> [String] {
        if language == "en" { return english }
        return switch subject {
        case .dike: dike + general
        case .cycling: cycling + general
        case .light: light + general
        case .nature: nature + general
        case .general: general
        }
    }

    private static let general = [
        "Dank voor de uitleg, zo snap ik het ook.",
        "Mooi. En wanneer is het noorden aan de beurt?",
        "Ik ben het er niet mee eens, maar fijn dat u het zo open opschrijft.",
        "Kan dit ook in gewone taal? Mijn moeder leest mee.",
        "Eindelijk! Hier wachten we al sinds 2019 op.",
        "Waar kan ik de stukken vinden? De link op de site geeft een foutmelding.",
        "Mijn klas had hier vanochtend 23 vragen over. Mogen we ze opsturen?",
        "Goed bezig 👏",
        "Wat kost dat, en wie betaalt het?",
        "Petje af voor de mensen die dit uitvoeren.",
        "Ik heb hierover in maart een brief gestuurd. Nog geen antwoord gehad.",
        "Dit had mijn vader nog mee moeten maken.",
        "Klinkt goed. Nu nog doen.",
        "Even doorgestuurd naar onze buurtapp.",
    ]
    private static let dike = [
        "Bij ons is de dijk ook versterkt, maar de trap is nooit teruggekomen. Kan die er weer in?",
        "De mollen groeten u. #dijken",
        "In ’95 stonden we hier met zandzakken. Goed dat het niet vergeten wordt.",
        "Hoe zit het met de kwel achter de dijk? Mijn bieten staan nat.",
        "Complimenten voor de dijkwacht, die stond hier om vier uur ’s nachts met een zaklamp.",
        "Is er een kaart per kilometer? Ik zie alleen de lijst.",
    ]
    private static let cycling = [
        "Mooi pad! Nu nog een windscherm. 🚲",
        "Graag ook aan de oostkant van het kanaal, daar is het levensgevaarlijk.",
        "Asfalt of tegels? Dit is belangrijk. #fietspaden",
        "Van Oudewaard naar school is nu elf minuten in plaats van twintig. Dank!",
        "Waarom stopt het pad precies bij de gemeentegrens?",
        "Ik heb 120 meter van dit pad zelf gelegd. Ligt strak hoor.",
    ]
    private static let light = [
        "Sinds de lampen gedimd zijn zie ik de Melkweg vanuit mijn tuin.",
        "Voor mijn bieten maakt het niet uit hoe laat het is.",
        "Donkerder is mooi, maar mijn dochter fietst daar ’s ochtends. Is daaraan gedacht?",
        "„Schemerlast”: het gevoel dat je nog één aflevering kunt kijken.",
        "Wij meten de nachthemel al acht jaar, de gegevens mag u gebruiken. #daglicht",
        "Zomertijd, wintertijd, etenstijd: ik houd het bij die laatste.",
    ]
    private static let nature = [
        "Ook gezien! Bij ons zat er een ijsvogel bij. #natuur",
        "Prachtig licht. Waar is dit precies?",
        "Ik fiets hier elke dag en zie nog steeds iets nieuws.",
        "Vergeet de otters niet.",
    ]
    private static let english = [
        "Very interesting, is the method published somewhere?",
        "Thank you for posting in English!",
        "We could use this in our delta as well.",
        "Greetings from a country with hills. We are jealous of your ditches.",
    ]

    /// What the accounts answer to an answer.
    static let official = [
        "Goede vraag. We zoeken het uit en komen er hier op terug. ^T",
        "Dank voor de tip! Doorgegeven aan de regio.",
        "Dat klopt, de planning is dit voorjaar opgeschoven. De nieuwe staat in de bijlage. ^T",
        "Stuur ze gerust op, we beantwoorden ze allemaal.",
        "Begrijpelijk. Over de kosten: die staan in de begroting, artikel 4.",
    ]

    /// What citizens answer to that.
    static let thanks = [
        "Dank voor de snelle reactie!", "Fijn, ik wacht het af.", "Dat is al de derde keer dat ik dit hoor…",
        "Artikel 4 gelezen. Helder.",
    ]
}
