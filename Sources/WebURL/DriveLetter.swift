// SPDX-License-Identifier: EUPL-1.2

/// Windows drive letters, which `file` addresses keep through dot segments (WHATWG URL §4.1).
enum DriveLetter {
    /// A letter followed by `:` or `|`.
    static func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 2, let letter = bytes.first, let mark = bytes.last else { return false }
        return ASCII.isAlpha(letter) && (mark == ASCII.colon || mark == ASCII.bar)
    }

    /// A letter followed by `:`.
    static func isNormalized(_ bytes: ArraySlice<UInt8>) -> Bool {
        matches(bytes) && bytes.last == ASCII.colon
    }

    /// A drive letter at the start that is a whole segment.
    static func starts(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard matches(bytes.prefix(2)) else { return false }
        guard let next = bytes.dropFirst(2).first else { return true }
        return next == ASCII.slash || next == ASCII.backslash || next == ASCII.question || next == ASCII.numberSign
    }
}
