// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CrawlProfile
import Fetch
import HTTPMessage

/// Finds the values in an exchange that a profile calls secret.
struct SecretFinder {
    /// Decoded bytes that are searched for parameters and JSON; no text that matters is longer.
    static let longestText = 32 << 20
    private static let mostValues = 1000

    let rules: SecretRules
    let result: FetchResult
    /// True when the request used a credential: then every cookie belongs to somebody.
    let allCookies: Bool

    /// The values, each once, longest first; too short ones are left out.
    func values() throws -> [String] {
        var found: Set<String> = []
        guard let head = result.responseHead else { return [] }
        for field in head.fields where rules.headers.contains(field.name.lowercased()) { found.insert(field.value) }
        for value in head.fields.all("Set-Cookie") {
            let cookie = CookieText(value)
            if allCookies || rules.cookies.contains(cookie.name) { found.insert(cookie.value) }
        }
        if !rules.parameters.isEmpty || !rules.json.isEmpty {
            let body = try decodedBody(head)
            for name in rules.parameters {
                for bytes in [result.requestHead, head.serialized(), body] {
                    found.formUnion(Self.parameters(name, in: bytes))
                }
            }
            if !rules.json.isEmpty, let document = try? JSONReader.read(body) {
                found.formUnion(rules.json.flatMap { $0.values(in: document) }.compactMap(\.text))
            }
        }
        return found.filter { $0.utf8.count >= SecretVault.fewestBytes && !$0.contains(SecretVault.prefix) }
            .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.prefix(Self.mostValues).map { $0 }
    }

    private func decodedBody(_ head: HTTPResponseHead) throws -> [UInt8] {
        let raw = try result.body.read(at: 0, count: Self.longestText)
        var decoded: [UInt8] = []
        guard let codings = ContentCoding.applied(in: head.fields), !codings.isEmpty else { return raw }
        // A damaged end or one beyond the limit leaves what is before it.
        try? ContentDecoder(codings, outputLimit: UInt64(Self.longestText)).decode(raw) {
            decoded.append(contentsOf: $0)
        }
        return decoded.isEmpty ? raw : decoded
    }

    // MARK: Parameters

    /// The values of `name=value` in URLs and forms, wherever they stand in the bytes, percent-decoded.
    static func parameters(_ name: String, in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        let wanted = Array(name.utf8)
        guard !wanted.isEmpty else { return [] }
        bytes.withUnsafeBytes { bytes in
            var start = 0
            while let place = ByteSearch.first(wanted, in: bytes, from: start), found.count < mostValues {
                start = place + wanted.count
                guard beginsParameter(bytes, at: place), let first = valueStart(bytes, at: start) else { continue }
                var end = first
                while end < bytes.count, isValueByte(bytes[end]), !isSeparator(bytes, at: end) { end += 1 }
                found.insert(decoded(UnsafeRawBufferPointer(rebasing: bytes[first..<end])))
                start = end
            }
        }
        return found
    }

    /// Behind `?`, `&` or `;`, or those percent-coded or escaped; or at the beginning.
    private static func beginsParameter(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
        guard place > 0 else { return true }
        switch bytes[place - 1] {
        case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"):
            let before = bytes[max(0, place - 6)..<place].map { $0 | 0x20 }
            return before.suffix(3).elementsEqual("%26".map(\.lowered))
                || before.suffix(3).elementsEqual("%3f".map(\.lowered))
                || before.elementsEqual("\\u0026".map(\.lowered))
        default: return true
        }
    }

    private static func valueStart(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int? {
        guard place < bytes.count else { return nil }
        if bytes[place] == UInt8(ascii: "=") { return place + 1 }
        let next = bytes[place..<min(bytes.count, place + 3)]
        return next.elementsEqual("%3D".utf8) || next.elementsEqual("%3d".utf8) ? place + 3 : nil
    }

    private static func isValueByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-._~%+/|:!*=,@$".utf8.contains(byte)
        }
    }

    /// A percent-coded `&` or `#` ends a value inside of a URL that is itself percent-coded.
    private static func isSeparator(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
        let next = bytes[place..<min(bytes.count, place + 3)]
        return next.elementsEqual("%26".utf8) || next.elementsEqual("%23".utf8)
    }

    private static func decoded(_ bytes: UnsafeRawBufferPointer) -> String {
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = Hex.value(bytes[index + 1]), let low = Hex.value(bytes[index + 2])
            {
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension Character {
    /// The ASCII byte with the bit that makes letters small.
    fileprivate var lowered: UInt8 { (asciiValue ?? 0) | 0x20 }
}

/// The first part of a Set-Cookie field (RFC 6265 §4.1.1).
struct CookieText {
    let name, value: String
    /// From the first semicolon on.
    let attributes: String

    init(_ field: String) {
        let pair = field.prefix { $0 != ";" }
        attributes = String(field[pair.endIndex...])
        let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        func trimmed(_ text: Substring) -> String {
            var text = text.drop { $0 == " " || $0 == "\t" || $0 == "\"" }
            while let last = text.last, " \t\"".contains(last) { text.removeLast() }
            return String(text)
        }
        (name, value) = halves.count == 2 ? (trimmed(halves[0]), trimmed(halves[1])) : ("", trimmed(pair))
    }

    /// The field with another value.
    func field(value: String) -> String { (name.isEmpty ? "" : name + "=") + value + attributes }
}
