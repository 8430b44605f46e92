// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// A message on the demonstration site.
package struct DemoPost: Sendable, Hashable {
    /// What sort of message it is.
    package enum Kind: Sendable, Hashable {
        case post
        /// An answer to the post with that id.
        case reply(to: String)
        /// Someone else's post passed on as it is; the permalink leads to that post.
        case boost(of: String)
        /// A post with a text of its own that shows another.
        case quote(of: String)

        /// `post`, `reply`, `boost` or `quote`.
        package var name: String {
            switch self {
            case .post: "post"
            case .reply: "reply"
            case .boost: "boost"
            case .quote: "quote"
            }
        }
    }

    /// Decimal digits; a later post has a larger number.
    package let id: String
    /// The handle of who wrote it.
    package let author: String
    package let kind: Kind
    package let created: ArchiveDate
    /// The moment of the last change, if it was changed.
    package let edited: ArchiveDate?
    /// What it says, without markup; paragraphs are parted by an empty line. Empty for a boost.
    package let text: String
    /// What it said before, oldest first; empty if it was never changed.
    package let earlierTexts: [String]
    /// BCP 47, `nl` or `en`.
    package let language: String
    package let isPinned: Bool
    package let images: [DemoImage]
    package let film: DemoFilm?
    /// What the page claims.
    package let likes, boosts: Int

    /// `/@author/id`.
    package var permalink: String { "/@\(author)/\(id)" }
    /// The names of the hashtags in the text, in lower case, in order, each once.
    package var tags: [String] { PostText.tags(in: text) }

    var isReply: Bool {
        if case .reply = kind { true } else { false }
    }

    var repliesTo: String? {
        if case .reply(let id) = kind { id } else { nil }
    }
}

/// A picture of a post, served at three sizes.
package struct DemoImage: Sendable, Hashable {
    /// A name that no other picture has.
    package let name: String
    /// What it shows, for those who cannot see it.
    package let description: String
    let kind: SceneKind
    /// What decides how it looks, if not its name: pictures that share it are the same to the byte.
    var drawing: String?
    /// Drawn with a quarter of the columns and rows, so that thousands can be made.
    var isSmall = false

    /// The widths in pixels; heights are two thirds.
    package static let widths = [360, 720, 1080]

    /// The address of the picture at a width.
    package func path(width: Int) -> String { "/media/images/\(name)-\(width)w.png" }
    /// The addresses of all sizes, smallest first.
    package var paths: [String] { Self.widths.map(path) }
}

/// A film of a post, with its still.
package struct DemoFilm: Sendable, Hashable {
    /// A name that no other film has.
    package let name: String
    /// What it shows.
    package let description: String
    /// Length in pictures, five a second.
    package let pictures: Int

    package var path: String { "/media/films/\(name).mp4" }
    package var posterPath: String { "/media/films/\(name)-poster.png" }
}
