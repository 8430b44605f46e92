// SPDX-License-Identifier: EUPL-1.2

import WARC

extension RecordContext {
    /// What the record says about itself and others.
    func facts() -> RecordFacts {
        let id = value(.recordID).map(Self.identifier)
        let target = value(.targetURI).map { Self.withoutBrackets($0) }
        let date = value(.date)
        return RecordFacts(
            offset: offset, type: type, recordID: recordID ?? "", id: id,
            capture: isCapture ? Self.capture(target, date) : nil, date: date.map(Self.seconds) ?? 0,
            references: references(), concurrent: concurrent(), dateMark: date.map { Fingerprint.of($0) } ?? 0,
            segment: segment(id))
    }

    private var isCapture: Bool { type == .response || type == .resource }

    private static func identifier(_ value: UnsafeRawBufferPointer) -> UInt64 { Fingerprint.of(withoutBrackets(value)) }

    /// URI and date together, with the date first so that neither can pass for the other.
    private static func capture(_ uri: UnsafeRawBufferPointer?, _ date: UnsafeRawBufferPointer?) -> UInt64? {
        guard let uri, let date else { return nil }
        return Fingerprint.of(uri, seed: Fingerprint.of(date))
    }

    private func concurrent() -> [UInt64] {
        guard header.seen & StandardField.concurrentTo.bit != 0 else { return [] }
        return header.fields.filter { $0.field == .concurrentTo }.prefix(100).map {
            Self.identifier(UnsafeRawBufferPointer(rebasing: bytes[$0.value]))
        }
    }

    private func references() -> [RecordFacts.Reference] {
        var found: [RecordFacts.Reference] = []
        if let value = value(.warcinfoID), !value.isEmpty {
            found.append(reference(.unknownWarcinfo, Self.identifier(value), value))
        }
        if header.seen & StandardField.concurrentTo.bit != 0 {
            for field in header.fields.filter({ $0.field == .concurrentTo }).prefix(100) {
                let value = UnsafeRawBufferPointer(rebasing: bytes[field.value])
                if !value.isEmpty { found.append(reference(.concurrentTo, Self.identifier(value), value)) }
            }
        }
        if let value = value(.refersTo), !value.isEmpty {
            found.append(reference(.refersTo, Self.identifier(value), value))
        } else if type == .revisit, let uri = value(.refersToTargetURI),
            let target = Self.capture(Self.withoutBrackets(uri), value(.refersToDate))
        {
            found.append(reference(.refersTo, target, uri))
        }
        return found
    }

    private func reference(_ rule: RuleID, _ target: UInt64, _ value: UnsafeRawBufferPointer) -> RecordFacts.Reference {
        RecordFacts.Reference(rule: rule, target: target, text: String(decoding: value.prefix(120), as: UTF8.self))
    }

    private func segment(_ id: UInt64?) -> RecordFacts.Segment? {
        guard let value = value(.segmentNumber), let number = UInt64(String(decoding: value, as: UTF8.self)) else {
            return nil
        }
        let origin = type == .continuation ? self.value(.segmentOriginID).map(Self.identifier) : id
        guard let origin else { return nil }
        let total = self.value(.segmentTotalLength)
        let target = self.value(.targetURI).map { Fingerprint.of(Self.withoutBrackets($0)) } ?? 0
        return RecordFacts.Segment(
            origin: origin, number: number, length: blockLength,
            total: total.flatMap { UInt64(String(decoding: $0.prefix(20), as: UTF8.self)) }, isLast: total != nil,
            target: target)
    }

    /// The first 14 digits of a date; 0 if it has fewer.
    private static func seconds(_ date: UnsafeRawBufferPointer) -> UInt64 {
        var value: UInt64 = 0
        var count = 0
        for byte in date where ValueForms.isDigit(byte) && count < 14 {
            value = value * 10 + UInt64(byte - 0x30)
            count += 1
        }
        return count == 14 ? value : 0
    }

    /// Whether a revisit says what it stands for.
    mutating func checkReference() {
        guard type == .revisit else { return }
        let named = StandardField.refersTo.bit | StandardField.refersToTargetURI.bit
        if header.seen & named == 0 {
            add(.revisitReference, "the revisit has neither WARC-Refers-To nor WARC-Refers-To-Target-URI")
        }
    }
}
