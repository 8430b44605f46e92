// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Turns what the invented people say into accounts and posts with ids, moments, pictures and answers.
struct WorldBuilder {
    private(set) var accounts: [DemoAccount] = []
    private(set) var posts: [DemoPost] = []
    private var ids: [String: String] = [:]
    private let seed: UInt64
    private let edition: Int

    init(seed: UInt64, edition: Int, furtherPosts: Int = 0) {
        (self.seed, self.edition) = (seed, edition)
        accounts = Self.officials + Self.citizens
        let drafts = [
            ("noorveldkamp", PostDraft.minister), ("samiroosterlaan", PostDraft.stateSecretary),
            ("dijkenendaglicht", PostDraft.department),
        ]
        for (author, list) in drafts {
            for (index, draft) in list.enumerated() {
                if let label = draft.label {
                    ids[label] = Self.id(Self.moment(draft.time), serial: Self.serial(author, index))
                }
            }
        }
        for (author, list) in drafts {
            for (index, draft) in list.enumerated() { add(draft, by: author, index: index) }
        }
        for number in 0..<furtherPosts { addFurther(number) }
        posts.sort { $0.created > $1.created }
    }

    private mutating func add(_ draft: PostDraft, by author: String, index: Int) {
        guard draft.editions.contains(edition) else { return }
        var random = SeededRandom(seed: seed, name: "\(author)/\(index)")
        let created = Self.moment(draft.time)
        let id = Self.id(created, serial: Self.serial(author, index))
        let changed = edition >= 2 ? draft.secondEditionText : nil
        let film = draft.film.map {
            DemoFilm(name: "\(author)-\(index)", description: $0, pictures: 180)
        }
        let images = draft.images.enumerated().map { number, image in
            DemoImage(name: "\(author)-\(index)-\(number)", description: image.1, kind: image.0)
        }
        let kind: DemoPost.Kind =
            if let label = draft.boosts, let target = ids[label] {
                .boost(of: target)
            } else if let label = draft.quotes, let target = ids[label] {
                .quote(of: target)
            } else {
                .post
            }
        posts.append(
            DemoPost(
                id: id, author: author, kind: kind, created: created,
                edited: draft.earlier != nil || changed != nil ? created.adding(seconds: 2520) : nil,
                text: changed ?? draft.text,
                earlierTexts: draft.earlier.map { [$0] } ?? (changed != nil ? [draft.text] : []),
                language: draft.language, isPinned: draft.isPinned, images: images, film: film,
                likes: random.number(18...940), boosts: random.number(2...120)))
        if draft.boosts == nil { addReplies(to: id, draft, by: author, at: created, &random) }
    }

    /// Answers of citizens; some are answered by the account, and some of these answered again.
    private mutating func addReplies(
        to id: String, _ draft: PostDraft, by author: String, at start: ArchiveDate, _ random: inout SeededRandom
    ) {
        var pool = CitizenTexts.replies(about: draft.subject, language: draft.language)
        var time = start
        for number in 0..<draft.replies where !pool.isEmpty {
            let text = pool.remove(at: random.number(0...(pool.count - 1)))
            let citizen = CitizenTexts.people[random.number(0...(CitizenTexts.people.count - 1))].handle
            time = time.adding(seconds: Double(random.number(140...5400)))
            let reply = addReply(text, by: citizen, to: id, at: time, draft.language, likes: random.number(0...40))
            guard draft.language == "nl", number % 4 == 1, let answer = random.pick(CitizenTexts.official) else {
                continue
            }
            time = time.adding(seconds: Double(random.number(900...4000)))
            let official = addReply(answer, by: author, to: reply, at: time, "nl", likes: random.number(0...60))
            guard number % 8 == 1, let thanks = random.pick(CitizenTexts.thanks) else { continue }
            time = time.adding(seconds: Double(random.number(60...900)))
            _ = addReply(thanks, by: citizen, to: official, at: time, "nl", likes: random.number(0...9))
        }
    }

    private mutating func addReply(
        _ text: String, by author: String, to parent: String, at time: ArchiveDate, _ language: String, likes: Int
    ) -> String {
        let id = Self.id(time, serial: 1000 + Int(SeededRandom.mix(UInt64(bitPattern: time.microseconds)) % 60_000))
        posts.append(
            DemoPost(
                id: id, author: author, kind: .reply(to: parent), created: time, edited: nil, text: text,
                earlierTexts: [], language: language, isPinned: false, images: [], film: nil, likes: likes, boosts: 0))
        return id
    }

