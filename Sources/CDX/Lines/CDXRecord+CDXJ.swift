// SPDX-License-Identifier: EUPL-1.2

extension CDXRecord {
    /// The line as cdxj-indexer 1.5.0 prints it, without a line end: `urlkey timestamp {"url": "…", …}`.
    ///
    /// Keys in the order url, mime, status, digest, length, offset, filename and then the extras; what is missing is left out; all values
    /// are strings; everything outside ASCII is escaped, so the line is ASCII but for an urlkey that is not.
    public var cdxjLine: String { line(.cdxj) }

    /// Reads a line of any CDXJ dialect: values may be strings or numbers, in any order; members that are objects or lists are dropped.
    init(cdxj bytes: [UInt8]) throws(CDXError) {
        let parts = bytes.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, Self.isTimestamp(parts[1]) else {
            throw CDXError(.malformed, "expected an urlkey and a timestamp, found \"\(Self.excerpt(bytes))\"")
        }
        guard let members = JSONObject.members(of: parts[2]) else {
            throw CDXError(.malformed, "expected a JSON object after the timestamp in \"\(Self.excerpt(bytes))\"")
        }
        self.init(
            urlkey: String(decoding: parts[0], as: UTF8.self), timestamp: String(decoding: parts[1], as: UTF8.self),
            url: "-", mime: "-", status: nil, digest: nil, length: 0, offset: 0, filename: "")
        var hasOffset = false
        for member in members {
            switch member.name {
            case "url": url = member.value
            case "mime": mime = member.value
            case "status": status = member.value
            case "digest": digest = member.value
            case "filename": filename = member.value
            case "length": length = try Self.number(member, of: bytes)
            case "offset":
                offset = try Self.number(member, of: bytes)
                hasOffset = true
            default: extras.append(Extra(name: member.name, value: member.value))
            }
        }
        guard hasOffset, !filename.isEmpty else {
            throw CDXError(.malformed, "expected an offset and a filename in \"\(Self.excerpt(bytes))\"")
        }
    }

    private static func number(_ member: JSONObject.Member, of line: [UInt8]) throws(CDXError) -> UInt64 {
        guard let number = UInt64(member.value) else {
            throw CDXError(.malformed, "expected a number as \(member.name) in \"\(excerpt(line))\"")
        }
        return number
    }
}
