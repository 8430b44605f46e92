// SPDX-License-Identifier: EUPL-1.2

/// A record's header as JWAT understands it: what it made of each field it knows, and what it said about them.
struct JWATHeader {
    /// The fields JWAT knows, with the spelling it uses in its messages.
    enum Field: String, CaseIterable {
        case type = "WARC-Type"
        case recordID = "WARC-Record-ID"
        case date = "WARC-Date"
        case contentLength = "Content-Length"
        case contentType = "Content-Type"
        case concurrentTo = "WARC-Concurrent-To"
        case blockDigest = "WARC-Block-Digest"
        case payloadDigest = "WARC-Payload-Digest"
        case ipAddress = "WARC-IP-Address"
        case refersTo = "WARC-Refers-To"
        case targetURI = "WARC-Target-URI"
        case truncated = "WARC-Truncated"
        case warcinfoID = "WARC-Warcinfo-ID"
        case filename = "WARC-Filename"
        case profile = "WARC-Profile"
        case identifiedPayloadType = "WARC-Identified-Payload-Type"
        case segmentOriginID = "WARC-Segment-Origin-ID"
        case segmentNumber = "WARC-Segment-Number"
        case segmentTotalLength = "WARC-Segment-Total-Length"
        case refersToTargetURI = "WARC-Refers-To-Target-URI"
        case refersToDate = "WARC-Refers-To-Date"

