// SPDX-License-Identifier: EUPL-1.2

/// A record whose payload is to be extracted: what a name and a manifest say of it.
package struct ExtractedRecord: Sendable {
    /// The file as it was named.
    package let file: String
    /// The byte of the file at which the record, or the gzip member that holds it, starts.
    package let offset: UInt64
    /// WARC-Type as written.
    package let type: String
    /// WARC-Target-URI without angle brackets; may be empty.
    package let url: String
    /// WARC-Date as written; may be empty.
    package let date: String
    /// The HTTP status.
    package let status: Int?
    /// The payload's media type without parameters, in lower case; may be empty.
    package let mediaType: String
    /// Where the payload of a revisit was found.
    package internal(set) var origin: Place?

    /// A place in a file.
    package struct Place: Sendable, Hashable {
        /// The file as it was named.
        package let file: String
        /// The byte of the file.
        package let offset: UInt64
    }

    init(file: String, facts: RecordFacts) {
        self.file = file
        offset = facts.offset
        func text(_ range: Range<Int>) -> String {
            let bytes = facts.bytes[range]
            return String(validating: bytes, as: UTF8.self)
                ?? String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
        }
        type = text(facts.type)
        url = text(facts.url)
        date = text(facts.date)
        status = facts.status
        mediaType = text(facts.mediaType).lowercased()
    }

    /// The same record with the media type of its original, if it does not say one itself, and the place of that.
    func resolved(at place: Place, original: ExtractedRecord) -> ExtractedRecord {
        ExtractedRecord(
            file: file, offset: offset, type: type, url: url, date: date, status: status ?? original.status,
            mediaType: mediaType.isEmpty || mediaType == "application/http" ? original.mediaType : mediaType,
            origin: place)
    }

    private init(
        file: String, offset: UInt64, type: String, url: String, date: String, status: Int?, mediaType: String,
        origin: Place?
    ) {
        (self.file, self.offset, self.type, self.url, self.date) = (file, offset, type, url, date)
        (self.status, self.mediaType, self.origin) = (status, mediaType, origin)
    }
}
