// SPDX-License-Identifier: EUPL-1.2

import WARC

/// The named fields of the standard (ISO 28500:2017 §5), with what the standard says about each.
enum StandardField: UInt8, Sendable, CaseIterable {
    case recordID, contentLength, date, type, contentType, concurrentTo, blockDigest, payloadDigest, ipAddress, refersTo
    case refersToTargetURI, refersToDate, targetURI, truncated, warcinfoID, filename, profile, identifiedPayloadType
    case segmentNumber, segmentOriginID, segmentTotalLength

    /// The name as the standard writes it.
    var name: String {
        switch self {
        case .recordID: "WARC-Record-ID"
        case .contentLength: "Content-Length"
        case .date: "WARC-Date"
        case .type: "WARC-Type"
        case .contentType: "Content-Type"
        case .concurrentTo: "WARC-Concurrent-To"
        case .blockDigest: "WARC-Block-Digest"
        case .payloadDigest: "WARC-Payload-Digest"
        case .ipAddress: "WARC-IP-Address"
        case .refersTo: "WARC-Refers-To"
        case .refersToTargetURI: "WARC-Refers-To-Target-URI"
        case .refersToDate: "WARC-Refers-To-Date"
        case .targetURI: "WARC-Target-URI"
        case .truncated: "WARC-Truncated"
        case .warcinfoID: "WARC-Warcinfo-ID"
        case .filename: "WARC-Filename"
        case .profile: "WARC-Profile"
        case .identifiedPayloadType: "WARC-Identified-Payload-Type"
        case .segmentNumber: "WARC-Segment-Number"
        case .segmentOriginID: "WARC-Segment-Origin-ID"
        case .segmentTotalLength: "WARC-Segment-Total-Length"
        }
    }

    /// What the standard says about a field on a type of record.
    enum Presence: Sendable {
        case required, forbidden, free
    }

    /// Whether every record has it (§5.1).
    var isMandatory: Bool { [.recordID, .contentLength, .date, .type].contains(self) }

    /// Whether it came with version 1.1.
    var isOf11: Bool { self == .refersToTargetURI || self == .refersToDate }

    /// What holds for a type of record; types the standard does not name may have anything.
    func presence(on type: WARCRecordType) -> Presence {
        if case .unknown = type { return .free }
        let isDerived = [.warcinfo, .conversion, .continuation].contains(type)
        switch self {
        case .ipAddress, .concurrentTo: return isDerived ? .forbidden : .free
        case .refersTo:
            return [.warcinfo, .response, .resource, .request, .continuation].contains(type) ? .forbidden : .free
        case .refersToTargetURI, .refersToDate: return type == .revisit ? .free : .forbidden
        case .targetURI:
            if type == .warcinfo { return .forbidden }
            return type == .metadata ? .free : .required
        case .warcinfoID: return type == .warcinfo ? .forbidden : .free
        case .filename: return type == .warcinfo ? .free : .forbidden
        case .profile: return type == .revisit ? .required : .free
        case .segmentNumber: return type == .continuation ? .required : .free
        case .segmentOriginID: return type == .continuation ? .required : .forbidden
        case .segmentTotalLength: return type == .continuation ? .free : .forbidden
        default: return .free
        }
    }

    /// The field of a name, in any letter case; nil for a name the standard does not have.
    static func named(_ bytes: UnsafeRawBufferPointer) -> StandardField? {
        guard bytes.count >= 9, bytes.count <= 28 else { return nil }
        for field in byLength[bytes.count] where isSame(bytes, names[Int(field.rawValue)]) { return field }
        return nil
    }

    private static let names: [[UInt8]] = allCases.map { Array($0.name.lowercased().utf8) }
    private static let byLength: [[StandardField]] = (0...28).map { length in
        allCases.filter { $0.name.utf8.count == length }
    }

    private static func isSame(_ bytes: UnsafeRawBufferPointer, _ name: [UInt8]) -> Bool {
        for index in 0..<name.count {
            let byte = bytes[index]
            guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == name[index] else { return false }
        }
        return true
    }
}
