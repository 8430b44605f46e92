// SPDX-License-Identifier: EUPL-1.2

/// Guesses which known word a misspelt one was meant to be.
public struct Spelling {
    /// The longest word that is compared, in Unicode scalars: nobody mistypes a longer key, and the table is quadratic.
    private static let longestWord = 64

    /// The candidate with the fewest edits from `word`, ignoring case, or nil when none is near.
    ///
    /// An edit is a letter inserted, removed, replaced, or swapped with its neighbour (optimal string alignment). Near means
    /// at most one edit for every three letters of the word, and at least one. The first of equally near candidates wins.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.lowercased().unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= longestWord else { return nil }
        var best: (word: String, distance: Int)?
        let limit = max(1, wanted.count / 3)
        for candidate in candidates {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard other.count <= longestWord, abs(other.count - wanted.count) <= limit else { continue }
            let distance = edits(from: wanted, to: other)
            if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.word
    }

    private static func edits(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let same = left[row - 1] == right[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current[column] = cost
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
