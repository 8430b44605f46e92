// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Whether Java's `Instant.parse` takes a date; jwarc falls over a capture whose date it does not take.
enum JwarcInstant {
    static func accepts(_ text: String) -> Bool {
        var bytes = Array(text.uppercased().utf8)
        guard bytes.count >= 20 else { return false }
        if bytes.last != 0x5A {
            // An offset instead of Z.
            guard let sign = bytes.lastIndex(where: { $0 == 0x2B || $0 == 0x2D }), sign >= 19 else { return false }
            let offset = bytes[(sign + 1)...].split(separator: 0x3A, omittingEmptySubsequences: false)
            guard (1...3).contains(offset.count),
                offset.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0x30...0x39).contains($0) } })
            else { return false }
            bytes = bytes[..<sign] + [0x5A]
        }
        var plain = String(decoding: bytes, as: UTF8.self)
        if plain.hasSuffix(".Z") { plain = plain.dropLast(2) + "Z" }
        return ArchiveDate(iso8601: plain) != nil
    }
}
