// SPDX-License-Identifier: EUPL-1.2

public import Diagnostics

/// Something in a file that the reader got over although the standard does not allow it, or that hints at damage.
public enum WARCIrregularity: String, Sendable, Hashable, CaseIterable {
    /// Compressed data or its checksum is wrong.
    case damagedMember
    /// The file ends inside a gzip member or zstd frame.
    case cutMember
    /// Bytes behind the last member that are none.
    case trailingBytes
    /// A member without a byte, or with nothing but line ends.
    case emptyMember
    /// Several records in one member; reported once per member.
    case sharedMember
    /// A record goes on in the next member.
    case recordAcrossMembers
    /// Other bytes where a record should start.
    case notARecord
    /// A header of more bytes than `WARCReader.headerLimit`.
    case headerTooLong
    /// The file or member ends inside a record header.
    case headerCut
    /// A header line ends with LF alone.
    case bareLineFeed
    /// A header line without a colon, or with nothing before it.
    case lineWithoutColon
    /// White space between name and colon.
    case spaceBeforeColon
    /// The version line is not in capitals: `warc/1.0`.
    case magicCase
    /// A version other than 0.17, 0.18, 1.0 and 1.1.
    case unknownVersion
    /// No Content-Length.
    case missingContentLength
    /// A Content-Length that is no number of bytes.
    case invalidContentLength
    /// The file or member ends before Content-Length says so.
    case cutBlock
    /// Not CR LF CR LF behind the block.
    case badTrailer
    /// More empty lines before a record than the end of the one before it.
    case linesBeforeRecord
    /// Angle brackets around WARC-Target-URI, as wget wrote them.
    case bracketedURI
    /// WARC-Date in another form than the standard's, but readable.
    case unusualDate
    /// WARC-Type, WARC-Record-ID or WARC-Date is missing.
    case missingField
    /// ARC: fields that are missing, dashes, too many, or dates of other lengths.
    case arcField

    /// Damage is an error; what other writers do and nothing is lost by, a warning.
    public var severity: Diagnostic.Severity {
        switch self {
        case .damagedMember, .cutMember, .trailingBytes, .notARecord, .headerTooLong, .headerCut, .missingContentLength,
            .invalidContentLength, .cutBlock, .badTrailer:
            .error
        case .sharedMember, .recordAcrossMembers, .bareLineFeed, .lineWithoutColon, .spaceBeforeColon, .magicCase,
            .unknownVersion, .linesBeforeRecord, .bracketedURI, .unusualDate, .missingField, .arcField, .emptyMember:
            .warning
        }
    }
}
