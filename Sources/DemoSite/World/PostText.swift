// SPDX-License-Identifier: EUPL-1.2

/// Finds what is more than plain words in the text of a post.
enum PostText {
    enum Piece: Equatable {
        case words(String)
        /// A hashtag without its mark, as written.
        case tag(String)
        /// A handle without its mark.
        case mention(String)
        case address(String)
    }

    /// The pieces of one paragraph, in order.
    static func pieces(of paragraph: some StringProtocol) -> [Piece] {
        var pieces: [Piece] = []
        var plain = ""
        for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
            let lead = word.prefix { "(\"'„".contains($0) }
            let body = word.dropFirst(lead.count)
            let tail = trailingMarks(of: body)
            let core = body.dropLast(tail.count)
            let piece: Piece? =
                if core.hasPrefix("#"), core.count > 1 {
                    .tag(String(core.dropFirst()))
                } else if core.hasPrefix("@"), core.count > 1 {
                    .mention(String(core.dropFirst()))
                } else if core.hasPrefix("https://") {
                    .address(String(core))
                } else {
                    nil
                }
            if !plain.isEmpty || !pieces.isEmpty { plain += " " }
            guard let piece else {
                plain += word
                continue
            }
            pieces.append(.words(plain + lead))
            pieces.append(piece)
            plain = String(tail)
        }
        pieces.append(.words(plain))
        return pieces.filter { $0 != .words("") }
    }

    static func tags(in text: String) -> [String] {
        var names: [String] = []
        for paragraph in text.split(separator: "\n") {
            for case .tag(let name) in pieces(of: paragraph) where !names.contains(name.lowercased()) {
                names.append(name.lowercased())
            }
        }
        return names
    }

    private static func trailingMarks<Text: StringProtocol>(of word: Text) -> Text.SubSequence {
        var end = word.endIndex
        while end > word.startIndex, ".,:;!?)\"'”".contains(word[word.index(before: end)]) {
            end = word.index(before: end)
        }
        return word[end...]
    }
}
