// SPDX-License-Identifier: EUPL-1.2

extension RuleTable {
    /// The form of headers.
    static let header: [Rule] = [
        Rule(.headerTooLong, .error, "bound of this reader", jwats, "a header has at most 1 MiB"),
        Rule(.headerCut, .error, iso("4"), [.jhove, .jwat, .jwarc], "a header ends with an empty line"),
        Rule(.lineFeed, .error, iso("4"), [.jwarc], "lines of a header end with CR LF"),
        Rule(
            .noColon, .error, iso("4"), [.jhove, .jwat, .jwarc], "every line of a header has a field name and a colon"
        ),
        Rule(.spaceBeforeColon, .warning, iso("4"), [.jwarc], "a colon follows the field name at once"),
        Rule(.magicCase, .warning, iso("4"), [.jwarc, .fastwarc], "the version line starts with WARC/ in capitals"),
        Rule(
            .unknownVersion, .warning, iso("4"), everyTool,
            "the version is 1.1, 1.0, or one of the drafts 0.17 and 0.18"),
        Rule(
            .newVersion, .note, iso("4"), [.jhove],
            "the version is 1.0, for recipients that run JHOVE: up to 1.33 it knows no other"),
        Rule(.encoding, .warning, iso("4"), [], "a header is UTF-8"),
        Rule(.controlCharacter, .error, iso("4"), [.jwarc], "values hold no control characters"),
        Rule(.fieldName, .error, iso("4"), [.jwarc], "field names are tokens: letters, digits and a few marks"),
    ]

    /// Which fields a record has.
    static let fields: [Rule] = [
        Rule(
            .missingField, .error, iso("5.2 to §5.5"), [.jhove, .jwat, .jwarc],
            "every record has WARC-Record-ID, Content-Length, WARC-Date and WARC-Type"),
        Rule(
            .missingForType, .error, iso("5.14, §5.18, §5.20, §5.21, §6.7.2"), [.jhove, .jwat, .jwarc],
            "a record has the fields its type demands: target URI, profile and its payload digest, segment fields"),
        Rule(
            .recommendedField, .warning, iso("5.6"), jwats, "a record whose block is not empty has a Content-Type"),
        Rule(.discouragedField, .warning, iso("7"), jwats, "a continuation has no Content-Type of its own"),
        Rule(
            .revisitTruncated, .note, iso("6.7.2"), [],
            "a revisit of an identical payload that has a block says WARC-Truncated: length; few writers do"),
        Rule(
            .forbiddenField, .error, iso("5.7 to §5.22"), [.jhove, .jwat, .jwarc],
            "a record has no field that its type excludes"),
        Rule(
            .payloadField, .note, iso("4, §5.9, §5.19"), [],
            "warcinfo and metadata have no payload and so no field about one; warcio writes it, and no validator minds"),
        Rule(
            .repeatedField, .error, iso("5.1"), [.jhove, .jwat, .jwarc],
            "no field of the standard but WARC-Concurrent-To occurs twice"),
        Rule(.emptyField, .error, iso("5"), [.jhove, .jwat], "a field that is there has a value"),
        Rule(
            .extensionField, .note, iso("5.1"), [],
            "fields are those of the standard; others are allowed, and left alone by readers"),
        Rule(.laterField, .note, iso("5.12, §5.13"), [], "fields that came with 1.1 stand in records of 1.1"),
    ]
}
