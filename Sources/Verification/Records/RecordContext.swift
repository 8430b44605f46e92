// SPDX-License-Identifier: EUPL-1.2

import WARC

/// One record under examination: its header's bytes and fields, and the findings about it.
struct RecordContext {
    let path: String
    let offset: UInt64
    let type: WARCRecordType
    /// Whether the record is of 1.1 or later, of which its drafts and unknown versions count as 1.0.
    let isOf11: Bool
    let header: RawHeader
    let bytes: UnsafeRawBufferPointer
    /// WARC-Record-ID without its brackets, for messages; nil if there is none.
    let recordID: String?
    /// Bytes of an identifier that are kept: thousands of records wait for their turn, and a header may have a mebibyte.
    private static let recordIDLimit = 256
    /// Findings about values of one record, which may have a field as often as its header has room.
    static let valueFindingsLimit = 64
    /// Whether a date of WARC 1.1 has a fraction of a second.
    var hasFraction = false
    private(set) var findings: [VerificationFinding] = []

    init(record: WARCRecord, path: String, bytes: UnsafeRawBufferPointer) {
        self.path = path
        offset = record.offset
        self.bytes = bytes
        header = RawHeader(bytes)
        isOf11 = record.header.version == "WARC/1.1"
        type = header.value(.type).map { WARCRecordType(UnsafeRawBufferPointer(rebasing: bytes[$0])) } ?? .unknown("")
        recordID = header.value(.recordID).map { range in
            let bare = Self.withoutBrackets(UnsafeRawBufferPointer(rebasing: bytes[range]))
            return String(decoding: bare.prefix(Self.recordIDLimit), as: UTF8.self)
        }
    }

    /// The bytes of the first value of a field.
    func value(_ field: StandardField) -> UnsafeRawBufferPointer? {
        header.value(field).map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
    }

    /// A value as text for a message, not longer than a line.
    func excerpt(_ value: UnsafeRawBufferPointer) -> String {
        "\"" + String(decoding: value.prefix(120), as: UTF8.self) + (value.count > 120 ? "…\"" : "\"")
    }

    mutating func add(_ rule: RuleID, _ message: String, hint: String? = nil) {
        findings.append(
            VerificationFinding(
                rule: rule, path: path, offset: offset, recordID: recordID, message: message, hint: hint))
    }

    static func withoutBrackets(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard value.count >= 2, value[0] == 0x3C, value[value.count - 1] == 0x3E else { return value }
        return UnsafeRawBufferPointer(rebasing: value[1..<value.count - 1])
    }
}