        static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })
    }

    /// The types of records; `unknown` is any other word.
    enum RecordType: String {
        case unknown = "", warcinfo, response, resource, request, metadata, revisit, conversion, continuation
    }

    let version: JWATVersion
    /// The numbers of the version line; -1 for what is no number.
    var major = -1
    var minor = -1
    /// Whether the version has two numbers, as all known ones do.
    var isTwoPartVersion = false
    /// Nil if the field is missing or empty.
    var type: RecordType?
    var contentLength: Int64?
    var contentType: JWATMediaType?
    var hasContentTypeText = false
    var date: JWATDate?
    var profile: Profile?
    var segmentNumber: Int32?
    var blockDigest: JWATDigest?
    var payloadDigest: JWATDigest?
    /// The fields whose values JWAT took.
    var valid: Set<Field> = []
    /// How many WARC-Concurrent-To there are, and whether the first is a valid one.
    var concurrentTo = 0
    var isFirstConcurrentToValid = false

    private(set) var diagnostics: [String: Int] = [:]
    private var seen: Set<Field> = []

    /// What JWAT knows of a revisit's profile.
    enum Profile {
        case of10, of11, unknown
    }

    init(_ version: JWATVersion) { self.version = version }

    mutating func error(_ kind: String, _ what: String) { diagnostics["E:\(kind):\(what)", default: 0] += 1 }

    mutating func warning(_ kind: String, _ what: String) { diagnostics["W:\(kind):\(what)", default: 0] += 1 }

    /// Takes a field in.
    mutating func add(name: [UInt32], value: [UInt32]) throws(ToolFailure) {
        let name = name.text
        guard let field = Field.byName[name.lowercased()] else { return }
        guard seen.insert(field).inserted || field == .concurrentTo else {
            return error("DUPLICATE", "'\(name)' header")
        }
        try parse(field, value)
    }

    private mutating func parse(_ field: Field, _ value: [UInt32]) throws(ToolFailure) {
        switch field {
        case .type:
            noteEmpty(value, field)
            if !value.isEmpty { type = RecordType(rawValue: value.text.lowercased()) ?? .unknown }
        case .truncated:
            noteEmpty(value, field)
            if !value.isEmpty { valid.insert(field) }
        case .filename:
            noteEmpty(value, field)
            valid.insert(field)
        case .recordID, .warcinfoID, .refersTo, .segmentOriginID:
            if parseURI(value, field, bracketed: true, lax: false) { valid.insert(field) }
        case .concurrentTo:
            let isValid = parseURI(value, field, bracketed: true, lax: false)
            guard value.contains(where: { $0 > 0x20 }) else { return }
            if concurrentTo == 0 { isFirstConcurrentToValid = isValid }
            concurrentTo += 1
        case .targetURI, .refersToTargetURI:
            // JWAT 1.0.3 used the strict profile for the second one.
            let isLax = field == .targetURI || version == .v121
            if parseURI(value, field, bracketed: false, lax: isLax) { valid.insert(field) }
        case .profile:
            if parseURI(value, field, bracketed: false, lax: false) { valid.insert(field) }
            if !value.isEmpty { profile = knownProfile(value.text.lowercased()) }
        case .date, .refersToDate: try parseDate(value, field)
        case .contentLength, .segmentTotalLength, .segmentNumber: parseNumber(value, field)
        case .contentType, .identifiedPayloadType: parseMediaType(value, field)
        case .ipAddress:
            guard notEmpty(value, field) else { return }
            if JWATAddress.accepts(value.text) { valid.insert(field) } else { invalid(field) }
        case .blockDigest, .payloadDigest: parseDigest(value, field)
        }
    }

    private mutating func invalid(_ field: Field) { error("INVALID_EXPECTED", "'\(field.rawValue)' value") }

    private mutating func notEmpty(_ value: [UInt32], _ field: Field) -> Bool {
        if value.isEmpty { warning("EMPTY", "'\(field.rawValue)' field") }
        return !value.isEmpty
    }

    /// Of plain text, white space alone counts as empty.
    private mutating func noteEmpty(_ value: [UInt32], _ field: Field) {
        if value.allSatisfy({ $0 <= 0x20 }) { warning("EMPTY", "'\(field.rawValue)' field") }
    }

    private mutating func parseURI(_ value: [UInt32], _ field: Field, bracketed: Bool, lax: Bool) -> Bool {
        guard notEmpty(value, field) else { return false }
        var uri = value[...]
        let opens = uri.first == 0x3C
        let closes = uri.last == 0x3E
        if opens { uri = uri.dropFirst() }
        if closes { uri = uri.dropLast() }
        if bracketed ? !(opens && closes) : opens || closes { invalid(field) }
        let isValid = JWATURI(isLax: lax).accepts(Array(uri))
        if !isValid { invalid(field) }
        return isValid
    }

    private mutating func parseDate(_ value: [UInt32], _ field: Field) throws(ToolFailure) {
        guard notEmpty(value, field) else { return }
        guard let parsed = try JWATDate(value, version) else { return invalid(field) }
        valid.insert(field)
        if field == .date { date = parsed }
    }

    private mutating func parseNumber(_ value: [UInt32], _ field: Field) {
        guard notEmpty(value, field) else { return }
        switch field {
        case .segmentNumber: segmentNumber = Int32(value.text)
        case .contentLength: contentLength = Int64(value.text)
        default: break
        }
        let isNumber = field == .segmentNumber ? Int32(value.text) != nil : Int64(value.text) != nil
        if isNumber { valid.insert(field) } else { invalid(field) }
    }

    private mutating func parseMediaType(_ value: [UInt32], _ field: Field) {
        if field == .contentType { hasContentTypeText = !value.isEmpty }
        guard notEmpty(value, field) else { return }
        guard let parsed = JWATMediaType(value) else { return invalid(field) }
        valid.insert(field)
        if field == .contentType { contentType = parsed }
    }

    private mutating func parseDigest(_ value: [UInt32], _ field: Field) {
        guard notEmpty(value, field) else { return }
        guard let parsed = JWATDigest(value) else { return invalid(field) }
        valid.insert(field)
        if field == .blockDigest { blockDigest = parsed } else { payloadDigest = parsed }
    }

    private func knownProfile(_ uri: String) -> Profile {
        let kinds = ["identical-payload-digest", "server-not-modified"]
        if kinds.contains(where: { uri == "http://netpreserve.org/warc/1.0/revisit/" + $0 }) { return .of10 }
        if version == .v121, kinds.contains(where: { uri == "http://netpreserve.org/warc/1.1/revisit/" + $0 }) {
            return .of11
        }
        return .unknown
    }
}
