// SPDX-License-Identifier: EUPL-1.2

import WARC

extension RecordContext {
    /// Which fields there are (ISO 28500:2017 §5, §6).
    mutating func checkFields() {
        let masks = FieldMasks.of(type)
        for field in StandardField.fields(in: FieldMasks.mandatory & ~header.seen) {
            add(.missingField, "the record has no \(field.name)")
        }
        for field in StandardField.fields(in: masks.required & ~header.seen) {
            add(.missingForType, "a \(type) record has no \(field.name)")
        }
        for field in StandardField.fields(in: masks.forbidden & header.seen) {
            if !isOf11, field.isOf11 { continue }
            add(.forbiddenField, "a \(type) record has a \(field.name)")
        }
        if type == .warcinfo || type == .metadata {
            for field in StandardField.fields(in: header.seen & Self.payloadFields) {
                add(.payloadField, "a \(type) record has no payload and yet a \(field.name)")
            }
        }
        for field in StandardField.fields(in: header.repeated & ~StandardField.concurrentTo.bit) {
            add(.repeatedField, "\(field.name) occurs more than once")
        }
        if !isOf11 {
            for field in StandardField.allCases where field.isOf11 && header.seen & field.bit != 0 {
                add(.laterField, "\(field.name) came with WARC 1.1, the record is of an earlier version")
            }
        }
        if type != .continuation, value(.contentType)?.isEmpty ?? true, let length = value(.contentLength),
            ValueForms.digits(length), length.contains(where: { $0 != 0x30 })
        {
            add(.recommendedField, "the record has a block but no Content-Type")
        }
        if type == .continuation, header.seen & StandardField.contentType.bit != 0 {
            add(.discouragedField, "the continuation has a Content-Type; that of the first segment holds")
        }
        if type == .revisit { checkRevisitFields() }
        checkSyntax()
    }

    /// What the profile of an identical payload demands (§6.7.2).
    private mutating func checkRevisitFields() {
        guard let profile = value(.profile) else { return }
        let bare = Self.withoutBrackets(profile)
        guard bare.suffix(33).elementsEqual("/revisit/identical-payload-digest".utf8) else { return }
        if header.seen & StandardField.payloadDigest.bit == 0 {
            add(.missingForType, "a revisit of an identical payload has no WARC-Payload-Digest")
        }
        let reason = value(.truncated).map { String(decoding: $0.prefix(20), as: UTF8.self).lowercased() }
        if reason != "length", blockLength ?? 0 > 0 {
            add(.revisitTruncated, "the revisit has a block without its payload and no WARC-Truncated: length")
        }
    }

    /// Content-Length; nil if it is no number.
    var blockLength: UInt64? {
        value(.contentLength).flatMap {
            ValueForms.digits($0) ? UInt64(String(decoding: $0.prefix(20), as: UTF8.self)) : nil
        }
    }

    private static let payloadFields = StandardField.payloadDigest.bit | StandardField.identifiedPayloadType.bit

    private mutating func checkSyntax() {
        if header.hasBadName { add(.fieldName, "a field name is no token of letters, digits and marks") }
        if header.hasControlCharacter { add(.controlCharacter, "the header holds a control character") }
        if header.hasHighByte, String(validating: bytes, as: UTF8.self) == nil {
            add(.encoding, "the header is not UTF-8")
        }
    }

    /// What the values look like.
    mutating func checkValues() {
        for field in header.fields where findings.count < Self.valueFindingsLimit {
            let value = UnsafeRawBufferPointer(rebasing: bytes[field.value])
            guard !value.isEmpty else {
                add(.emptyField, "\(field.field.name) is empty")
                continue
            }
            check(field.field, value)
        }
    }

    private mutating func check(_ field: StandardField, _ value: UnsafeRawBufferPointer) {
        switch field {
        case .recordID, .concurrentTo, .refersTo, .warcinfoID, .segmentOriginID: checkIdentifier(field, value)
        case .targetURI, .refersToTargetURI: checkURI(field, value)
        case .profile:
            checkURI(field, value)
            checkProfile(value)
        case .contentLength:
            if !ValueForms.digits(value) || value.count > 18 {
                add(.contentLength, "Content-Length is \(excerpt(value)), expected a number of bytes")
            }
        case .date, .refersToDate: checkDate(field, value)
        case .type:
            if case .unknown = type {
                add(.recordType, "WARC-Type is \(excerpt(value)), none of the standard's eight types")
            }
        case .contentType, .identifiedPayloadType: checkMediaType(field, value)
        case .ipAddress:
            if !ValueForms.ipAddress(value) { add(.ipAddress, "WARC-IP-Address is \(excerpt(value)), no IP address") }
        case .truncated: checkTruncated(value)
        case .segmentNumber: checkSegmentNumber(value)
        case .segmentTotalLength:
            if !ValueForms.digits(value) {
                add(.number, "WARC-Segment-Total-Length is \(excerpt(value)), expected a number of bytes")
            }
        case .blockDigest, .payloadDigest, .filename: break
        }
    }

