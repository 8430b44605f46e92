// SPDX-License-Identifier: EUPL-1.2

extension JWATHeader {
    /// What JWAT says once a header is complete.
    mutating func check() {
        if type == .unknown { warning("UNKNOWN", "'WARC-Type' value") }
        checkProfile()
        if type == nil { error("REQUIRED_INVALID", "'WARC-Type' header") }
        if !valid.contains(.recordID) { error("REQUIRED_INVALID", "'WARC-Record-ID' header") }
        if date == nil { error("REQUIRED_INVALID", "'WARC-Date' header") }
        if contentLength == nil { error("REQUIRED_INVALID", "'Content-Length' header") }
        if version == .v121, let date, major == 1, minor == 0, !date.hasWholeSeconds {
            error("ERROR_EXPECTED", "'WARC-Date' value")
        }
        if let contentLength, contentLength > 0, !hasContentTypeText, type != .continuation {
            warning("RECOMMENDED_MISSING", "'Content-Type' header")
        }
        guard let type else { return }
        if type == .warcinfo, let contentType,
            contentType.type != "application" || contentType.subtype != "warc-fields"
        {
            warning("RECOMMENDED", "'Content-Type' value")
        }
        if let segmentNumber {
            let isWrong = type == .response && segmentNumber != 1 || type == .continuation && segmentNumber < 2
            if isWrong { error("INVALID_EXPECTED", "'WARC-Segment-Number' value") }
        }
        guard type != .unknown else { return }
        for field in Field.allCases { applyPolicy(of: field, on: type) }
    }

    private mutating func checkProfile() {
        switch profile {
        case .unknown: warning("UNKNOWN", "'WARC-Profile' value")
        case .of10 where version == .v121 && (major != 1 || minor != 0):
            warning("ERROR_EXPECTED", "'WARC-Profile' value")
        case .of11 where major != 1 || minor != 1: warning("ERROR_EXPECTED", "'WARC-Profile' value")
        default: break
        }
    }

    /// What JWAT's table says about a field on a type of record.
    private enum Policy {
        case required, forbidden, discouraged, free
    }

    private mutating func applyPolicy(of field: Field, on type: RecordType) {
        let policy = policy(of: field, on: type)
        let what = "'\(field.rawValue)' value"
        if field == .concurrentTo {
            guard policy == .forbidden, isFirstConcurrentToValid else { return }
            for _ in 0..<concurrentTo { error("UNDESIRED_DATA", what) }
            return
        }
        let isThere = valid.contains(field)
        switch policy {
        case .required: if !isThere { error("REQUIRED_INVALID", what) }
        case .forbidden: if isThere { error("UNDESIRED_DATA", what) }
        case .discouraged: if isThere { warning("UNDESIRED_DATA", what) }
        case .free: break
        }
    }

    private func policy(of field: Field, on type: RecordType) -> Policy {
        switch field {
        case .contentType: return type == .continuation ? .forbidden : .free
        case .ipAddress, .concurrentTo:
            return [.warcinfo, .conversion, .continuation].contains(type) ? .forbidden : .free
        case .refersTo: return [.metadata, .conversion, .revisit].contains(type) ? .free : .forbidden
        case .targetURI:
            if type == .warcinfo { return .forbidden }
            return type == .metadata ? .free : .required
        case .warcinfoID: return type == .warcinfo ? .discouraged : .free
        case .filename: return type == .warcinfo ? .free : .forbidden
        case .profile: return type == .revisit ? .required : .free
        case .segmentOriginID: return type == .continuation ? .required : .forbidden
        case .segmentNumber: return type == .continuation ? .required : .free
        case .refersToTargetURI, .refersToDate:
            // JWAT 1.2.1 has a table of its own for 1.0, where these fields do not exist and are left alone.
            if type == .revisit || version == .v121 && !hasTableOf11 { return .free }
            return .forbidden
        default: return .free
        }
    }

    /// Whether JWAT 1.2.1 uses the table of 1.1: for it and for versions it does not know.
    private var hasTableOf11: Bool {
        isTwoPartVersion && !(version.knows(major, minor) && (major, minor) != (1, 1))
    }
}
