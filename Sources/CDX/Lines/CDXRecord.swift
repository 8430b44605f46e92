// SPDX-License-Identifier: EUPL-1.2

/// One line of an index: where a capture lies, and what it is.
///
/// The forms of such a line are those of cdxj-indexer 1.5.0: CDXJ, and CDX with eleven fields.
public struct CDXRecord: Sendable, Hashable {
    /// The sort key of the address, `com,example)/path`: see `SURT`.
    public var urlkey: String
    /// When the fetch started: 14 digits, UTC.
    public var timestamp: String
    /// The address as in WARC-Target-URI, spaces as `%20`; `-` if the record has none.
    public var url: String
    /// The media type the server named, without parameters; `warc/revisit` for a revisit; `-` if there is none.
    public var mime: String
    /// The status code as the server wrote it; nil if the record is no exchange of HTTP.
    public var status: String?
    /// The payload digest with its label, `sha256:…`; without one where an index that was read gives none.
    public var digest: String?
    /// The bytes of the record in its file, as in `WARCRecordLocation`; 0 if an index that was read does not say.
    public var length: UInt64
    /// The byte of the file at which the record starts.
    public var offset: UInt64
    /// The name of the file.
    public var filename: String
    /// Further members of a CDXJ line, in order.
    public var extras: [Extra]

    /// A member of a CDXJ line beyond the usual ones.
    public struct Extra: Sendable, Hashable {
        /// The name: `recordDigest`, `method`, `requestBody`, …
        public var name: String
        /// The value as text.
        public var value: String

        /// A member of these parts.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A line of these parts.
    public init(
        urlkey: String, timestamp: String, url: String, mime: String, status: String?, digest: String?, length: UInt64,
        offset: UInt64, filename: String, extras: [Extra] = []
    ) {
        self.urlkey = urlkey
        self.timestamp = timestamp
        self.url = url
        self.mime = mime
        self.status = status
        self.digest = digest
        self.length = length
        self.offset = offset
        self.filename = filename
        self.extras = extras
    }

    /// Reads a line of either form; see there.
    ///
    /// - Throws: `CDXError` with code `.malformed`.
    public init(parsing line: String) throws(CDXError) {
        var bytes = Array(line.utf8)
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        let firstSpace = bytes.firstIndex(of: 0x20)
        let secondSpace = firstSpace.flatMap { bytes[($0 + 1)...].firstIndex(of: 0x20) }
        guard let secondSpace, secondSpace + 1 < bytes.count else {
            throw CDXError(.malformed, "expected an urlkey, a timestamp and more, found \"\(Self.excerpt(bytes))\"")
        }
        if bytes[secondSpace + 1] == 0x7B { try self.init(cdxj: bytes) } else { try self.init(cdx: bytes) }
    }

    /// Whether a line says something about the index and nothing about a capture: ` CDX N b a …` and `!meta …`.
    ///
    /// An urlkey may begin with `!` too; behind it comes a timestamp.
    public static func isHeader(_ line: String) -> Bool {
        guard let first = line.utf8.first, first == 0x21 || first == 0x20 else { return false }
        return isHeader(Array(line.utf8)[...])
    }

    static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == 0x21 else { return line.starts(with: " CDX ".utf8) }
        let words = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        return words.count < 3 || !isTimestamp(words[1])
    }

    static func excerpt(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(60), as: UTF8.self) }

    /// 4 to 17 digits, as indexes of different makers have them.
    static func isTimestamp(_ text: some Collection<UInt8>) -> Bool {
        (4...17).contains(text.count) && text.allSatisfy { (0x30...0x39).contains($0) }
    }
}