    /// Older than all others, three hours apart. Every fifth is an answer to the one before, every fourth has a picture, and every
    /// fourth of these is the picture of another post under its own address; every tenth was changed.
    private mutating func addFurther(_ number: Int) {
        let first = Self.moment("2025-06-30T12:00")
        let created = first.adding(seconds: -Double(number) * 10_800)
        let isReply = number % 5 == 4
        let author =
            isReply
            ? CitizenTexts.people[number % CitizenTexts.people.count].handle : Self.officials[number % 3].handle
        let picture = number / 4
        let drawing = picture % 4 == 3 ? picture - 3 : picture
        let image = DemoImage(
            name: "further-\(number)", description: "Beeld \(picture)", kind: SceneKind.allCases[drawing % 6],
            drawing: "further-drawing-\(drawing)", isSmall: true)
        let text = "Bericht \(number) uit het archief: stand van het water, het licht en de weg."
        posts.append(
            DemoPost(
                id: Self.id(created, serial: number), author: author,
                kind: isReply ? .reply(to: Self.id(created.adding(seconds: 10_800), serial: number - 1)) : .post,
                created: created, edited: number % 10 == 0 ? created.adding(seconds: 600) : nil, text: text,
                earlierTexts: number % 10 == 0 ? ["Bericht \(number), eerste lezing."] : [], language: "nl",
                isPinned: false, images: number % 4 == 0 && !isReply ? [image] : [], film: nil, likes: number % 97,
                boosts: number % 13))
    }

    /// As Mastodon makes them: milliseconds since 1970, shifted 16 bits, and a serial number.
    private static func id(_ time: ArchiveDate, serial: Int) -> String {
        String((time.microseconds / 1000) << 16 | Int64(serial & 0xffff))
    }

    private static func serial(_ author: String, _ index: Int) -> Int { author.utf8.count * 97 + index }

    /// `yyyy-MM-ddTHH:mm`; the texts are part of the program, so a wrong one is 1970 and a failing test.
    private static func moment(_ text: String) -> ArchiveDate {
        ArchiveDate(iso8601: text + ":00Z") ?? ArchiveDate(seconds: 0)
    }
}

extension WorldBuilder {
    private static let officials = [
        DemoAccount(
            id: "1001", handle: "noorveldkamp", name: "Noor Veldkamp", role: .minister,
            biography:
                "Minister van Dijken en Daglicht van (het verzonnen) Laagland. Reacties van mijn team: ^T. #dijken #daglicht",
            facts: [
                ["Functie", "Minister van Dijken en Daglicht"], ["Ministerie", "@dijkenendaglicht"],
                ["Website", "https://dijkenendaglicht.example/"],
            ],
            joined: moment("2025-06-30T12:00"), followers: 48_312, following: 214),
        DemoAccount(
            id: "1002", handle: "samiroosterlaan", name: "Samir Oosterlaan", role: .stateSecretary,
            biography: "Staatssecretaris voor Daglicht. Fietst, telt sterren, drinkt koffie. #fietspaden",
            facts: [["Functie", "Staatssecretaris voor Daglicht"], ["Ministerie", "@dijkenendaglicht"]],
            joined: moment("2025-07-01T08:00"), followers: 21_907, following: 388),
        DemoAccount(
            id: "1003", handle: "dijkenendaglicht", name: "Ministerie van Dijken en Daglicht", role: .department,
            biography:
                "Droge voeten en lichte dagen. Webcare op werkdagen van 8 tot 20 uur. #dijken #daglicht #fietspaden",
            facts: [
                ["Minister", "@noorveldkamp"], ["Staatssecretaris", "@samiroosterlaan"],
                ["Website", "https://dijkenendaglicht.example/"],
            ],
            joined: moment("2023-01-09T09:00"), followers: 103_554, following: 57),
    ]

    private static let citizens = CitizenTexts.people.enumerated().map { index, person in
        DemoAccount(
            id: String(2001 + index), handle: person.handle, name: person.name, role: .citizen,
            biography: person.biography, facts: [], joined: moment("2024-0\(index % 9 + 1)-1\(index % 10)T10:00"),
            followers: 12 + index * 37, following: 40 + index * 11)
    }
}
