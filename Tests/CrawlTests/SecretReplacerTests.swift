// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Crawl

/// Secrets are found in every spelling, wherever the pieces of a body are cut.
@Suite struct SecretReplacerTests {
    private static let secret = "t0k/n+\"é & <s3cret>'x\\"
    private static let place = "kabinet-secret-token"

    private static let patterns: SecretPatterns = {
        var patterns = SecretPatterns()
        patterns.add(secret, replacement: place)
        patterns.add("tail-of-0ther-value", replacement: "kabinet-secret-other")
        return patterns
    }()

    private func replaced(_ text: String) -> String { Self.patterns.replaced(in: text) }

    @Test(arguments: [
        // As written out by other programs: Python's quote, quote_plus, json.dumps and html.escape, JavaScript's encodeURIComponent.
        "t0k/n+\"é & <s3cret>'x\\",
        "t0k%2Fn%2B%22%C3%A9%20%26%20%3Cs3cret%3E%27x%5C", "t0k%2fn%2b%22%c3%a9%20%26%20%3cs3cret%3e%27x%5c",
        "t0k%2Fn%2B%22%C3%A9+%26+%3Cs3cret%3E%27x%5C", "t0k/n+\\\"é & <s3cret>'x\\\\",
        "t0k\\/n+\\\"é & <s3cret>'x\\\\", "t0k/n+&quot;é &amp; &lt;s3cret&gt;&#39;x\\",
        "t0k/n+&quot;é &amp; &lt;s3cret&gt;&#x27;x\\",
        "t0k%252Fn%252B%2522%25C3%25A9%2520%2526%2520%253Cs3cret%253E%2527x%255C",
        "t0k/n+\\&quot;é &amp; &lt;s3cret&gt;&#39;x\\\\", "74306b2f6e2b22c3a92026203c7333637265743e27785c",
        "74306B2F6E2B22C3A92026203C7333637265743E27785C",
        "dDBrL24rIsOpICYgPHMzY3JldD4neFw",
    ])
    func `a spelling is replaced, and what is around it stays`(spelling: String) {
        #expect(replaced("voor[\(spelling)]na") == "voor[\(Self.place)]na")
        #expect(replaced(spelling) == Self.place)
        #expect(replaced("\(spelling)|\(spelling)") == "\(Self.place)|\(Self.place)")
    }

    @Test(arguments: 0..<6)
    func `base 64 is found wherever the coded text has the secret`(before: Int) {
        let text = String(repeating: "u", count: before) + Self.secret + "yyyy"
        let coded = Base64Text.encode(Array(text.utf8))
        let clean = replaced("x " + coded + " y")
        #expect(clean.contains(Self.place))
        // No part of the secret is left in what is not replaced.
        let rest = clean.split(separator: Self.place).map(String.init).joined()
        for length in [5, 6, 7, 8] where rest.count > length {
            for start in 0..<(coded.count - length) where start > before * 4 / 3 && start < coded.count - 10 {
                let piece = String(Array(coded)[start..<(start + length)])
                #expect(!rest.contains(piece) || piece.hasPrefix("eXl"))
            }
        }
    }

    @Test func `text without a secret is left alone, to the byte`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(Self.patterns.replaced(in: bytes) == nil)
        #expect(SecretPatterns().replaced(in: bytes) == nil)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1000])
    func `a secret may lie across pieces of any size`(size: Int) {
        let spellings = SecretSpelling.all(of: Self.secret).map(\.bytes)
        var whole: [UInt8] = []
        for (index, spelling) in spellings.enumerated() {
            whole += Array(" <\(index)> ".utf8) + spelling + Array(String(repeating: "~", count: index * 3).utf8)
        }
        let replacer = SecretReplacer(Self.patterns)
        var output: [UInt8] = []
        for start in stride(from: 0, to: whole.count, by: size) {
            whole[start..<min(start + size, whole.count)].withUnsafeBytes { bytes in
                replacer.take(bytes) { output.append(contentsOf: $0) }
            }
        }
        replacer.finish(isCut: false) { output.append(contentsOf: $0) }
        #expect(replacer.count == spellings.count)
        #expect(output == Self.patterns.replaced(in: whole))
        for spelling in spellings {
            #expect(output.count < spelling.count || !String(decoding: output, as: UTF8.self).contains("s3cret"))
        }
    }

    @Test func `the beginning of a secret at a cut goes too`() {
        for length in 6..<Self.secret.utf8.count {
            let bytes = Array("before ".utf8) + Array(Self.secret.utf8.prefix(length))
            let replacer = SecretReplacer(Self.patterns)
            var output: [UInt8] = []
            bytes.withUnsafeBytes { replacer.take($0) { output.append(contentsOf: $0) } }
            replacer.finish(isCut: true) { output.append(contentsOf: $0) }
            #expect(String(decoding: output, as: UTF8.self) == "before " + Self.place)
        }
    }
}

/// RFC 4648 §4, written apart from what is tested.
enum Base64Text {
    static func encode(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var bits = ""
        for byte in bytes {
            bits += String(repeating: "0", count: byte.leadingZeroBitCount) + (byte == 0 ? "" : String(byte, radix: 2))
        }
        var text = ""
        var rest = bits[...]
        while !rest.isEmpty {
            let six = rest.prefix(6)
            rest = rest.dropFirst(6)
            let padded = six + String(repeating: "0", count: 6 - six.count)
            text.append(alphabet[Int(padded, radix: 2) ?? 0])
        }
        return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
