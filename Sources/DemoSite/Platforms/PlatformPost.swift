// SPDX-License-Identifier: EUPL-1.2

/// What an invented official posted, before a platform gives it an id and addresses.
struct PlatformPost: Sendable, Hashable {
    enum Kind: Sendable { case post, reply, repost }

    /// 1 is the oldest.
    let number: Int
    /// Seconds since 1970, UTC. A repost has here the moment it was passed on.
    let date: Int64
    let text: String
    let kind: Kind
    /// How many pictures it has.
    let images: Int
    let hasVideo: Bool
    let isPinned: Bool

    /// 2026-11-13T13:20:00Z, the moment of the newest post.
    static let newest: Int64 = 1_794_576_000
    /// From one post to the next: a bit more than a day, so that the times of day differ.
    static let interval: Int64 = 97_331

    /// A timeline, newest first: every fourth post has pictures (one to four), every ninth a film, every eleventh is an
    /// answer, every thirteenth a repost; the seventh oldest is pinned.
    static func timeline(_ count: Int = 45) -> [PlatformPost] {
        (0..<count).map { place in
            let number = count - place
            let kind: Kind = number % 13 == 0 ? .repost : number % 11 == 0 ? .reply : .post
            let isPlain = kind == .repost
            return PlatformPost(
                number: number, date: newest - Int64(place) * interval,
                text: subjects[number % subjects.count] + " (\(number))", kind: kind,
                images: !isPlain && number % 4 == 0 ? number / 4 % 4 + 1 : 0,
                hasVideo: !isPlain && number % 9 == 0, isPinned: number == 7 && count > 7)
        }
    }

    private static let subjects = [
        "Vandaag op werkbezoek bij de dijkwerkers in Zeeland.",
        "De begroting is aangenomen. Dank aan iedereen die meedacht!",
        "Morgen spreek ik met leraren over \u{201c}lezen & schrijven\u{201d}.",
        "Persconferentie na de ministerraad: wat is er besloten?",
        "Een mooie dag in Fryslân \u{1f1f3}\u{1f1f1} <3",
        "Nieuwe regels voor huurders per 1 januari.",
    ]
}
