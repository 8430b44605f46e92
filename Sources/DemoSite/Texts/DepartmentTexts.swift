// SPDX-License-Identifier: EUPL-1.2

extension PostDraft {
    /// The ministry of Dikes and Daylight.
    static let department: [PostDraft] = [
        PostDraft(
            time: "2026-11-21T16:30",
            text: """
                Vandaag draagt minister @noorveldkamp haar taken over. Haar berichten op dit platform worden bewaard als \
                onderdeel van het archief van het ministerie. #archief
                """, images: [(.coast, "Vuurtoren aan zee")], replies: 2, editions: 2...2),
        PostDraft(
            time: "2026-11-19T11:00",
            text: """
                Hoogwaterverwachting: de Waard stijgt tot zondag naar 3,10 meter boven NAP. De uiterwaarden lopen onder, \
                de dijken houden. Volg de standen op https://waterstand.example/waard #dijken
                """, images: [(.chart, "Verwachte waterstand per dag, oplopend")], subject: .dike, label: "water",
            replies: 3),
        PostDraft(
            time: "2026-11-13T08:45",
            text: "Het Fietspadenfonds in één beeld. Vragen over uw gemeente? We antwoorden hieronder. #fietspaden",
            images: [(.chart, "Kilometers fietspad per provincie"), (.path, "Fietspad met middenstreep")],
            subject: .cycling,
            quotes: "fund", replies: 12),
        PostDraft(
            time: "2026-11-10T15:20",
            text:
                "Let op: donderdag tussen 9 en 11 uur is de brug bij Oudewaard dicht voor onderhoud. Fietsers kunnen over.",
            subject: .cycling, replies: 2),
        PostDraft(time: "2026-11-08T10:00", text: "", boosts: "mill"),
        PostDraft(
            time: "2026-10-31T13:15",
            text:
                "Vacature: dijkinspecteur (m/v/x), 32 uur, veldfiets inbegrepen. Reageren kan tot en met 30 november.",
            images: [(.polder, "Dijk en molen")], replies: 1, editions: 1...1),
        PostDraft(
            time: "2026-10-20T09:00",
            text: """
                Open dag! Op zaterdag 24 oktober staan 14 gemalen, 3 sluizen en 1 minister voor u klaar. Programma: \
                https://dijkenendaglicht.example/opendag #opendag
                """, images: [(.polder, "Gemaal in de polder"), (.canal, "Sluis in de stad")],
            film: "Rondrit langs de molen, acht seconden", label: "open-dag", replies: 4),
        PostDraft(
            time: "2026-10-12T14:00",
            text: "Nieuw onderzoek: een boom langs het fietspad scheelt op warme dagen zes graden. #fietspaden #natuur",
            images: [(.path, "Bomen langs een fietspad"), (.chart, "Temperatuur met en zonder bomen")],
            subject: .nature,
            replies: 2),
        PostDraft(
            time: "2026-09-30T08:00",
            text: "Wist u dat een gemiddelde dijk 40.000 mollen telt? Wij ook niet. Daarom tellen we ze nu. #dijken",
            subject: .dike,
            replies: 3),
        PostDraft(
            time: "2026-09-18T16:30",
            text: "Storing melden aan een gemaal? Bel het gratis nummer op het bordje, dag en nacht.",
            subject: .dike, replies: 1),
        PostDraft(
            time: "2026-09-03T10:10",
            text: """
                For English speakers: all flood warnings of the Ministry of Dikes and Daylight are now also published in \
                English, Polish, Turkish and Arabic. Stay safe, stay dry.
                """, language: "en", replies: 1),
        PostDraft(
            time: "2026-08-21T12:00",
            text: "Blauwalg in de Kleine Plas: zwemmen kan tot nader order niet. Ja, ook de minister niet.",
            subject: .nature, earlier: "Blauwalg in de Kleine Plas: zwemmen kan tot nader order niet.", replies: 2),
        PostDraft(
            time: "2026-08-03T09:09",
            text: "Zo werkt een stuwdam, in vier tegels. Bewaar dit bericht voor uw volgende verjaardag.",
            images: [(.tiles, "Tegeltableau over water")], subject: .dike, replies: 1),
        PostDraft(
            time: "2026-07-10T11:30",
            text: """
                Dit is het account van het ministerie van Dijken en Daglicht van het verzonnen Laagland. Werkdagen van 8 \
                tot 20 uur, bij hoogwater altijd. Spelregels: blijf beleefd, deel geen persoonsgegevens. #dijken #daglicht
                """, images: [(.canal, "Het gebouw van het ministerie")], isPinned: true, replies: 1),
        PostDraft(
            time: "2026-06-26T13:00",
            text: "De zomerdienstregeling van de veerponten is bekend. Spoiler: vaker, en tot zonsondergang. ⛴️",
            replies: 2),
        PostDraft(
            time: "2026-05-28T08:30",
            text: "Maak kans op een dag met de dijkwacht! Vertel ons wat úw dijk bijzonder maakt. #dijken",
            images: [(.polder, "Uitzicht vanaf de dijk")], subject: .dike, replies: 9),
        PostDraft(
            time: "2026-04-15T15:00",
            text: "Jaarverslag 2025 staat online: 1.204 kilometer dijk gekeurd, 3.118 lampen gedimd, 1 hoed gelekt.",
            images: [(.chart, "Kerncijfers van het jaar")], replies: 1),
        PostDraft(
            time: "2026-02-01T07:45",
            text: "Vandaag precies zo lang geleden: de waterramp. We staan er om 12.00 uur een minuut bij stil.",
            subject: .dike, replies: 2),
    ]
}
