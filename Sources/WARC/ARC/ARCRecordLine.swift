// SPDX-License-Identifier: EUPL-1.2

/// The line that starts a record of an ARC file, the format before WARC: address, IP address, date, media type and length.
///
/// Lines of version 2 have five more fields before the length. The fields are parted by single spaces and may themselves hold spaces,
/// so they are found from the end of the line, by the date that follows an IP address; the version that the file declares decides only
/// where that leaves a choice, as many files have lines of another version.
/// - SeeAlso: archive.org/web/researcher/ArcFileFormat.php (Arc File Format, version 1.0)
package struct ARCRecordLine: Sendable, Hashable {
    /// The bytes of the line as they were given, with their line end.
    package let bytes: [UInt8]
    /// What is unusual in the line, in sentences without a full stop.
    package private(set) var oddities: [String] = []
    /// Whether the line is that of the version block, the first record of a file: `filedesc://`.
    package var isVersionBlock: Bool { ARCBytes.hasPrefix(bytes[parts.url], "filedesc:") }
    /// The bytes of the block; nil if the line says none, or a number that no file can have.
    package let contentLength: UInt64?
    /// The date as WARC has it, in whole seconds; nil if the line has none.
    package let isoDate: String?

    let parts: Parts

    /// Where the fields lie in `bytes`.
    struct Parts: Sendable, Hashable {
        var url: Range<Int>
        var ipAddress: Range<Int>
        var date: Range<Int>
        var mime: Range<Int>
        /// Result code, checksum, location, offset and file name of version 2.
        var more: [Range<Int>]
        var length: Range<Int>
    }

    /// Reads a line, with or without its line end.
    ///
    /// Lenient: nil only if there are fewer than five fields or the first does not start like a URL.
    /// - Parameters:
    ///   - bytes: One line; its NUL and control bytes are kept.
    ///   - fieldCount: How many fields the version block of the file declares, 5 or 10.
    package init?(parsing bytes: [UInt8], fieldCount: Int = 5) {
        guard ARCBytes.startsLikeURL(bytes),
            let (parts, isRegular) = ARCFieldFinder(bytes).parts(fieldCount: fieldCount)
        else { return nil }
        self.bytes = bytes
        self.parts = parts
        let date = ARCDate(bytes[parts.date])
        isoDate = date?.iso8601
        let length = String(decoding: bytes[parts.length], as: UTF8.self)
        let isNumber = !length.isEmpty && length.utf8.allSatisfy { (0x30...0x39).contains($0) }
        contentLength = isNumber ? UInt64(length).flatMap { $0 <= UInt64(Int64.max) ? $0 : nil } : nil
        noteOddities(date, isRegular: isRegular)
    }

    /// Whether address, date and length are such that hardly anything but a record starts with this line: what a reader looks for
    /// after damage.
    package var isPlausible: Bool {
        let ip = bytes[parts.ipAddress]
        return contentLength != nil && isoDate != nil && parts.date.count >= 8
            && (ARCBytes.isIPAddress(ip) || ARCBytes.isDash(ip))
    }

    /// Whether a record of an ARC file could start with these bytes, of which not all need to be at hand: they start like a URL. Cheap;
    /// says yes to much that is none.
    package static func couldStart(_ bytes: UnsafeRawBufferPointer) -> Bool {
        ARCBytes.startsLikeURL(Array(bytes.prefix(ARCBytes.schemeLimit + 1)))
    }

    private mutating func noteOddities(_ date: ARCDate?, isRegular: Bool) {
        let ip = bytes[parts.ipAddress]
        if bytes[parts.url].contains(0x20) { oddities.append("the URL has spaces") }
        if bytes[parts.url].contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            oddities.append("the URL has control characters")
        }
        if ARCBytes.isDash(ip) {
            oddities.append("the IP address is missing")
        } else if !ARCBytes.isIPAddress(ip) {
            oddities.append("expected an IP address, found \(excerpt(parts.ipAddress))")
        }
        if let date {
            if parts.date.count != 14 { oddities.append("the date has \(parts.date.count) digits instead of 14") }
            if date.isClamped { oddities.append("the date \(excerpt(parts.date)) is none of the calendar") }
        } else {
            oddities.append("expected a date of 14 digits, found \(excerpt(parts.date))")
        }
        if ARCBytes.isDash(bytes[parts.mime]) {
            oddities.append("the media type is missing")
        } else if bytes[parts.mime].contains(0x20) {
            oddities.append("the media type has spaces")
        }
        if !isRegular { oddities.append("the fields could only be guessed") }
        if contentLength == nil { oddities.append("expected a length in bytes, found \(excerpt(parts.length))") }
    }

    private func excerpt(_ range: Range<Int>) -> String {
        WARCHeader.excerpt(bytes, range.lowerBound..<min(range.upperBound, range.lowerBound + 40))
    }
}
