// SPDX-License-Identifier: EUPL-1.2

/// Finds where the fields of an ARC record line begin and end.
struct ARCFieldFinder {
    private let bytes: [UInt8]
    /// The runs between single spaces, without the line end; only the last of them where there are very many.
    private let runs: [Range<Int>]
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var end = bytes.count
        while end > 0, [0x0A, 0x0D, 0x20, 0x09].contains(bytes[end - 1]) { end -= 1 }
        self.end = end
        var runs: [Range<Int>] = []
        var upper = end
        // What is before the last runs is URL in any case: it may have as many spaces as it likes.
        while upper >= 0, runs.count < 64 {
            let lower = bytes[..<upper].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
            runs.append(lower..<upper)
            upper = lower - 1
        }
        self.runs = runs.reversed()
    }

    /// The fields, and whether they stand where the format has them; nil if there are too few.
    func parts(fieldCount: Int) -> (ARCRecordLine.Parts, isRegular: Bool)? {
        guard runs.count >= 5 else { return nil }
        let last = runs.count - 1
        // Version 2 first: its offset behind a dash as location looks like a date behind an IP address.
        if last >= 9, isDatePlace(last - 7, digits: fieldCount == 10 ? 4 : 14) {
            return (parts(dateAt: last - 7, more: 5), true)
        }
        if isDatePlace(last - 2, digits: 4) { return (parts(dateAt: last - 2, more: 0), true) }
        // A media type with spaces moves the date further to the left.
        for index in stride(from: last - 3, through: 2, by: -1) where isDatePlace(index, digits: 8) {
            return (parts(dateAt: index, more: 0), true)
        }
        let isVersion2 = fieldCount == 10 && last >= 9
        return (parts(dateAt: isVersion2 ? last - 7 : last - 2, more: isVersion2 ? 5 : 0), false)
    }

    /// Whether the run is a date and the one before it an IP address.
    private func isDatePlace(_ index: Int, digits: Int) -> Bool {
        guard index >= 2 else { return false }
        let date = bytes[runs[index]]
        let ip = bytes[runs[index - 1]]
        return date.count >= digits && date.count <= 20 && date.allSatisfy { (0x30...0x39).contains($0) }
            && (ARCBytes.isIPAddress(ip) || ARCBytes.isDash(ip))
    }

    private func parts(dateAt date: Int, more: Int) -> ARCRecordLine.Parts {
        let last = runs.count - 1
        let ip = runs[date - 1]
        let mimeEnd = more > 0 ? runs[date + 1].upperBound : runs[last - 1].upperBound
        return ARCRecordLine.Parts(
            url: 0..<max(ip.lowerBound - 1, 0), ipAddress: ip, date: runs[date],
            mime: runs[date + 1].lowerBound..<mimeEnd, more: more > 0 ? Array(runs[date + 2..<last]) : [],
            length: runs[last])
    }
}

/// What the bytes of ARC fields look like.
enum ARCBytes {
    /// The bytes within which the colon of a URL's scheme is looked for.
    static let schemeLimit = 32

    /// A scheme and a colon (RFC 3986 §3.1).
    static func startsLikeURL(_ bytes: [UInt8]) -> Bool {
        guard let colon = bytes.prefix(schemeLimit).firstIndex(of: 0x3A), colon > 0, isLetter(bytes[0]) else {
            return false
        }
        return bytes[..<colon].allSatisfy {
            isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
        }
    }

    /// Digits and points, or hexadecimal digits and colons, perhaps with points.
    static func isIPAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 45 else { return false }
        let isVersion6 = bytes.contains(0x3A)
        return (isVersion6 || bytes.contains(0x2E))
            && bytes.allSatisfy {
                (0x30...0x3A).contains($0) || $0 == 0x2E || isVersion6 && (0x61...0x66).contains($0 | 0x20)
            }
    }

    static func isDash(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.count == 1 && bytes.first == 0x2D }

    static func hasPrefix(_ bytes: ArraySlice<UInt8>, _ prefix: String) -> Bool { bytes.starts(with: prefix.utf8) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
