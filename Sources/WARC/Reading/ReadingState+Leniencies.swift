// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

extension ReadingState {
    /// Reports what a header has that the standard does not allow and that is read all the same (ISO 28500:2017 §4, §5).
    func reportOddities(of header: WARCHeader, at offset: UInt64) {
        if !header.oddities.isEmpty { reportForm(of: header, at: offset) }
        if !header.contains("WARC-Type") { reportMissing("WARC-Type", at: offset) }
        if !header.contains("WARC-Record-ID") { reportMissing("WARC-Record-ID", at: offset) }
        let (hasDate, isUsual) = header.withValue(of: "WARC-Date") { ($0 != nil, $0.map(Self.isStandardDate) ?? true) }
        if !hasDate { reportMissing("WARC-Date", at: offset) }
        if !isUsual {
            report(
                .unusualDate, at: offset,
                "WARC-Date is \"\(header["WARC-Date"]?.prefix(64) ?? "")\", expected a form like 2026-11-22T12:00:00Z",
                hint: header.date.map { "read as \($0.iso8601Seconds)" } ?? "no date could be read from it")
        }
        if header.withValue(of: "WARC-Target-URI", { $0?.first == 0x3C }) {
            report(.bracketedURI, at: offset, "WARC-Target-URI stands in angle brackets", hint: "wget 1.20 wrote it so")
        }
    }

    private func reportMissing(_ name: StaticString, at offset: UInt64) {
        report(.missingField, at: offset, "the record has no \(name)")
    }

    private func reportForm(of header: WARCHeader, at offset: UInt64) {
        for (oddity, irregularity, message) in Self.oddities where header.oddities.contains(oddity) {
            report(irregularity, at: offset, message)
        }
        if header.oddities.contains(.unknownVersion) {
            report(
                .unknownVersion, at: offset, "the version \"\(header.version)\" is none of WARC/0.17, 0.18, 1.0 and 1.1"
            )
        }
    }

    /// `yyyy-MM-ddTHH:mm:ss`, perhaps a fraction of one to nine digits, and `Z` (§5.4).
    private static func isStandardDate(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard (20...30).contains(bytes.count), bytes.count != 21, bytes[bytes.count - 1] == 0x5A else { return false }
        let form: StaticString = "0000-00-00T00:00:00."
        for index in 0..<bytes.count - 1 {
            let expected = index < 20 ? form.utf8Start[index] : 0x30
            let isDigit = bytes[index] >= 0x30 && bytes[index] <= 0x39
            guard expected == 0x30 ? isDigit : bytes[index] == expected else { return false }
        }
        return true
    }

    private static let oddities: [(WARCHeader.Oddities, WARCIrregularity, String)] = [
        (.bareLineFeed, .bareLineFeed, "header lines end with LF alone, expected CR LF"),
        (.lineWithoutColon, .lineWithoutColon, "a header line has no field name and colon"),
        (.spaceBeforeColon, .spaceBeforeColon, "there is white space between a field name and its colon"),
        (.magicCase, .magicCase, "the version line is not written in capitals"),
    ]
}
