// SPDX-License-Identifier: EUPL-1.2

/// The percent-encode sets of the WHATWG URL Standard (§1.3) and decoding.
///
/// All work on UTF-8 bytes: each byte above 0x7E is in every set, which is the same as encoding the code point.
struct PercentEncodeSet: Sendable {
    /// One bit for each ASCII byte that has to be encoded.
    private let low: UInt64
    private let high: UInt64

    private init(_ others: String, beyond base: PercentEncodeSet? = nil) {
        var low: UInt64 = base?.low ?? 0xFFFF_FFFF
        var high: UInt64 = base?.high ?? (1 << 63)
        for byte in others.utf8 where byte < 128 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        self.low = low
        self.high = high
    }

    static let control = PercentEncodeSet("")
    static let fragment = PercentEncodeSet(" \"<>`", beyond: control)
    static let query = PercentEncodeSet(" \"#<>", beyond: control)
    static let specialQuery = PercentEncodeSet("'", beyond: query)
    static let path = PercentEncodeSet("?^`{}", beyond: query)
    static let userinfo = PercentEncodeSet("/:;=@[\\]|", beyond: path)

    /// True if the byte has to be written as `%XX`.
    func contains(_ byte: UInt8) -> Bool {
        if byte >= 128 { return true }
        return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
    }

    /// Appends `bytes` to `output`, encoding what is in the set; an existing `%` stays as it is.
    func encode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        output.reserveCapacity(output.count + bytes.count)
        for byte in bytes {
            if contains(byte) {
                PercentEncoding.append(byte, to: &output)
            } else {
                output.append(byte)
            }
        }
    }
}

/// Percent-encoding of single bytes and decoding of whole strings (RFC 3986, 2.1).
enum PercentEncoding {
    /// Appends `%XX` with upper-case digits.
    static func append(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(ASCII.percent)
        output.append(ASCII.hexDigit(byte >> 4))
        output.append(ASCII.hexDigit(byte & 0x0F))
    }

    /// Decodes each `%XX` once; a `%` without two hexadecimal digits stays.
    static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let input = Array(bytes)
        guard input.contains(ASCII.percent) else { return input }
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            if input[index] == ASCII.percent, index + 2 < input.count,
                let high = ASCII.hexValue(input[index + 1]), let low = ASCII.hexValue(input[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(input[index])
                index += 1
            }
        }
        return output
    }
}
