// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// What listing, filtering and counting ask of one record, as bytes: its names and numbers without a `String` for any of them.
///
/// One value is used for record after record, so that its buffer is allocated once. All values are as they were written, without
/// the white space around them; a value that is missing is empty.
package struct RecordFacts: Sendable {
    /// The values, one behind the other.
    private(set) var bytes: [UInt8] = []
    private(set) var type = 0..<0
    private(set) var url = 0..<0
    private(set) var date = 0..<0
    private(set) var blockType = 0..<0
    private(set) var payloadType = 0..<0
    /// The status of the HTTP head, 0 to 999; nil without one. Known after `readHTTP`.
    package private(set) var status: Int?
    /// The bytes of the HTTP head with its empty line; 0 without one. Known after `readHTTP`.
    package private(set) var headLength: UInt64 = 0
    /// The Content-Length of a revisit's HTTP head; nil if there is none. Known after `readHTTP`.
    package private(set) var announcedLength: UInt64?
    /// The bytes of the block by the record's header; 0 if that does not say.
    package private(set) var blockLength: UInt64 = 0
    /// The byte of the file at which the record, or the gzip member that holds it, starts.
    package private(set) var offset: UInt64 = 0
    /// Whether the record is of a kind that may hold an answer of HTTP.
    private var mayHoldAnswer = false
    /// Whether the record says that a payload was seen again.
    private(set) var isRevisit = false
    private var hasReadHTTP = false

    package init() {}

    /// Takes what the record's header says, and forgets the record before.
    package mutating func read(_ record: WARCRecord) {
        bytes.removeAll(keepingCapacity: true)
        (status, headLength, announcedLength, hasReadHTTP) = (nil, 0, nil, false)
        payloadType = 0..<0
        let header = record.header
        type = header.withValue(of: "WARC-Type") { keep($0) }
        url = header.withValue(of: "WARC-Target-URI") { keep($0) }
        date = header.withValue(of: "WARC-Date") { keep($0) }
        blockType = header.withValue(of: "Content-Type") { keep($0) }
        url = Self.withoutBrackets(url, in: bytes)
        blockLength = header.contentLength ?? 0
        offset = record.location.offset
        isRevisit = isType("revisit")
        mayHoldAnswer = isRevisit || isType("response")
    }

    /// Takes what the HTTP head of the block says, once; ask before the block is read. Only answers have one that counts here.
    ///
    /// A block that is damaged has no head; the damage is the reader's finding.
    /// - Throws: `WARCError` `.io`, `.closed`.
    package mutating func readHTTP(_ record: WARCRecord) throws {
        guard !hasReadHTTP else { return }
        hasReadHTTP = true
        do {
            try record.withHTTPSummary { summary in
                guard let summary else { return }
                headLength = UInt64(summary.head.count)
                guard mayHoldAnswer else { return }
                status = summary.status
                payloadType = keep(summary.contentType)
                if isRevisit { announcedLength = Self.number(summary.value(of: "content-length")) }
            }
        } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
            return
        }
    }

    /// Whether the record's type has this name; letter case does not matter.
    func isType(_ name: StaticString) -> Bool {
        equalsIgnoringCase(type, UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// Whether the record holds what a server, or somebody, handed over: answers and their repetitions, files, conversions.
    var isCapture: Bool { mayHoldAnswer || isType("resource") || isType("conversion") }

    /// The media type of what the record is about, without parameters: of the payload if there is an HTTP head, else of the block.
    ///
    /// Known after `readHTTP`.
    var mediaType: Range<Int> { Self.essence(headLength > 0 && mayHoldAnswer ? payloadType : blockType, in: bytes) }

    /// The host of the URL without user, port and brackets; empty if there is none.
    var host: Range<Int> { Self.host(url, in: bytes) }

    func equalsIgnoringCase(_ range: Range<Int>, _ other: UnsafeRawBufferPointer) -> Bool {
        guard range.count == other.count else { return false }
        return bytes.withUnsafeBytes { all in
            for index in 0..<other.count
            where ASCIIByte.lowercased(all[range.lowerBound + index]) != ASCIIByte.lowercased(other[index]) {
                return false
            }
            return true
        }
    }

    /// The number that a text of digits says; nil for anything else, and beyond 18 digits.
    private static func number(_ text: UnsafeRawBufferPointer?) -> UInt64? {
        guard let text, (1...18).contains(text.count), text.allSatisfy({ ASCIIByte.isDigit($0) }) else { return nil }
        return text.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }

    private mutating func keep(_ value: UnsafeRawBufferPointer?) -> Range<Int> {
        let start = bytes.count
        if let value { bytes.append(contentsOf: value) }
        return start..<bytes.count
    }
}
