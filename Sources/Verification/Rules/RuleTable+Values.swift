// SPDX-License-Identifier: EUPL-1.2

extension RuleTable {
    /// What values look like.
    static let values: [Rule] = [
        Rule(.contentLength, .error, iso("5.3"), everyTool, "Content-Length is a number of digits"),
        Rule(
            .recordID, .error, iso("5.2, §5.7, §5.11, §5.16, §5.21"), [.jhove, .jwat, .jwarc],
            "identifiers of records are URIs in angle brackets"),
        Rule(
            .date, .error, iso("5.4, §5.13"), [.jhove, .jwat, .jwarc],
            "dates are of UTC, in the form 2026-11-22T12:00:00Z, in the calendar, with up to nine decimals in 1.1"),
        Rule(.datePrecision, .error, "ISO 28500:2009 §5.4", jwats, "dates of WARC 1.0 have seconds and no fraction"),
        Rule(
            .dateFraction, .note, iso("5.4"), [.jhove],
            "dates have whole seconds, for recipients that run JHOVE; 1.1 allows any precision"),
        Rule(.recordType, .warning, iso("5.5"), jwats, "WARC-Type is one of the eight types"),
        Rule(
            .mediaType, .error, iso("5.6, §5.19"), [.jhove, .jwat], "media types are type/subtype with parameters"),
        Rule(.warcinfoType, .warning, iso("6.2"), jwats, "a warcinfo record is application/warc-fields"),
        Rule(
            .httpType, .warning, iso("6.3.2, §6.5.2"), [],
            "a request or response of an http or https URI is application/http"),
        Rule(.dnsType, .error, iso("6.4.4"), [], "a resource of a dns URI is text/dns"),
        Rule(
            .targetURI, .error, iso("5.12, §5.14, §5.18"), jwats,
            "URIs are absolute and have neither blanks nor characters outside of ASCII"),
        Rule(
            .bracketedURI, .warning, iso("4"), jwats,
            "target and profile URIs stand without angle brackets, which only the grammar of 1.0 has, not its examples"),
        Rule(
            .laxURI, .note, "RFC 3986 §2", [],
            "URIs have no characters that RFC 3986 wants percent-encoded; browsers send some as they are"),
        Rule(.ipAddress, .error, iso("5.10"), jwats, "WARC-IP-Address is an address of IPv4 or IPv6"),
        Rule(
            .digestForm, .error, iso("5.8, §5.9"), [.jhove, .jwat, .warcio, .jwarc, .fastwarc],
            "digests are algorithm:value"),
        Rule(
            .digestAlgorithm, .warning, iso("5.8"), [.jhove, .jwat, .warcio, .fastwarc],
            "the algorithm of a digest is one that can be checked: sha1, sha256, md5"),
        Rule(
            .digestEncoding, .warning, iso("5.8"), everyTool,
            "sha1 is written in base 32 with capitals or in base 16, others in base 16: forms all tools read"),
        Rule(.truncatedReason, .note, iso("5.15"), [], "WARC-Truncated is length, time, disconnect or unspecified"),
        Rule(
            .profile, .warning, iso("6.7.2 to §6.7.4"), jwats,
            "WARC-Profile is one of the two of the standard; others may be defined elsewhere"),
        Rule(
            .profileVersion, .warning, iso("6.7.2, §6.7.3"), [.jhove, .jwat],
            "a profile URI is of the version of its record"),
        Rule(
            .segmentNumber, .error, iso("5.20"), jwats,
            "WARC-Segment-Number is 1 in the first record and higher in continuations"),
        Rule(.number, .error, iso("5.20, §5.22"), [.jhove, .jwat], "segment fields that are numbers have digits only"),
        Rule(.filename, .note, iso("5.17"), [], "WARC-Filename is the name of the file"),
    ]
}
