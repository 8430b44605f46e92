// SPDX-License-Identifier: EUPL-1.2

import WARC

/// What one record says about others, kept until the records before it are known.
struct RecordFacts: Sendable {
    /// A reference to another record.
    struct Reference: Sendable {
        let rule: RuleID
        /// What is looked for, as a number.
        let target: UInt64
        /// The record referred to, for the message.
        let text: String
    }

    let offset: UInt64
    let type: WARCRecordType
    /// WARC-Record-ID without its brackets; empty if there is none.
    let recordID: String
    let id: UInt64?
    /// The target URI and date of a record that others may refer to by them.
    let capture: UInt64?
    /// The date down to seconds as a number of 14 digits; 0 if there is none.
    let date: UInt64
    let references: [Reference]
    /// WARC-Concurrent-To of this record.
    let concurrent: [UInt64]
    /// WARC-Date as a number; 0 if there is none.
    let dateMark: UInt64
    let segment: Segment?

    /// A segment of a longer record (ISO 28500:2017 §7).
    struct Segment: Sendable {
        /// The identifier of the first segment.
        let origin: UInt64
        let number: UInt64
        /// Content-Length; nil if it is not known.
        let length: UInt64?
        /// WARC-Segment-Total-Length, which the last one has; nil if there is none or it is no number.
        let total: UInt64?
        let isLast: Bool
        /// The target URI as a number; 0 if there is none.
        let target: UInt64
    }
}

/// Numbers that stand for texts; equal texts have equal numbers in one run of the program.
enum Fingerprint {
    /// Other in each run, so that no file can be made whose identifiers all fall on one slot of a table.
    private static let run = UInt64.random(in: .min ... .max)

    /// FNV-1a with a final mixing, 64 bits: enough for millions of identifiers.
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed ^ run
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash ^= hash >> 32
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        return hash == 0 ? 1 : hash
    }
}
