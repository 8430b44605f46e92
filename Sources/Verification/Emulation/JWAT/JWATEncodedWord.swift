// SPDX-License-Identifier: EUPL-1.2

/// What JWAT sees in an encoded word (RFC 2047) behind its `=?`: charset, encoding and text, each ended by `?`.
struct JWATEncodedWord {
    private enum Part {
        case charset, encoding, text, end
    }

    /// Whether JWAT 1.0.3 would try to decode text without having a character set.
    private(set) var failsWithoutCharset = false

    private var hasKnownCharset = false
    private var part = Part.charset
    private var bytes: [UInt8] = []
    private var encoding = ""

    /// Takes the next byte, nil at the end of the input. False when the word is over or is none.
    mutating func take(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        if part == .end { return byte != 0x3D }
        if byte == 0x0D || byte == 0x0A { return false }
        if byte == 0x3F { return finishPart() }
        switch part {
        case .text: guard byte > 32, byte < 127 else { return false }
        default: guard byte > 31, byte < 127, !"()<>@,;:\\\"/[]?={} \t".utf8.contains(byte) else { return false }
        }
        bytes.append(byte)
        return true
    }

    private mutating func finishPart() -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).uppercased()
        let raw = bytes
        bytes = []
        switch part {
        case .charset:
            guard !text.isEmpty else { return false }
            hasKnownCharset = Self.isKnown(text)
            part = .encoding
        case .encoding:
            guard !text.isEmpty else { return false }
            encoding = text
            part = .text
        case .text:
            let decodes = encoding == "Q" || encoding == "B" && Self.isBase64(raw)
            failsWithoutCharset = decodes && !hasKnownCharset
            part = .end
        case .end: break
        }
        return true
    }

    private static func isBase64(_ bytes: [UInt8]) -> Bool {
        let padding = bytes.reversed().prefix { $0 == 0x3D }.count
        guard bytes.count % 4 == 0, padding <= 2 else { return false }
        return bytes.dropLast(padding).allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2B
                || byte == 0x2F
        }
    }

    /// Families of character sets that every Java has.
    private static func isKnown(_ name: String) -> Bool {
        let exact: Set<String> = [
            "UTF-8", "UTF8", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "US-ASCII", "ASCII",
            "LATIN1", "LATIN-1", "SHIFT_JIS", "SJIS", "EUC-JP", "EUC-KR", "GB2312", "GBK", "GB18030", "BIG5",
            "BIG5-HKSCS", "KOI8-R", "KOI8-U", "TIS-620", "CESU-8", "L1", "CP819", "MACROMAN",
        ]
        if exact.contains(name) { return true }
        let families: [(prefix: String, numbers: Set<String>)] = [
            ("ISO-8859-", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "13", "15", "16"]),
            ("ISO8859-", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "13", "15"]),
            ("ISO8859_", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "13", "15"]),
            ("WINDOWS-", ["1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258", "31J", "874"]),
            ("CP", ["1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258", "437", "850", "866"]),
            ("ISO-2022-", ["JP", "KR", "CN", "JP-2"]), ("IBM", ["037", "437", "850", "852", "866"]),
        ]
        return families.contains { family in
            name.hasPrefix(family.prefix) && family.numbers.contains(String(name.dropFirst(family.prefix.count)))
        }
    }
}
