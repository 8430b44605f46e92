// SPDX-License-Identifier: EUPL-1.2

import WARC

/// Sets of fields as bits, made once from the table of `StandardField`.
struct FieldMasks: Sendable {
    let required: UInt32
    let forbidden: UInt32

    private init(_ type: WARCRecordType) {
        func mask(_ presence: StandardField.Presence) -> UInt32 {
            StandardField.allCases.filter { $0.presence(on: type) == presence }.reduce(0) { $0 | $1.bit }
        }
        required = mask(.required)
        forbidden = mask(.forbidden)
    }

    private static let byType = Dictionary(
        uniqueKeysWithValues: WARCRecordType.named.map { ($0.text, FieldMasks($0)) })
    private static let none = FieldMasks(.unknown(""))

    /// The fields that every record must have.
    static let mandatory = StandardField.allCases.filter(\.isMandatory).reduce(UInt32(0)) { $0 | $1.bit }

    /// The masks of a type of record.
    static func of(_ type: WARCRecordType) -> FieldMasks { byType[type.text] ?? none }
}

extension StandardField {
    /// The field's bit in a mask.
    var bit: UInt32 { 1 << UInt32(rawValue) }

    /// The fields of a mask.
    static func fields(in mask: UInt32) -> [StandardField] { mask == 0 ? [] : allCases.filter { mask & $0.bit != 0 } }
}
