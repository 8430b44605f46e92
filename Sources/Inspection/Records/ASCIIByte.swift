// SPDX-License-Identifier: EUPL-1.2

/// Questions about single bytes of text in ASCII.
enum ASCIIByte {
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Space, TAB, LF, VT, FF and CR.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    /// Letters and digits.
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (lowercased(byte) >= 0x61 && lowercased(byte) <= 0x7A)
    }
}
