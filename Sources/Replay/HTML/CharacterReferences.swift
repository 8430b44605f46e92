// SPDX-License-Identifier: EUPL-1.2

/// Character references in attribute values (WHATWG HTML §13.2.5.72 and following), read and written as bytes.
///
/// Named references are those of ASCII and Latin-1, which is all that URLs and style sheets are written with; others stay.
enum CharacterReferences {
    /// Decodes the references of an attribute value. `&copy=1` stays, as it does in browsers.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(ampersand) else { return Array(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == ampersand, let (text, end) = reference(bytes[index...]) {
                output += text
                index = end
            } else {
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    /// Writes bytes so that they can stand between `quote` marks.
    static func encoded(_ bytes: [UInt8], quote: UInt8) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 8)
        for byte in bytes {
            switch byte {
            case ampersand: output += "&amp;".utf8
            case UInt8(ascii: "<"): output += "&lt;".utf8
            case quote where quote == UInt8(ascii: "\""): output += "&quot;".utf8
            case quote: output += "&#39;".utf8
            default: output.append(byte)
            }
        }
        return output
    }

    private static let ampersand = UInt8(ascii: "&")

    private static func reference(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        let start = bytes.startIndex + 1
        guard start < bytes.endIndex else { return nil }
        return bytes[start] == UInt8(ascii: "#") ? numeric(bytes[(start + 1)...]) : named(bytes[start...])
    }

    private static func numeric(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        var index = bytes.startIndex
        guard index < bytes.endIndex else { return nil }
        let isHexadecimal = bytes[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let first = index
        var value: UInt32 = 0
        while index < bytes.endIndex, let digit = HTMLBytes.digit(bytes[index], hexadecimal: isHexadecimal) {
            value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
            index += 1
        }
        guard index > first else { return nil }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ";") { index += 1 }
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        return (Array(String(Character(scalar ?? "\u{FFFD}")).utf8), index)
    }

    private static func named(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        let name = bytes.prefix(32).prefix { HTMLBytes.isAlphanumeric($0) }
        let end = name.endIndex
        let hasSemicolon = end < bytes.endIndex && bytes[end] == UInt8(ascii: ";")
        if hasSemicolon {
            if let text = table[String(decoding: name, as: UTF8.self)] { return (text, end + 1) }
            return nil
        }
        // Without its semicolon only an old name counts, and in an attribute not before "=" or more letters.
        guard end == bytes.endIndex || bytes[end] != UInt8(ascii: "="),
            let old = old[String(decoding: name, as: UTF8.self)]
        else { return nil }
        return (old, end)
    }

    /// Names that also count without a semicolon: Latin-1 and the four marks of markup.
    private static let old: [String: [UInt8]] = {
        var table: [String: [UInt8]] = [:]
        for (index, name) in latin1.split(separator: " ").enumerated() {
            guard let scalar = Unicode.Scalar(UInt32(0xA0 + index)) else { continue }
            table[String(name)] = Array(String(Character(scalar)).utf8)
        }
        for (name, text) in [
            "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"",
        ] {
            table[name] = Array(text.utf8)
        }
        return table
    }()

    private static let table: [String: [UInt8]] = {
        var table = old
        for (name, text) in ascii { table[name] = Array(text.utf8) }
        return table
    }()

    private static let ascii = [
        "apos": "'", "Tab": "\t", "NewLine": "\n", "excl": "!", "num": "#", "dollar": "$", "percnt": "%", "lpar": "(",
        "rpar": ")", "ast": "*", "plus": "+", "comma": ",", "period": ".", "sol": "/", "colon": ":", "semi": ";",
        "equals": "=", "quest": "?", "commat": "@", "lsqb": "[", "lbrack": "[", "bsol": "\\", "rsqb": "]",
        "rbrack": "]", "Hat": "^", "lowbar": "_", "UnderBar": "_", "grave": "`", "lcub": "{", "lbrace": "{",
        "verbar": "|", "vert": "|", "rcub": "}", "rbrace": "}",
    ]

    private static let latin1 = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
        micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
        AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
        times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
        egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
        ugrave uacute ucirc uuml yacute thorn yuml
        """
}
