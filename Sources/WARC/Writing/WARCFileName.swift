// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime

/// Names of archive files: prefix, timestamp, serial number and host, as annex C of ISO 28500:2017 recommends.
public enum WARCFileName {
    /// What a file is called until it is closed: its name and this.
    public static let openSuffix = ".open"

    /// `KABINET-<account>-<yyyyMMddHHmmssSSS>-<serial>-<host>.warc.gz`.
    ///
    /// Account and host keep ASCII letters, digits, `.`, `_` and `-`; runs of anything else become one `_`, and 64 bytes of each are
    /// kept, so that the name is valid on every file system and for every upload form. The serial number has at least five digits.
    public static func make(account: String, date: ArchiveDate, serial: Int, host: String) -> String {
        let digits = String(max(0, serial))
        let padded = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
        return "KABINET-\(safe(account))-\(date.digits17)-\(padded)-\(safe(host)).warc.gz"
    }

    private static func safe(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 where out.count < 64 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: out.append(byte)
            default: if out.last != 0x5F { out.append(0x5F) }
            }
        }
        let edges: Set<UInt8> = [0x2D, 0x2E, 0x5F]
        let kept = out.drop { edges.contains($0) }
        let end = kept.lastIndex { !edges.contains($0) }.map { $0 + 1 } ?? kept.startIndex
        let name = String(decoding: kept[kept.startIndex..<end], as: UTF8.self)
        return name.isEmpty ? "unnamed" : name
    }
}
