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
            guard let url = vector.url, let expected = vector.surt, vector.isOfSURT else { continue }
            #expect(SURT.urlkey(url, options: try vector.surtOptions) == expected, "\(url) \(vector)")
        }
    }

    private struct Vector: Decodable {
        var url: String?
        var surt: String?
        var options: [String: Bool]?

        /// The one vector that keeps `www` without naming an option was recorded from a call with another canonicalizer; surt itself
        /// gives `com,example)/` for it.
        var isOfSURT: Bool { !((options ?? [:]).isEmpty && surt == "com,example,www)/") }

        var surtOptions: SURT.Options {
            get throws {
                var made = SURT.Options.surt
                for (name, value) in options ?? [:] {
                    let option = try #require(SURTOptionName.all[name], "\(name)")
                    made[keyPath: option] = value
                }
                return made
            }
        }
    }
}

/// The names the Python package surt has for the options.
enum SURTOptionName {
    static var all: [String: WritableKeyPath<SURT.Options, Bool>] {
        [
            "with_scheme": \.keepsScheme, "trailing_comma": \.endsHostWithComma, "reverse_ipaddr": \.reversesAddresses,
            "host_massage": \.stripsWWW, "port_strip_default": \.stripsDefaultPort, "path_lowercase": \.lowercasesPath,
            "path_strip_session_id": \.stripsPathSession,
            "path_strip_trailing_slash_unless_empty": \.stripsTrailingSlash, "query_lowercase": \.lowercasesQuery,
            "query_strip_session_id": \.stripsQuerySession, "query_alpha_reorder": \.sortsQuery,
            "query_strip_empty": \.stripsEmptyQuery,
        ]
    }
}
