// SPDX-License-Identifier: EUPL-1.2

extension RuleTable {
    /// The form of headers.
    static let header: [Rule] = [
        Rule(.headerTooLong, .error, iso("4"), jwats, "a header has no more bytes than a reader takes"),
        Rule(.headerCut, .error, iso("4"), [.jhove, .jwat, .jwarc], "a header ends with an empty line"),
        Rule(.lineFeed, .warning, iso("4"), [.jwarc], "lines of a header end with CR LF"),
        Rule(
            .noColon, .warning, iso("4"), [.jhove, .jwat, .jwarc], "every line of a header has a field name and a colon"
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
        Rule(.controlCharacter, .warning, iso("4"), [.jwarc], "values hold no control characters"),
        Rule(.fieldName, .warning, iso("4"), [.jwarc], "field names are tokens: letters, digits and a few marks"),
    ]

    /// Which fields a record has.
    static let fields: [Rule] = [
        Rule(
            .missingField, .error, iso("5.1"), [.jhove, .jwat, .jwarc],
            "every record has WARC-Record-ID, Content-Length, WARC-Date and WARC-Type"),
        Rule(
            .missingForType, .error, iso("6"), [.jhove, .jwat, .jwarc],
            "a record has the fields its type demands: a target URI, a profile, segment fields"),
        Rule(
            .recommendedField, .warning, iso("5.6"), jwats, "a record whose block is not empty has a Content-Type"),
        Rule(
            .forbiddenField, .error, iso("5"), [.jhove, .jwat, .jwarc], "a record has no field that its type excludes"),
        Rule(
            .repeatedField, .error, iso("4"), [.jhove, .jwat, .jwarc],
            "no field of the standard but WARC-Concurrent-To occurs twice"),
        Rule(.emptyField, .error, iso("4"), [.jhove, .jwat], "a field that is there has a value"),
        Rule(
            .extensionField, .note, iso("4"), [],
            "fields are those of the standard; others are allowed, and left alone by readers"),
        Rule(.laterField, .note, iso("5.12"), [], "fields that came with 1.1 stand in records of 1.1"),
    ]
}
