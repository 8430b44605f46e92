// SPDX-License-Identifier: EUPL-1.2

import CDX
import FoundationEssentials
import TestSupport
import Testing
import WebURL

/// The keys that cdxj-indexer and pywb gave for the requests of the corpus.
@Suite(.needsCorpus) struct CDXRequestKeyCorpusTests {
    private struct Vector: Decodable {
        struct Answer: Decodable {
            var query: String
            var append: String?
            var url: String?
            var surt: String
        }

        var method: String
        var url: String
        var contentType: String?
        var body: String
        var cdxjIndexer: Answer
        var pywb: Answer

        enum CodingKeys: String, CodingKey {
            case method, url, contentType = "content_type", body = "body_b64", cdxjIndexer = "cdxj_indexer", pywb
        }
    }

    @Test(arguments: CDXDialect.allCases) func `each request of the corpus has the key that the tool gave`(
        _ dialect: CDXDialect
    ) throws {
        let corpus = try #require(Tier.corpus)
        let data = try #require(TestFile.bytes(corpus + "/warc/vectors/post_append.jsonl"))
        for line in data.split(separator: UInt8(ascii: "\n")) {
            let vector = try JSONDecoder().decode(Vector.self, from: Data(line))
            let body = Array(try #require(Data(base64Encoded: vector.body)))
            let key = CDXRequestKey(
                method: vector.method, contentType: vector.contentType, body: body, dialect: dialect)
            let expected = dialect == .pywb ? vector.pywb : vector.cdxjIndexer
            #expect(key.query == expected.query)
            let url = key.appended(to: vector.url)
            #expect(url == expected.url ?? vector.url + (expected.append ?? ""))
            #expect(SURT.urlkey(url) == expected.surt)
        }
    }
}
