// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The line before a record of ARC, in jwarc's grammar, and the fields jwarc makes of it.
struct JwarcARCLine {
    private(set) var fields: [String: [String]] = [:]
    private(set) var warnings: [String] = []

    init?(_ line: [UInt8]) {
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false).map {
            String(String.UnicodeScalarView($0.map { Unicode.Scalar($0) }))
        }
        guard parts.count >= 5, Self.isURL(parts[0]), Self.isAddress(parts[1]) else { return nil }
        let date = parts[2]
        let length = parts[parts.count - 1]
        let type = parts[3..<(parts.count - 1)]
        guard (8...28).contains(date.utf8.count), Self.isDigits(date), !length.isEmpty, Self.isDigits(length),
            Self.isType(Array(type))
        else { return nil }
        setKind(url: parts[0], type: parts[3])
        set("warc-ip-address", parts[1])
        set("content-length", length)
        setDate(date)
    }

    private mutating func set(_ name: String, _ value: String) { fields[name] = [value] }

    private mutating func setKind(url: String, type: String) {
        if url.hasPrefix("filedesc://") {
            set("warc-type", "warcinfo")
            set("warc-filename", String(url.dropFirst("filedesc://".count)))
            set("content-type", "text/plain")
        } else {
            set("warc-type", "response")
            set("warc-target-uri", url)
            set("content-type", url.hasPrefix("dns:") ? "text/dns" : "application/http;msgtype=response")
        }
        if type == "alexa/dat" { set("content-type", type) }
    }

    private mutating func setDate(_ text: String) {
        var digits = text
        if digits.utf8.count < 14 {
            warnings.append("ARC date too short (\(digits.utf8.count) digits)")
            digits += String(repeating: "0", count: 14 - digits.utf8.count)
        } else if digits.utf8.count > 14 {
            warnings.append("ARC date too long (\(digits.utf8.count) digits)")
            digits = String(digits.prefix(14))
        }
        if let date = ArchiveDate(digits: digits) {
            set("warc-date", date.iso8601Seconds)
        } else {
            warnings.append("ARC date not parsable")
        }
    }

    private static func isURL(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: 0x3A) else { return false }
        let scheme = text.utf8[..<colon]
        return !scheme.isEmpty && scheme.allSatisfy { (0x61...0x7A).contains($0) }
    }

    private static func isAddress(_ text: String) -> Bool {
        if text == "0" { return true }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.utf8.count) && isDigits(String($0)) }
    }

    private static func isDigits(_ text: String) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// A media type, which may hold blanks around its semicolons, and maybe the five fields of ARC version 2 behind it.
    private static func isType(_ parts: [String]) -> Bool {
        if parts.count == 1 { return true }
        if isTypeWithBlanks(parts.joined(separator: " ")) { return true }
        guard parts.count >= 6 else { return false }
        let more = parts.suffix(5)
        let first = more.startIndex
        guard more[first].utf8.count == 3, isDigits(more[first]), !more[first + 1].isEmpty, !more[first + 2].isEmpty,
            !more[first + 3].isEmpty, isDigits(more[first + 3]), !more[first + 4].isEmpty
        else { return false }
        return parts.count == 6 || isTypeWithBlanks(parts.dropLast(5).joined(separator: " "))
    }

    private static func isTypeWithBlanks(_ text: String) -> Bool {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false).map { part in
            var part = part
            while part.first == " " || part.first == "\t" { part.removeFirst() }
            while part.last == " " || part.last == "\t" { part.removeLast() }
            return part
        }
        let type = parts.removeFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard type.count == 2, type.allSatisfy({ JwarcText.isToken($0) }) else { return false }
        return parts.allSatisfy { parameter in
            guard let equals = parameter.firstIndex(of: "=") else { return false }
            let value = parameter[parameter.index(after: equals)...]
            return JwarcText.isToken(parameter[..<equals])
                && (JwarcText.isToken(value) || value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\""))
        }
    }
}
