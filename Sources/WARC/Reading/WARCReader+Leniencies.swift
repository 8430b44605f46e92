// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

extension WARCReader {
    /// Reports what a header has that the standard does not allow and that is read all the same (ISO 28500:2017 §4, §5).
    func reportOddities(of header: WARCHeader, at offset: UInt64) {
        for (oddity, irregularity, message) in Self.oddities where header.oddities.contains(oddity) {
            report(irregularity, at: offset, message)
        }
        if header.oddities.contains(.unknownVersion) {
            report(
                .unknownVersion, at: offset, "the version \"\(header.version)\" is none of WARC/0.17, 0.18, 1.0 and 1.1"
            )
        }
        for name in ["WARC-Type", "WARC-Record-ID", "WARC-Date"] where header[name] == nil {
            report(.missingField, at: offset, "the record has no \(name)")
        }
        if let date = header["WARC-Date"], ArchiveDate(iso8601: date) == nil {
            report(
                .unusualDate, at: offset, "WARC-Date is \"\(date)\", expected a form like 2026-11-22T12:00:00Z")
        }
        if let uri = header["WARC-Target-URI"], uri.utf8.first == 0x3C {
            report(.bracketedURI, at: offset, "WARC-Target-URI stands in angle brackets", hint: "wget 1.20 wrote it so")
        }
    }

    private static let oddities: [(WARCHeader.Oddities, WARCIrregularity, String)] = [
        (.bareLineFeed, .bareLineFeed, "header lines end with LF alone, expected CR LF"),
        (.lineWithoutColon, .lineWithoutColon, "a header line has no field name and colon"),
        (.spaceBeforeColon, .spaceBeforeColon, "there is white space between a field name and its colon"),
        (.magicCase, .magicCase, "the version line is not written in capitals"),
    ]
}
