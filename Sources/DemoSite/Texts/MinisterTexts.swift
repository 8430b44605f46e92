// SPDX-License-Identifier: EUPL-1.2

extension PostDraft {
    /// Noor Veldkamp, minister of Dikes and Daylight.
    static let minister: [PostDraft] = [
        PostDraft(
            time: "2026-11-20T15:42",
            text: """
                Vandaag heb ik mijn laatste werkbezoek als minister gebracht, waar ik ook begon: op de dijk bij Oudewaard. \
                Vier jaar geleden stond het water hier tot aan de deuren. Nu fietst de hele buurt over een dijk die weer \
                vijftig jaar mee kan.

                Dank aan iedereen die meebouwde, meedacht en tegensprak. Dat laatste was minstens zo nuttig. #dijken
                """,
            images: [(.polder, "Een molen langs een sloot, gezien vanaf de nieuwe dijk")], subject: .dike,
            label: "farewell", replies: 13),
        PostDraft(
            time: "2026-11-18T07:30",
            text: """
                Goedemorgen vanuit het donker. Over vijf weken worden de dagen weer langer, en dat regelen we als \
                ministerie elk jaar keurig op tijd. ☀️ #daglicht
                """, subject: .light, replies: 2),
        PostDraft(
            time: "2026-11-12T13:05",
            text: """
                Het Fietspadenfonds is rond: 212 kilometer nieuw vrijliggend fietspad in de komende drie jaar. Lees het \
                besluit op https://dijkenendaglicht.example/fietspadenfonds #fietspaden
                """,
            images: [
                (.path, "Een rood fietspad tussen bomen"), (.chart, "Staafdiagram van de aanleg per jaar, oplopend"),
            ], subject: .cycling, label: "fund", replies: 9),
        PostDraft(
            time: "2026-11-05T18:20",
            text: "Mooi gesprek met @samiroosterlaan en de schippers van de Zwarte Wetering. Het veer blijft varen. ⛴️",
            images: [(.canal, "Gevels aan het water waar het veer aanlegt")], replies: 2),
        PostDraft(
            time: "2026-10-29T09:00",
            text: """
                In antwoord op de Kamer: nee, er zijn geen plannen om de zomertijd het hele jaar door te laten duren. Er \
                zijn wel plannen om het onderwerp eindelijk af te sluiten. #daglicht #coöperatie
                """, subject: .light, replies: 3),
        PostDraft(time: "2026-10-21T16:45", text: "", label: "minister-boost", boosts: "open-dag"),
        PostDraft(
            time: "2026-10-14T11:15",
            text: """
                Een dijk is nooit af. Daarom leggen we vanaf nu elk jaar vast wat er is versterkt, wat er is uitgesteld \
                en waarom. Openbaar, per kilometer.

                Wie iets mist, meldt het ons. De eerste lijst staat online: https://dijkenendaglicht.example/dijkenstaat
                """, images: [(.chart, "Diagram: versterkte kilometers dijk per jaar")], subject: .dike,
            earlier: """
                Een dijk is nooit af. Daarom leggen we vanaf nu elk jaar vast wat er is versterkt en wat er is uitgesteld. \
                Openbaar, per kilometer.
                """, replies: 3),
        PostDraft(
            time: "2026-10-02T06:55",
            text: "Eerste vorst op de uiterwaarden. Wie vroeg op is, krijgt er een landschap voor terug.",
            images: [
                (.polder, "Uiterwaard met laaghangende zon"), (.coast, "Vuurtoren boven het strand bij eb"),
                (.path, "Fietser tussen verkleurende bomen"), (.canal, "Grachtenhuizen in de vroege ochtend"),
            ], subject: .nature, replies: 2),
        PostDraft(
            time: "2026-09-23T14:10",
            text: """
                Today in Brussels with colleagues from nine low-lying countries. We agreed on one shared method to \
                measure how high a dike really is. It sounds dull. It is anything but. #dijken
                """, subject: .dike, language: "en", replies: 2),
        PostDraft(
            time: "2026-09-15T19:31",
            text: """
                Prinsjesdag. De hoed was van riet, van eigen bodem, en hij lekte. Gelukkig doen onze dijken dat niet.
                """, images: [(.tiles, "Tegeltableau met molens, bloemen en scheepjes")], replies: 4),
        PostDraft(
            time: "2026-09-01T08:00",
            text: """
                Filmpje: een minuut windmolen kijken. Nou ja, acht seconden. Bestuurders hebben ook maar een korte spanningsboog.
                """, film: "Een molen draait terwijl een fietser voorbijrijdt", subject: .nature, label: "mill",
            replies: 2),
        PostDraft(
            time: "2026-08-19T10:26",
            text: """
                Ik ben minister van Dijken en Daglicht van het verzonnen Laagland. Hier vertel ik wat ik doe en waarom. \
                Vragen? Stel ze gerust, mijn team (^T) en ik lezen alles. #dijken #daglicht #fietspaden
                """,
            images: [(.coast, "Vuurtoren, zee en strand")], isPinned: true, replies: 10),
        PostDraft(
            time: "2026-08-07T12:12",
            text: "Zwemwater getest bij de Kleine Plas. Uitslag van het lab: uitstekend. Uitslag van mij: koud.",
            subject: .nature, replies: 1),
        PostDraft(
            time: "2026-07-16T15:50",
            text: "Zo doe je dat dus: klein beginnen, meteen meten, dan pas opschalen. Chapeau! #coöperatie",
            quotes: "street-lamps", replies: 1),
        PostDraft(
            time: "2026-06-30T17:05",
            text: """
                Negen uur debat, elf moties, één conclusie: aan het eind van de dag wil iedereen droge voeten.
                """, subject: .dike, replies: 3),
        PostDraft(
            time: "2026-06-11T09:40",
            text: "Examens voorbij? Bij ons kun je leren dijken inspecteren, mét veldfiets van de zaak. #dijken",
            images: [(.path, "Fietspad langs een dijk in de zon")], subject: .cycling, replies: 1),
        PostDraft(
            time: "2026-05-05T11:00",
            text: "Vrijheid is ook: zonder omweg naar elkaar toe kunnen fietsen. Fijne Bevrijdingsdag. #fietspaden",
            subject: .cycling, replies: 2),
        PostDraft(
            time: "2026-03-20T08:46",
            text: "Lente! Vanaf vandaag levert het ministerie weer meer dag dan nacht. Graag gedaan. 🌱 #daglicht",
            images: [(.polder, "Groene velden onder een lichte lucht")], subject: .light, replies: 3),
        PostDraft(
            time: "2026-01-08T16:16",
            text: "Storm Fenna is voorbij. Alle keringen deden wat ze moesten doen. Dank aan de dijkwachten! #dijken",
            subject: .dike, replies: 4),
        PostDraft(
            time: "2025-07-02T10:00",
            text: "Beëdigd. Ik zal mijn best doen. Te beginnen met het vinden van de koffieautomaat.",
            images: [(.canal, "De gracht voor het ministerie")], replies: 2),
    ]
}
