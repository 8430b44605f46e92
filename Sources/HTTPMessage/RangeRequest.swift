// SPDX-License-Identifier: EUPL-1.2

/// A run of bytes of a resource.
public struct ByteRange: Sendable, Hashable {
    /// The first byte, counted from 0.
    public let offset: UInt64
    /// The number of bytes, at least 1.
    public let count: UInt64

    /// The value of the `Content-Range` field of the answer: `bytes 0-499/1234`.
    public func contentRange(of size: UInt64) -> String { "bytes \(offset)-\(offset + (count - 1))/\(size)" }
}

/// What a `Range` field asks for.
/// - SeeAlso: RFC 9110 §14
public enum RangeRequest: Sendable, Hashable {
    /// One range that lies in the resource: answer 206 with it.
    case range(ByteRange)
    /// A range outside of the resource: answer 416 with `Content-Range: bytes */size`.
    case unsatisfiable
    /// Not understood, or several ranges: answer 200 with everything, as the RFC allows.
    case ignore

    /// Reads a field value for a resource of `size` bytes.
    public static func parse(_ header: String, size: UInt64) -> RangeRequest {
        let parts = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, trimmed(parts[0]).lowercased() == "bytes" else { return .ignore }
        let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(trimmed)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
            return .ignore
        }
        switch (number(ends[0]), number(ends[1])) {
        case (nil, nil): return .ignore
        case (nil, let suffix?):
            let count = min(suffix, size)
            return count == 0 ? .unsatisfiable : .range(ByteRange(offset: size - count, count: count))
        case (let first?, let last):
            if let last, last < first { return .ignore }
            guard first < size else { return .unsatisfiable }
            return .range(ByteRange(offset: first, count: min(last ?? size - 1, size - 1) - first + 1))
        }
    }

    /// Digits as a number, the largest there is for longer ones; nil for none.
    private static func number(_ digits: Substring) -> UInt64? {
        digits.isEmpty ? nil : UInt64(digits) ?? UInt64.max
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
