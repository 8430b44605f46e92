// SPDX-License-Identifier: EUPL-1.2

/// jwarc's table of header rules for WARC 1.1; what it finds counts only for records that are no captures.
enum JwarcRules {
    private enum Form {
        case any, recordID, number, date, mediaType, digest
    }

    private static let forms: [String: Form] = [
        "warc-record-id": .recordID, "content-length": .number, "warc-date": .date, "warc-type": .any,
        "content-type": .mediaType, "warc-concurrent-to": .recordID, "warc-block-digest": .digest,
        "warc-payload-digest": .digest, "warc-ip-address": .any, "warc-refers-to": .recordID,
        "warc-refers-to-target-uri": .any, "warc-refers-to-date": .date, "warc-target-uri": .any,
        "warc-truncated": .any, "warc-warcinfo-id": .recordID, "warc-filename": .any, "warc-profile": .any,
        "warc-identified-payload-type": .mediaType, "warc-segment-number": .number,
        "warc-segment-origin-id": .number, "warc-segment-total-length": .number,
    ]

    private static let forbidden: [String: Set<String>] = [
        "warcinfo": [
            "warc-concurrent-to", "warc-ip-address", "warc-refers-to", "warc-refers-to-target-uri",
            "warc-refers-to-date", "warc-target-uri", "warc-warcinfo-id", "warc-segment-origin-id",
            "warc-segment-total-length",
        ],
        "conversion": [
            "warc-concurrent-to", "warc-ip-address", "warc-refers-to-target-uri", "warc-refers-to-date",
            "warc-filename", "warc-segment-origin-id", "warc-segment-total-length",
        ],
        "continuation": [
            "warc-concurrent-to", "warc-ip-address", "warc-refers-to", "warc-refers-to-target-uri",
            "warc-refers-to-date", "warc-filename",
        ],
    ]

    private static let required: [String: [String]] = [
        "conversion": ["warc-target-uri"], "continuation": ["warc-target-uri", "warc-segment-origin-id"],
    ]

    /// How many rules a header breaks.
    /// - Throws: A percent sign in a wrong value makes jwarc fall over its own message.
    static func violations(_ fields: [String: [String]]) throws(ToolFailure) -> Int {
        let type = fields["warc-type"]?.first
        var count = 0
        for (name, values) in fields {
            guard let form = forms[name] else { continue }
            if values.count > 1, name != "warc-concurrent-to" { count += 1 }
            if let type, forbidden[type]?.contains(name) == true { count += 1 }
            for value in values where !fits(value, form) {
                if value.utf8.contains(0x25) {
                    throw .stopped("java.util.UnknownFormatConversionException: Conversion = '%'")
                }
                count += 1
            }
        }
        let mandatory =
            ["warc-record-id", "content-length", "warc-date", "warc-type"] + (type.flatMap { required[$0] } ?? [])
        return count + mandatory.filter { fields[$0] == nil }.count
    }

    private static func fits(_ value: String, _ form: Form) -> Bool {
        switch form {
        case .any: return true
        case .recordID: return value.count >= 2 && value.hasPrefix("<") && value.hasSuffix(">")
        case .number: return !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .date: return isDate(Array(value.utf8))
        case .mediaType: return isMediaType(value)
        case .digest:
            let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, JwarcText.isToken(parts[0]), !parts[1].isEmpty else { return false }
            return JwarcText.isToken(parts[1].filter { $0 != "/" && $0 != "@" } + "x")
        }
    }

    /// `yyyy`, or more of it down to fractions of a second, with `Z`, an offset or neither behind seconds.
    private static func isDate(_ bytes: [UInt8]) -> Bool {
        func fits(_ part: ArraySlice<UInt8>, _ pattern: String) -> Bool {
            part.count == pattern.utf8.count
                && zip(part, pattern.utf8).allSatisfy { $1 == 0x64 ? (0x30...0x39).contains($0) : $0 == $1 }
        }
        for pattern in ["dddd", "dddd-dd", "dddd-dd-dd", "dddd-dd-ddTdd:dd"] where fits(bytes[...], pattern) {
            return true
        }
        guard fits(bytes.prefix(19), "dddd-dd-ddTdd:dd:dd") else { return false }
        var rest = bytes.dropFirst(19)
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        return rest.isEmpty || fits(rest, "Z") || fits(rest, "+dd:dd") || fits(rest, "-dd:dd")
    }

    /// Blanks may stand before the first semicolon and behind each, but not before the others.
    private static func isMediaType(_ text: String) -> Bool {
        var rest = text[...]
        func takeToken() -> Bool {
            let token = rest.prefix { JwarcText.isToken(String($0)) }
            rest = rest.dropFirst(token.count)
            return !token.isEmpty
        }
        guard takeToken(), rest.popFirst() == "/", takeToken() else { return false }
        rest = rest.drop { $0 == " " || $0 == "\t" }
        while !rest.isEmpty {
            guard rest.popFirst() == ";" else { return false }
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard takeToken(), rest.popFirst() == "=" else { return false }
            if rest.first == "\"" {
                rest = rest.dropFirst()
                guard let end = rest.firstIndex(of: "\"") else { return false }
                rest = rest[rest.index(after: end)...]
            } else if !takeToken() {
                return false
            }
        }
        return true
    }
}