    private mutating func checkIdentifier(_ field: StandardField, _ value: UnsafeRawBufferPointer) {
        let bare = Self.withoutBrackets(value)
        guard bare.count < value.count, ValueForms.uri(bare) != .wrong else {
            return add(.recordID, "\(field.name) is \(excerpt(value)), expected a URI in angle brackets, <urn:uuid:…>")
        }
    }

    private mutating func checkURI(_ field: StandardField, _ value: UnsafeRawBufferPointer) {
        let bare = Self.withoutBrackets(value)
        if bare.count < value.count || value[0] == 0x3C || value[value.count - 1] == 0x3E {
            add(
                .bracketedURI, "\(field.name) stands in angle brackets: \(excerpt(value))",
                hint: "wget 1.20 wrote it so")
        }
        switch ValueForms.uri(bare) {
        case .fine: break
        case .lax:
            add(.laxURI, "\(field.name) has characters that RFC 3986 wants percent-encoded: \(excerpt(bare))")
        case .wrong:
            add(
                .targetURI, "\(field.name) is \(excerpt(bare)), expected an absolute URI in ASCII without blanks",
                hint: "percent-encode what is not allowed")
        }
    }

    private mutating func checkProfile(_ value: UnsafeRawBufferPointer) {
        let text = String(decoding: Self.withoutBrackets(value), as: UTF8.self)
        let kinds = ["identical-payload-digest", "server-not-modified"]
        guard
            let version = ["1.0", "1.1"].first(where: { version in
                kinds.contains { text == "http://netpreserve.org/warc/\(version)/revisit/\($0)" }
            })
        else { return add(.profile, "WARC-Profile is \(excerpt(value)), none of the standard's two profiles") }
        if (version == "1.1") != isOf11 {
            add(
                .profileVersion, "the profile is of WARC \(version), the record is not",
                hint: "kabinet recompress writes the profile of the record's version")
        }
    }

    private mutating func checkDate(_ field: StandardField, _ value: UnsafeRawBufferPointer) {
        switch ValueForms.date(value) {
        case nil: add(.date, "\(field.name) is \(excerpt(value)), expected a date like 2026-11-22T12:00:00Z")
        case .seconds?: break
        case .fraction? where isOf11: hasFraction = true
        case .short?, .fraction?:
            if !isOf11 {
                add(
                    .datePrecision,
                    "\(field.name) is \(excerpt(value)); WARC 1.0 has whole seconds, 2026-11-22T12:00:00Z")
            }
        }
    }

    private mutating func checkMediaType(_ field: StandardField, _ value: UnsafeRawBufferPointer) {
        guard ValueForms.mediaType(value) else {
            return add(.mediaType, "\(field.name) is \(excerpt(value)), no media type")
        }
        guard field == .contentType else { return }
        checkTypeOfURI(value)
        guard type == .warcinfo else { return }
        let name = value.prefix { $0 != 0x3B && $0 != 0x20 }
        if String(decoding: name, as: UTF8.self).lowercased() != "application/warc-fields" {
            add(.warcinfoType, "the warcinfo record is \(excerpt(value)), expected application/warc-fields")
        }
    }

    /// What the scheme of the target says about the block (§6.3.2, §6.4.4, §6.5.2).
    private mutating func checkTypeOfURI(_ value: UnsafeRawBufferPointer) {
        switch type {
        case .request, .response:
            if hasHTTPTarget, !BlockKind.isType(value, "application/http") {
                add(
                    .httpType, "the \(type) of an http URI is \(excerpt(value)), expected application/http",
                    hint: "a body without its head is a resource record")
            }
        case .resource:
            if targetHasScheme("dns"), !BlockKind.isType(value, "text/dns") {
                add(.dnsType, "the resource of a dns URI is \(excerpt(value)), expected text/dns")
            }
        default: break
        }
    }

    /// Whether the target URI is one of http or https.
    var hasHTTPTarget: Bool { targetHasScheme("http") || targetHasScheme("https") }

    private func targetHasScheme(_ scheme: StaticString) -> Bool {
        guard let value = value(.targetURI) else { return false }
        let bare = Self.withoutBrackets(value)
        let count = scheme.utf8CodeUnitCount
        guard bare.count > count, bare[count] == 0x3A else { return false }
        return (0..<count).allSatisfy { bare[$0] | 0x20 == scheme.utf8Start[$0] }
    }

    private mutating func checkTruncated(_ value: UnsafeRawBufferPointer) {
        let reasons = ["length", "time", "disconnect", "unspecified"]
        if !reasons.contains(String(decoding: value, as: UTF8.self).lowercased()) {
            add(.truncatedReason, "WARC-Truncated is \(excerpt(value)), none of \(reasons.joined(separator: ", "))")
        }
    }

    private mutating func checkSegmentNumber(_ value: UnsafeRawBufferPointer) {
        guard ValueForms.digits(value), let number = UInt64(String(decoding: value, as: UTF8.self)) else {
            return add(.number, "WARC-Segment-Number is \(excerpt(value)), expected a number")
        }
        if type == .continuation ? number < 2 : number != 1 {
            let expected = type == .continuation ? "2 or more in a continuation" : "1 in the first segment"
            add(.segmentNumber, "WARC-Segment-Number is \(number), expected \(expected)")
        }
    }
}
