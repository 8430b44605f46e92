// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Secrets in all their spellings, each with what takes its place.
struct SecretPatterns: Sendable {
    private struct Pattern: Sendable {
        let spelling: SecretSpelling
        let replacement: [UInt8]
    }

    private var patterns: [Pattern] = []
    private var known: Set<[UInt8]> = []
    /// Bytes of the longest place that a pattern takes.
    private(set) var longest = 0

    var isEmpty: Bool { patterns.isEmpty }

    /// Adds a value and what takes its place.
    mutating func add(_ value: String, replacement: String) {
        for spelling in SecretSpelling.all(of: value) where known.insert(spelling.bytes).inserted {
            patterns.append(Pattern(spelling: spelling, replacement: Array(replacement.utf8)))
            longest = max(longest, spelling.before + spelling.bytes.count + spelling.behind)
        }
    }

    /// A place in bytes that a secret takes.
    struct Match {
        let range: Range<Int>
        let replacement: [UInt8]
    }

    /// All places, in order, none overlapping another; of those that do the one that begins first counts, then the longest.
    func matches(in bytes: UnsafeRawBufferPointer) -> [Match] {
        var found: [Match] = []
        for pattern in patterns {
            var start = 0
            while let place = ByteSearch.first(pattern.spelling.bytes, in: bytes, from: start) {
                let end = place + pattern.spelling.bytes.count
                let range = max(0, place - pattern.spelling.before)..<min(bytes.count, end + pattern.spelling.behind)
                found.append(Match(range: range, replacement: pattern.replacement))
                start = end
            }
        }
        found.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
        var kept: [Match] = []
        for match in found {
            guard let last = kept.last, match.range.lowerBound < last.range.upperBound else {
                kept.append(match)
                continue
            }
            // What sticks out of the one before it goes as well.
            let union = last.range.lowerBound..<max(last.range.upperBound, match.range.upperBound)
            kept[kept.count - 1] = Match(range: union, replacement: last.replacement)
        }
        return kept
    }

    /// The bytes with every secret replaced; nil when there is none.
    func replaced(in bytes: [UInt8]) -> [UInt8]? {
        guard !patterns.isEmpty else { return nil }
        let replacer = SecretReplacer(self)
        var output: [UInt8] = []
        bytes.withUnsafeBytes { replacer.take($0) { output.append(contentsOf: $0) } }
        replacer.finish(isCut: false) { output.append(contentsOf: $0) }
        return replacer.count > 0 ? output : nil
    }

    /// The text with every secret replaced.
    func replaced(in text: String) -> String {
        replaced(in: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// Where a spelling begins that the end of the bytes cuts off after at least six bytes, and what takes its place.
    func cutMatch(in bytes: [UInt8]) -> Match? {
        for length in stride(from: min(longest, bytes.count), through: 6, by: -1) {
            let tail = bytes.suffix(length)
            if let pattern = patterns.first(where: { $0.spelling.bytes.starts(with: tail) }) {
                return Match(range: (bytes.count - length)..<bytes.count, replacement: pattern.replacement)
            }
        }
        return nil
    }
}

/// Replaces secrets in bytes that come by in pieces; a secret may lie across any number of them.
final class SecretReplacer {
    private let patterns: SecretPatterns
    private var held: [UInt8] = []
    /// Replacements so far.
    private(set) var count = 0

    init(_ patterns: SecretPatterns) { self.patterns = patterns }

    /// Takes bytes, and hands on what can hold the beginning of no secret any more.
    func take(_ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        held.append(contentsOf: bytes)
        // A match needs its neighbours too: twice the longest stays back.
        guard held.count > patterns.longest * 2 else { return }
        try handOn(keeping: patterns.longest * 2, sink)
    }

    /// Hands on what is left. `isCut`: the bytes end in the middle, so a secret may too.
    func finish(isCut: Bool, _ sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try handOn(keeping: 0, sink)
        var rest = held
        held = []
        if isCut, let match = patterns.cutMatch(in: rest) {
            rest.replaceSubrange(match.range, with: match.replacement)
            count += 1
        }
        try rest.withUnsafeBytes { if !$0.isEmpty { try sink($0) } }
    }

    /// Hands on everything but the last bytes; when none are to stay, all but what a cut might have left.
    private func handOn(keeping kept: Int, _ sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        var place = 0
        let last = kept == 0
        try held.withUnsafeBytes { bytes in
            let limit = bytes.count - kept
            for match in patterns.matches(in: bytes) {
                // What begins in the part that stays is found again, with what comes behind it.
                guard last || match.range.lowerBound < limit - patterns.longest else { break }
                if match.range.lowerBound > place {
                    try sink(UnsafeRawBufferPointer(rebasing: bytes[place..<match.range.lowerBound]))
                }
                try match.replacement.withUnsafeBytes { try sink($0) }
                count += 1
                place = match.range.upperBound
            }
            let end = last ? max(place, bytes.count - patterns.longest) : max(place, limit - patterns.longest)
            if end > place {
                try sink(UnsafeRawBufferPointer(rebasing: bytes[place..<end]))
                place = end
            }
        }
        held.removeFirst(place)
    }
}
