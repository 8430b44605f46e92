// SPDX-License-Identifier: EUPL-1.2

/// RFC 4648 §4.
enum Base64 {
    /// The bytes; nil for a character outside of the alphabet.
    static func decode(_ text: String) -> [UInt8]? {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        var bytes: [UInt8] = []
        var (buffer, bits): (UInt32, Int) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            guard let value = values[Int(byte)] else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}
