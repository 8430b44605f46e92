// SPDX-License-Identifier: EUPL-1.2

public import ArchiveTime

/// Why a block is not whole (WARC-Truncated, ISO 28500:2017 §5.15).
public enum WARCTruncation: String, Sendable, Hashable {
    /// A limit on the number of bytes.
    case length
    /// A limit on the time.
    case time
    /// The connection broke.
    case disconnect
    /// Anything else.
    case unspecified
}

/// What all records of one exchange have in common: the address, the moment, the connection.
public struct WARCCapture: Sendable, Hashable {
    /// What was asked for. Bytes outside printable ASCII, spaces and angle brackets are percent-encoded when it is written.
    public var targetURI: String
    /// The start of the fetch.
    public var date: ArchiveDate
    /// The `warcinfo` record of the file the records go to.
    public var warcinfoID: WARCRecordID?
    /// The peer that answered, without a port: `198.51.100.7`, `2001:db8::7`. An IPv4 address in IPv6 form is written as IPv4.
    public var ipAddress: String?
    /// One field each: `h2`, `http/1.1`, `tls/1.3` (warc-specifications issue 42).
    public var protocols: [String]
    /// The cipher suite by its IANA name.
    public var cipherSuite: String?

    /// A capture with these properties.
    public init(
        targetURI: String, date: ArchiveDate, warcinfoID: WARCRecordID?, ipAddress: String? = nil,
        protocols: [String] = [], cipherSuite: String? = nil
    ) {
        self.targetURI = targetURI
        self.date = date
        self.warcinfoID = warcinfoID
        self.ipAddress = ipAddress
        self.protocols = protocols
        self.cipherSuite = cipherSuite
    }

    /// The start of the header of one of its records.
    func header(_ type: WARCRecordType, id: WARCRecordID) -> WARCHeader {
        var header = WARCHeader()
        header.append("WARC-Type", type.text)
        header.append("WARC-Record-ID", id.bracketed)
        header.append("WARC-Date", date.iso8601)
        header.append("WARC-Target-URI", Self.ascii(targetURI))
        if let warcinfoID { header.append("WARC-Warcinfo-ID", warcinfoID.bracketed) }
        return header
    }

    /// Adds the fields that tell of the connection.
    func appendConnection(to header: inout WARCHeader) {
        if let ipAddress { header.append("WARC-IP-Address", Self.unmapped(ipAddress)) }
        for name in protocols { header.append("WARC-Protocol", name) }
        if let cipherSuite { header.append("WARC-Cipher-Suite", cipherSuite) }
    }

    /// A URI in a header must be ASCII without spaces, or JWAT, JHOVE and the CDX format refuse it (RFC 3986 §2.1).
    static func ascii(_ uri: String) -> String {
        guard uri.utf8.contains(where: mustEscape) else { return uri }
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in uri.utf8 {
            if mustEscape(byte) {
                out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || byte == 0x3C || byte == 0x3E || byte == 0x22
    }

    private static func unmapped(_ address: String) -> String {
        let prefix = "::ffff:"
        guard address.lowercased().hasPrefix(prefix), address.utf8.contains(0x2E) else { return address }
        return String(address.dropFirst(prefix.count))
    }
}
