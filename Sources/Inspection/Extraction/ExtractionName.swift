// SPDX-License-Identifier: EUPL-1.2

/// The file name for a payload: `20261122120000-social.example-minister.html`.
///
/// Made of ASCII letters, digits, `.`, `-` and `_` alone, not longer than 200 bytes, never starting with a dot: no URL can lead out
/// of the folder, hide a file, or name a device.
package struct ExtractionName: Sendable, Hashable {
    private let stem: String
    private let ending: String

    /// The name for a payload.
    ///
    /// - Parameters:
    ///   - url: The record's URL; may be empty.
    ///   - date: WARC-Date as written; its first 14 digits count.
    ///   - mediaType: The payload's media type without parameters; the URL's own extension counts where it tells nothing.
    package init(url: String, date: String, mediaType: String) {
        let digits = date.utf8.filter { ASCIIByte.isDigit($0) }.prefix(14)
        let bytes = Array(url.utf8)
        let host = Self.safe(bytes[RecordFacts.host(0..<bytes.count, in: bytes)], limit: 80)
        var segment = Self.lastSegment(bytes)
        let (base, urlExtension) = Self.split(segment)
        let type = mediaType.lowercased()
        let byType = FileExtension.of(mediaType: type)
        if let urlExtension, byType == nil || Self.isSame(urlExtension, byType ?? "") {
            ending = "." + urlExtension
            segment = base
        } else {
            ending = "." + (byType ?? "bin")
        }
        let parts = [
            digits.isEmpty ? "nodate" : String(decoding: digits, as: UTF8.self), host, Self.safe(segment, limit: 80),
        ]
        stem = parts.filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// The name; a clash gets what is in front of the extension too.
    package func text(_ distinction: String = "") -> String { stem + distinction + ending }

    /// The last part of the path that is not empty, `index` for a path without one.
    private static func lastSegment(_ url: [UInt8]) -> ArraySlice<UInt8> {
        let path = url.prefix { $0 != 0x3F && $0 != 0x23 }
        let segments = path.split(separator: 0x2F)
        let isPath = segments.count > 2 || (segments.count == 2 && segments[0].last != 0x3A)
        guard isPath, let last = segments.last else {
            return segments.count == 1 && url.contains(0x3A) ? segments[0] : Array("index".utf8)[...]
        }
        return last
    }

    /// `name.ext`, where the extension is one to five letters and digits.
    private static func split(_ segment: ArraySlice<UInt8>) -> (base: ArraySlice<UInt8>, extension: String?) {
        guard let dot = segment.lastIndex(of: 0x2E), dot > segment.startIndex else { return (segment, nil) }
        let end = segment[(dot + 1)...]
        guard (1...5).contains(end.count), end.allSatisfy({ ASCIIByte.isAlphanumeric($0) }) else {
            return (segment, nil)
        }
        return (segment[..<dot], String(decoding: end, as: UTF8.self).lowercased())
    }

    /// Spellings of one format.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let others = ["jpeg": "jpg", "htm": "html", "tiff": "tif", "mjs": "js", "text": "txt"]
        return others[left, default: left] == others[right, default: right]
    }

    /// Anything but letters, digits, `.`, `-` and `_` becomes `_`, runs of it one; no dots at the ends, no two in a row.
    private static func safe(_ bytes: ArraySlice<UInt8>, limit: Int) -> String {
        var out: [UInt8] = []
        for byte in bytes {
            guard out.count < limit else { break }
            let isKept = ASCIIByte.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E
            let next: UInt8 = isKept ? byte : 0x5F
            if next == 0x2E, out.isEmpty || out.last == 0x2E { continue }
            if next == 0x5F, out.last == 0x5F { continue }
            out.append(next)
        }
        while out.last == 0x2E { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }
}
