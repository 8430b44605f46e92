// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import WARC

/// Changes headers to the version and form that a recipient asks for; blocks are not its business.
struct HeaderRewriting {
    let version: RecompressionOptions.Version?
    let wholeSeconds: Bool
    let forJHOVE: Bool

    init(_ options: RecompressionOptions) {
        version = options.writtenVersion
        wholeSeconds = options.wholeSeconds || version == .v1_0
        forJHOVE = options.forJHOVE
    }

    /// The header as it is to be written. `hasHTTPHead` tells whether the block starts with one.
    func rewritten(_ header: WARCHeader, hasHTTPHead: Bool) -> WARCHeader {
        var new = header
        if let version, header.version != version.line { new = WARCHeader(header, version: version.line) }
        if version != nil { setProfile(of: &new) }
        if wholeSeconds {
            for name in ["WARC-Date", "WARC-Refers-To-Date"] {
                guard let text = new[name], let date = Self.date(text), date.iso8601Seconds != text else { continue }
                new.set(name, date.iso8601Seconds)
            }
        }
        if forJHOVE { makeSafe(&new, hasHTTPHead: hasHTTPHead) }
        return new
    }

    /// The profile URIs have the version in them (ISO 28500:2017 §6.7.2; WARC 1.0 §6.7).
    private func setProfile(of header: inout WARCHeader) {
        guard let version, let profile = header.profile else { return }
        let start = "http://netpreserve.org/warc/"
        guard profile.hasPrefix(start), let slash = profile.dropFirst(start.count).firstIndex(of: "/") else { return }
        let new = start + version.rawValue + profile[slash...]
        if new != profile { header.set("WARC-Profile", new) }
    }

    private func makeSafe(_ header: inout WARCHeader, hasHTTPHead: Bool) {
        for name in ["WARC-Target-URI", "WARC-Refers-To-Target-URI"] {
            guard let text = header[name] else { continue }
            let safe = Self.safeURI(text)
            if safe != text { header.set(name, safe) }
        }
        // What older writers call the profile when the address is another; only the usual name is known to JWAT.
        let agnostic = "/uri-agnostic-identical-payload-digest"
        if let profile = header.profile, profile.hasSuffix(agnostic), header.refersToTargetURI != nil {
            header.set("WARC-Profile", String(profile.dropLast(agnostic.count)) + "/identical-payload-digest")
        }
        // JWAT 1.0.3 takes the empty body of a revisit that says `msgtype=response` for the payload of its digest.
        if header.type == .revisit, header.payloadDigest != nil,
            header.contentType?.lowercased().hasPrefix("application/http") == true,
            header.contentType?.lowercased() != "application/http"
        {
            header.set("Content-Type", "application/http")
        }
        if header.contentType == nil, header.contentLength ?? 0 > 0, header.type != .continuation {
            header.append("Content-Type", Self.contentType(of: header.type, hasHTTPHead: hasHTTPHead))
        }
    }

    /// What a record without Content-Type holds: HTTP where there is a head of it, otherwise what the standard has readers assume
    /// (ISO 28500:2017 §5.6).
    private static func contentType(of type: WARCRecordType?, hasHTTPHead: Bool) -> String {
        switch type {
        case .response where hasHTTPHead: "application/http; msgtype=response"
        case .request where hasHTTPHead: "application/http; msgtype=request"
        case .revisit where hasHTTPHead: "application/http"
        case .warcinfo: WARCFields.mediaType
        default: "application/octet-stream"
        }
    }

    /// Without the angle brackets of wget, and with everything but printable ASCII percent-encoded (RFC 3986 §2.1).
    static func safeURI(_ text: String) -> String {
        var bytes = Array(text.utf8)
        if bytes.first == 0x3C, bytes.last == 0x3E, bytes.count >= 2 { bytes = Array(bytes.dropFirst().dropLast()) }
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte <= 0x20 || byte >= 0x7F || byte == 0x3C || byte == 0x3E || byte == 0x22 {
                out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Dates of the standard, and the bare digits that some old writers put there.
    private static func date(_ text: String) -> ArchiveDate? {
        ArchiveDate(iso8601: text) ?? (text.utf8.count == 14 ? ArchiveDate(digits: text) : nil)
    }
}
