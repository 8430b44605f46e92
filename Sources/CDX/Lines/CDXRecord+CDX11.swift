// SPDX-License-Identifier: EUPL-1.2

extension CDXRecord {
    /// The first line of a CDX file with eleven fields.
    public static var cdx11Header: String { CDXFormat.cdx11.header ?? "" }

    /// The line with eleven fields, as `cdxj-indexer -11` prints it, without a line end.
    ///
    /// Redirect and meta tags are always `-`; what else there is to say about the form is said at `line`.
    public var cdx11Line: String { line(.cdx11) }

    /// Reads a line of eleven or of nine fields (`N b a m s k r M S V g`, `N b a m s k r V g`).
    init(cdx bytes: [UInt8]) throws(CDXError) {
        let fields = bytes.split(separator: 0x20, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard fields.count == 11 || fields.count == 9, !fields[0].isEmpty else {
            throw CDXError(.malformed, "expected 9 or 11 fields, found \(fields.count) in \"\(Self.excerpt(bytes))\"")
        }
        let isLong = fields.count == 11
        let length = isLong ? (fields[8] == "-" ? 0 : UInt64(fields[8])) : 0
        guard Self.isTimestamp(fields[1].utf8), let offset = UInt64(fields[fields.count - 2]), let length else {
            throw CDXError(.malformed, "expected a timestamp, a length and an offset, found \"\(Self.excerpt(bytes))\"")
        }
        guard let filename = fields.last, !filename.isEmpty else {
            throw CDXError(.malformed, "expected a filename at the end of \"\(Self.excerpt(bytes))\"")
        }
        self.init(
            urlkey: fields[0], timestamp: fields[1], url: fields[2], mime: fields[3],
            status: fields[4] == "-" ? nil : fields[4],
            digest: fields[5] == "-" ? nil : Self.withLabel(fields[5]), length: length, offset: offset,
            filename: filename)
    }

    /// The form drops the label; the number of letters gives it back.
    private static func withLabel(_ digest: String) -> String {
        if digest.utf8.contains(0x3A) { return digest }
        switch digest.utf8.count {
        case 32 where digest.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x32...0x37).contains($0) }:
            return "sha1:" + digest
        case 40: return "sha1:" + digest
        case 64: return "sha256:" + digest
        default: return digest
        }
    }
}
