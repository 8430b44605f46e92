// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime

extension WARCHeader {
    /// WARC-Type (§5.5); nil if the field is missing.
    public var type: WARCRecordType? { withValue(of: "WARC-Type") { $0.map { WARCRecordType($0) } } }

    /// WARC-Record-ID (§5.2) without its angle brackets: `urn:uuid:…`.
    public var recordID: String? { bare("WARC-Record-ID") }

    /// WARC-Target-URI (§5.14), without the angle brackets that some writers put around it.
    public var targetURI: String? { bare("WARC-Target-URI") }

    /// WARC-Date (§5.4), also in some forms that the standard does not have; nil if it is missing or no date.
    public var date: ArchiveDate? { self["WARC-Date"].flatMap { ArchiveDate(iso8601: $0) ?? LenientDate.parse($0) } }

    /// Content-Length (§5.3) in bytes; nil if it is missing, not a number of digits, or more than 2^63-1.
    public var contentLength: UInt64? {
        withValue(of: "Content-Length") { value in
            guard let value, !value.isEmpty else { return nil }
            var number: UInt64 = 0
            for byte in value {
                guard (0x30...0x39).contains(byte) else { return nil }
                let (product, isOver) = number.multipliedReportingOverflow(by: 10)
                let (sum, isOverToo) = product.addingReportingOverflow(UInt64(byte) - 0x30)
                guard !isOver, !isOverToo, sum <= UInt64(Int64.max) else { return nil }
                number = sum
            }
            return number
        }
    }

    /// Content-Type (§5.6) of the block.
    public var contentType: String? { self["Content-Type"] }

    /// WARC-Payload-Digest (§5.9) as written, `sha256:…`.
    public var payloadDigest: String? { self["WARC-Payload-Digest"] }

    /// WARC-Block-Digest (§5.8) as written, `sha256:…`.
    public var blockDigest: String? { self["WARC-Block-Digest"] }

    /// WARC-Warcinfo-ID (§5.16) without its angle brackets.
    public var warcinfoID: String? { bare("WARC-Warcinfo-ID") }

    /// WARC-Concurrent-To (§5.7), all of them, without angle brackets.
    public var concurrentTo: [String] { all("WARC-Concurrent-To").map(Self.withoutBrackets) }

    /// WARC-Refers-To (§5.11) without its angle brackets.
    public var refersTo: String? { bare("WARC-Refers-To") }

    /// WARC-Refers-To-Target-URI (§5.12).
    public var refersToTargetURI: String? { bare("WARC-Refers-To-Target-URI") }

    /// WARC-Refers-To-Date (§5.13); nil if it is missing or not in the form of the standard.
    public var refersToDate: ArchiveDate? { self["WARC-Refers-To-Date"].flatMap { ArchiveDate(iso8601: $0) } }

    /// WARC-IP-Address (§5.10) as written.
    public var ipAddress: String? { self["WARC-IP-Address"] }

    /// WARC-Truncated (§5.15) as written: `length`, `time`, `disconnect`, `unspecified`.
    public var truncated: String? { self["WARC-Truncated"] }

    /// WARC-Profile (§5.18), the kind of a revisit.
    public var profile: String? { self["WARC-Profile"] }

    /// WARC-Identified-Payload-Type (§5.19).
    public var identifiedPayloadType: String? { self["WARC-Identified-Payload-Type"] }

    /// WARC-Filename (§5.17) of a warcinfo record.
    public var filename: String? { self["WARC-Filename"] }

    private func bare(_ name: String) -> String? { self[name].map(Self.withoutBrackets) }

    static func withoutBrackets(_ text: String) -> String {
        guard text.utf8.first == 0x3C, text.utf8.last == 0x3E, text.utf8.count >= 2 else { return text }
        return String(text.dropFirst().dropLast())
    }
}
