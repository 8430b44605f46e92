// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

extension RecordCheck {
    func extensionField(_ name: String, _ offset: UInt64) -> VerificationFinding {
        finding(.extensionField, offset, "the standard has no field \(name); others of that name are not listed")
    }

    func version11(_ offset: UInt64) -> VerificationFinding {
        finding(
            .newVersion, offset, "records are of WARC/1.1, which JHOVE up to 1.33 does not know",
            hint: "kabinet recompress writes 1.0 for a recipient that runs it")
    }

    func fraction(_ offset: UInt64) -> VerificationFinding {
        finding(
            .dateFraction, offset,
            "dates have fractions of a second, which JHOVE takes for wrong; others are not listed",
            hint: "kabinet recompress writes whole seconds for a recipient that runs it")
    }

    /// What concerns the file as a whole.
    func findings(records: UInt64) -> [VerificationFinding] {
        guard records > 0 else { return [finding(.noRecord, nil, "the file holds no record")] }
        var found: [VerificationFinding] = []
        let name = filename.hasSuffix(WARCFileName.openSuffix) ? String(filename.dropLast(5)) : filename
        if let isCompressed = try? Self.isCompressed(path), isCompressed != name.hasSuffix(".gz"),
            !name.hasSuffix(".zst")
        {
            found.append(
                finding(
                    .fileSuffix, nil, isCompressed ? "a compressed file without .gz" : "an uncompressed file with .gz"))
        }
        if !Self.isRecommended(name) {
            found.append(
                finding(
                    .fileName, nil, "the name is not of the form Prefix-Timestamp-Serial-Crawlhost.warc.gz",
                    hint: "annex C recommends it"))
        }
        return found
    }

    private func finding(
        _ rule: RuleID, _ offset: UInt64?, _ message: String, hint: String? = nil
    ) -> VerificationFinding {
        VerificationFinding(rule: rule, path: path, offset: offset, recordID: nil, message: message, hint: hint)
    }

    private static func isCompressed(_ path: String) throws -> Bool {
        try OpenFile(reading: path).read(at: 0, count: 2) == [0x1F, 0x8B]
    }

    /// Letters, digits, `-`, `_` and `.`; between hyphens a timestamp of 14 to 17 digits, and behind it a serial number and a host.
    private static func isRecommended(_ name: String) -> Bool {
        let isSafe = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard isSafe, name.contains(".warc") else { return false }
        let parts = name.split(separator: "-")
        guard
            let time = parts.firstIndex(where: {
                (14...17).contains($0.count) && $0.utf8.allSatisfy(ValueForms.isDigit)
            })
        else { return false }
        return time > 0 && parts.count >= time + 2 && parts[time + 1].utf8.prefix { ValueForms.isDigit($0) }.count >= 1
    }
}
