// SPDX-License-Identifier: EUPL-1.2

extension RuleTable {
    /// The file, its gzip members, and the form of its records.
    static let container: [Rule] = [
        Rule(.noRecord, .error, iso("4"), jwats, "the file holds at least one record"),
        Rule(
            .fileName, .note, "ISO 28500:2017 annex C", [],
            "the file is named Prefix-Timestamp-Serial-Crawlhost, with characters every system takes"),
        Rule(
            .fileSuffix, .note, "ISO 28500:2017 annex D.3", [],
            "the name ends with .gz exactly when the file is compressed"),
        Rule(.damagedMember, .error, "RFC 1952 §2.3", everyTool, "every gzip member is whole and its checksum right"),
        Rule(
            .cutMember, .error, "RFC 1952 §2.2", [.jhove, .jwat, .jwarc, .fastwarc],
            "the file ends where a gzip member does"),
        Rule(
            .trailingBytes, .error, "RFC 1952 §2.2, ISO 28500:2017 §4", [.warcio, .jwarc, .fastwarc],
            "nothing follows behind the last member or record"),
        Rule(
            .emptyMember, .warning, "ISO 28500:2017 annex D.2", [.jwarc, .fastwarc], "every gzip member holds a record"),
        Rule(
            .sharedMember, .warning, "ISO 28500:2017 annex D.2", [.warcio, .jwarc],
            "every record has a gzip member of its own"),
        Rule(
            .crossingRecord, .warning, "ISO 28500:2017 annex D.2", [.jwarc],
            "no record reaches over several gzip members"
        ),
        Rule(
            .notARecord, .error, iso("4"), everyTool,
            "behind a record comes the version line of the next, or the end of the file"),
        Rule(
            .cutBlock, .error, iso("5.3"), [.jhove, .jwat, .jwarc, .fastwarc],
            "the block has as many bytes as Content-Length says"),
        Rule(.trailer, .error, iso("4"), [.jhove, .jwat, .jwarc], "a block is followed by CR LF CR LF"),
        Rule(
            .extraLines, .error, iso("4"), [.jhove, .jwat, .jwarc], "a block is followed by no more than CR LF CR LF"),
        Rule(
            .arcLine, .warning, "ARC File Format 1.0", [.jwarc],
            "the line before an ARC record has all its fields in their form"),
    ]
}
