// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// One of the ways in which a secret may stand in a message.
struct SecretSpelling: Hashable, Sendable {
    /// What is looked for.
    let bytes: [UInt8]
    /// Bytes before and behind it that tell of the secret as well: the halves of characters in base 64.
    var before = 0
    var behind = 0

    /// Plain; percent-coded, JSON- and HTML-escaped, singly and in one another; base 16; base 64 wherever it begins; UTF-16.
    static func all(of secret: String) -> [SecretSpelling] {
        let plain = Array(secret.utf8)
        var texts = [plain] + escaped(plain)
        texts += escapings.flatMap { escape in escaped(escape(plain)) }
        texts.append(Array(Hex.encode(plain).utf8))
        texts.append(Array(Hex.encode(plain).uppercased().utf8))
        texts.append(secret.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
        texts.append(secret.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] })
        var seen: Set<[UInt8]> = []
        var spellings = texts.filter { seen.insert($0).inserted }.map { SecretSpelling(bytes: $0) }
        for alphabet in [Self.base64, Self.base64URL] {
            for skip in 0..<3 {
                guard let spelling = inBase64(plain, skipping: skip, alphabet), seen.insert(spelling.bytes).inserted
                else { continue }
                spellings.append(spelling)
            }
        }
        return spellings
    }

    // MARK: Escaping

    private static let escapings: [@Sendable ([UInt8]) -> [UInt8]] = [
        { percent($0, lower: false, all: false) }, { json($0, slash: false, all: false) },
        { html($0, apostrophe: "&#39;") },
    ]

    private static func escaped(_ bytes: [UInt8]) -> [[UInt8]] {
        [
            percent(bytes, lower: false, all: false), percent(bytes, lower: true, all: false),
            percent(bytes, lower: false, all: true), percent(bytes, lower: true, all: true),
            form(bytes),
            json(bytes, slash: false, all: false), json(bytes, slash: true, all: false),
            json(bytes, slash: false, all: true), html(bytes, apostrophe: "&#39;"), html(bytes, apostrophe: "&#039;"),
            html(bytes, apostrophe: "&#x27;"), html(bytes, apostrophe: "&apos;"),
            bytes.flatMap { Array("&#\($0);".utf8) }, bytes.flatMap { Array("&#x\(Hex.encode([$0]));".utf8) },
            bytes.flatMap { Array("&#x\(Hex.encode([$0]).uppercased());".utf8) },
        ]
    }

    /// RFC 3986 §2.1, everything but unreserved characters.
    static func percent(_ bytes: [UInt8], lower: Bool = false, all: Bool = false) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: if !all { return [byte] }
            default: break
            }
            let digits = Hex.encode([byte])
            return Array("%\(lower ? digits : digits.uppercased())".utf8)
        }
    }

    /// As forms have it: a blank is `+`.
    private static func form(_ bytes: [UInt8]) -> [UInt8] {
        let words = bytes.split(separator: 32, omittingEmptySubsequences: false).map { percent(Array($0)) }
        return Array(words.joined(separator: [UInt8(ascii: "+")]))
    }

    /// RFC 8259 §7, with or without what need not be escaped.
    static func json(_ bytes: [UInt8], slash: Bool = false, all: Bool = false) -> [UInt8] {
        if all {
            return String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit -> [UInt8] in
                Array("\\u\(Hex.encode([UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]))".utf8)
            }
        }
        return bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "/") where slash: [UInt8(ascii: "\\"), byte]
            default: [byte]
            }
        }
    }

    private static func html(_ bytes: [UInt8], apostrophe: String) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "&"): Array("&amp;".utf8)
            case UInt8(ascii: "<"): Array("&lt;".utf8)
            case UInt8(ascii: ">"): Array("&gt;".utf8)
            case UInt8(ascii: "\""): Array("&quot;".utf8)
            case UInt8(ascii: "'"): Array(apostrophe.utf8)
            default: [byte]
            }
        }
    }

    // MARK: Base 64

    private static let base64 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let base64URL = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The characters that are the secret's alone when the text that is coded has it `skip` bytes before a group of three.
    private static func inBase64(_ plain: [UInt8], skipping skip: Int, _ alphabet: [UInt8]) -> SecretSpelling? {
        let groups = (plain.count - skip) / 3
        guard groups > 0 else { return nil }
        var text: [UInt8] = []
        for group in 0..<groups {
            let bytes = plain[(skip + group * 3)..<(skip + group * 3 + 3)].map { UInt32($0) }
            let number = bytes[0] << 16 | bytes[1] << 8 | bytes[2]
            for shift in [18, 12, 6, 0] as [UInt32] { text.append(alphabet[Int(number >> shift & 63)]) }
        }
        let left = (plain.count - skip) % 3
        return SecretSpelling(bytes: text, before: skip == 0 ? 0 : skip + 1, behind: left == 0 ? 0 : left + 1)
    }
}
