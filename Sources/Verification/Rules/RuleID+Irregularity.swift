// SPDX-License-Identifier: EUPL-1.2

import WARC

extension RuleID {
    /// The rule that an irregularity of the reader breaks; nil where the checks of headers say it better.
    init?(_ irregularity: WARCIrregularity) {
        switch irregularity {
        case .damagedMember: self = .damagedMember
        case .cutMember: self = .cutMember
        case .trailingBytes: self = .trailingBytes
        case .emptyMember: self = .emptyMember
        case .sharedMember: self = .sharedMember
        case .recordAcrossMembers: self = .crossingRecord
        case .notARecord: self = .notARecord
        case .headerTooLong: self = .headerTooLong
        case .headerCut: self = .headerCut
        case .bareLineFeed: self = .lineFeed
        case .lineWithoutColon: self = .noColon
        case .spaceBeforeColon: self = .spaceBeforeColon
        case .magicCase: self = .magicCase
        case .unknownVersion: self = .unknownVersion
        case .cutBlock: self = .cutBlock
        case .badTrailer: self = .trailer
        case .linesBeforeRecord: self = .extraLines
        case .arcField: self = .arcLine
        case .missingContentLength, .invalidContentLength, .bracketedURI, .unusualDate, .missingField: return nil
        }
    }
}
