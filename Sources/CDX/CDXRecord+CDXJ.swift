// SPDX-License-Identifier: EUPL-1.2

extension CDXRecord {
    /// The line as cdxj-indexer 1.5.0 prints it, without a line end: `urlkey timestamp {"url": "…", …}`.
    ///
    /// Keys in the order url, mime, status, digest, length, offset, filename and then the extras; what is missing is left out; all values
    /// are strings; everything outside ASCII is escaped, so the line is ASCII but for an urlkey that is not.
    public var cdxjLine: String {
        var out = Array(urlkey.utf8.lazy.map { $0 <= 0x20 ? 0x5F : $0 })
        out.append(0x20)
        out.append(contentsOf: timestamp.utf8)
        out.append(contentsOf: [0x20, 0x7B])
        var isFirst = true
        func add(_ name: String, _ value: String?) {
            guard let value else { return }
            if !isFirst { out.append(contentsOf: [0x2C, 0x20]) }
            isFirst = false
            JSONText.append(name, to: &out)
            out.append(contentsOf: [0x3A, 0x20])
            JSONText.append(value, to: &out)
        }
        add("url", url == "-" ? nil : url)
        add("mime", mime == "-" ? nil : mime)
        add("status", status)
        add("digest", digest)
        add("length", String(length))
        add("offset", String(offset))
        add("filename", filename)
        for extra in extras { add(extra.name, extra.value) }
        out.append(0x7D)
        return String(decoding: out, as: UTF8.self)
    }

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
