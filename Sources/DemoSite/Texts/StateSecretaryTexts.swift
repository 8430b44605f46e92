// SPDX-License-Identifier: EUPL-1.2

extension PostDraft {
    /// Samir Oosterlaan, state secretary for Daylight.
    static let stateSecretary: [PostDraft] = [
        PostDraft(
            time: "2026-11-21T10:05",
            text: """
                Laatste loodjes: dozen pakken op het departement. Gevonden: drie verrekijkers, een zonnewijzer en de \
                begroting van 2023. Alle drie gaan naar het archief.
                """, images: [(.tiles, "Blauwe tegels in de gang van het ministerie")], label: "boxes", replies: 2,
            secondEditionText: """
                Laatste loodjes: dozen pakken op het departement. Gevonden: drie verrekijkers, een zonnewijzer en de \
                begroting van 2024. Alle drie gaan naar het archief.
                """),
        PostDraft(
            time: "2026-11-17T12:40",
            text:
                "Vanmiddag vragenuur in de Kamer over lichthinder bij kassen. Kort antwoord: het moet en kan donkerder.",
            subject: .light, replies: 3),
        PostDraft(
            time: "2026-11-09T08:15",
            text: """
                Slimme straatlantaarns in Oudewaard: 40% minder stroom en meer sterren aan de hemel. Van 30 naar 300 dorpen, \
                als het aan ons ligt. #daglicht
                """, images: [(.chart, "Stroomverbruik per maand, dalend"), (.canal, "Verlichte ramen aan het water")],
            subject: .light, replies: 3),
        PostDraft(time: "2026-11-06T07:58", text: "", boosts: "fund"),
        PostDraft(
            time: "2026-10-30T20:12",
            text:
                "De klok gaat een uur terug. Gebruik het goed: slaap, lees, of repareer eindelijk dat fietslampje. 🚲💡",
            subject: .cycling, replies: 2),
        PostDraft(
            time: "2026-10-19T13:33",
            text: """
                Weather note for our international followers: it is raining, as agreed. The polder says thank you. #dijken
                """, images: [(.polder, "A windmill and a ditch after rain")], subject: .nature, language: "en",
            replies: 1),
        PostDraft(
            time: "2026-10-08T09:27",
            text: "Op de koffie bij molenaar Trijntje. Zij regelt haar eigen energietransitie sinds 1974.",
            images: [(.polder, "De molen van Trijntje"), (.tiles, "Tegels in de molen")], replies: 2),
        PostDraft(
            time: "2026-09-28T16:00",
            text: """
                Bijeenkomst met de zonnecoöperaties: 84 dorpen, één vraag, namelijk een aansluiting op het net. We \
                spreken elkaar over een maand opnieuw, met een lijst en met data erbij. #coöperatie
                """, subject: .light, replies: 2),
        PostDraft(
            time: "2026-09-12T11:11",
            text:
                "Tachtig kilometer gefietst voor de opening van vier kilometer fietspad. Het evenwicht komt later. #fietspaden",
            images: [(.path, "Fietser op het nieuwe pad")], subject: .cycling, replies: 3),
        PostDraft(
            time: "2026-08-27T14:45",
            text: "Wie kent het woord „schemerlast”? Volgende week een definitie. Suggesties welkom.", subject: .light,
            replies: 4),
        PostDraft(
            time: "2026-08-12T21:30",
            text:
                "Perseïden boven de Waddenkust. Vannacht de lantaarns uit in twaalf gemeenten: kijk omhoog! ✨ #daglicht",
            images: [(.coast, "Vuurtoren bij avond")], subject: .light, replies: 2),
        PostDraft(
            time: "2026-07-15T10:20",
            text: """
                Proef met dimbare lantaarns in Oudewaard van start. Eerst één straat, dan een wijk, dan pas een plan. \
                Resultaten komen hier, ook als ze tegenvallen. #daglicht
                """, images: [(.canal, "Straat langs het water met verlichte huizen")], subject: .light,
            label: "street-lamps",
            replies: 3),
        PostDraft(
            time: "2026-07-01T08:08",
            text: "Een jaar staatssecretaris. Drie dingen geleerd: luisteren, rekenen, regenbroek.", isPinned: true,
            replies: 3),
        PostDraft(
            time: "2026-06-21T05:18",
            text: "De langste dag. Begonnen om 05:18, en nee, ik heb hem niet uitgezeten.", subject: .light,
            earlier: "De langste dag. Begonnen om 05:81, en nee, ik heb hem niet uitgezeten.", replies: 2),
        PostDraft(
            time: "2026-05-22T15:15",
            text: "Vleermuizen houden van amberkleurig licht. Nu weet u waarom de Dijkstraat zo romantisch is. #natuur",
            subject: .nature, replies: 2),
        PostDraft(
            time: "2026-04-27T09:00",
            text: "Fijne Koningsdag! Mijn kleedje ligt bij de sluis: veel verrekijkers, weinig belangstelling.",
            images: [(.canal, "De sluis op een feestdag")], replies: 2),
        PostDraft(
            time: "2026-03-04T18:18",
            text: "Vandaag tekenden 31 gemeenten het Donkerteakkoord. Alleen het inktpotje was nog donkerder.",
            subject: .light, replies: 1),
        PostDraft(
            time: "2026-02-11T12:00",
            text:
                "Kleine verbetering, groot verschil: alle nieuwe fietstunnels krijgen voortaan daglichtkokers. #fietspaden #daglicht",
            subject: .cycling, replies: 2),
    ]
}
