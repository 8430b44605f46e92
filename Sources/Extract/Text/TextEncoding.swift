// SPDX-License-Identifier: EUPL-1.2

/// The character encoding of a document.
enum TextEncoding: Equatable {
    case utf8
    case utf16LittleEndian
    case utf16BigEndian
    /// What browsers make of ISO 8859-1 and ASCII too, and what is assumed when nothing else is known.
    case windows1252
    /// Any other encoding, by a name iconv knows.
    case iconv(String)

    /// The encoding a label stands for (Encoding Standard §4.2); windows-1252 for an unknown one, which keeps ASCII whole.
    init(label: String) {
        let name = label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        switch name {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8":
            self = .utf8
        case "utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode", "unicodefeff":
            self = .utf16LittleEndian
        case "utf-16be", "unicodefffe":
            self = .utf16BigEndian
        default:
            self = Self.aliases[name].map(Self.iconv) ?? Self.byName(name)
        }
    }

    private static func byName(_ name: String) -> TextEncoding {
        // UTF-7 and the EBCDIC family are refused as in browsers: ASCII bytes would not be ASCII any more.
        let families = [
            "iso-8859-", "iso8859-", "iso_8859-", "windows-125", "cp125", "koi8-", "ibm866", "euc-", "x-euc-",
        ]
        let latin1: Set<String> = [
            "iso-8859-1", "iso8859-1", "iso_8859-1", "iso_8859-1:1987", "windows-1252", "cp1252",
        ]
        guard !latin1.contains(name), name.utf8.count < 20, families.contains(where: name.hasPrefix) else {
            return .windows1252
        }
        return .iconv(name.uppercased().replacing("X-EUC", with: "EUC").replacing("_", with: "-"))
    }

    private static let aliases: [String: String] = [
        "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "x-sjis": "CP932", "windows-31j": "CP932",
        "ms_kanji": "CP932", "ms932": "CP932", "iso-2022-jp": "ISO-2022-JP",
        "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030", "gb18030": "GB18030",
        "chinese": "GB18030", "big5": "BIG5-HKSCS", "big5-hkscs": "BIG5-HKSCS", "x-x-big5": "BIG5-HKSCS",
        "euc-kr": "UHC", "ks_c_5601-1987": "UHC", "ksc5601": "UHC", "korean": "UHC", "windows-949": "UHC",
        "iso-8859-9": "CP1254", "latin5": "CP1254", "iso8859-9": "CP1254",
        "iso-8859-11": "CP874", "tis-620": "CP874", "windows-874": "CP874", "dos-874": "CP874",
        "latin2": "ISO-8859-2", "latin9": "ISO-8859-15", "l9": "ISO-8859-15", "cyrillic": "ISO-8859-5",
        "arabic": "ISO-8859-6", "greek": "ISO-8859-7", "hebrew": "ISO-8859-8", "iso-8859-8-i": "ISO-8859-8",
        "koi8": "KOI8-R", "koi": "KOI8-R", "cp866": "IBM866", "866": "IBM866",
        "macintosh": "MACINTOSH", "x-mac-roman": "MACINTOSH", "mac": "MACINTOSH",
    ]
}
