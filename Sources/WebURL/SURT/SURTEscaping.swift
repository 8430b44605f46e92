// SPDX-License-Identifier: EUPL-1.2

/// Percent-encoding in one spelling: decoded until nothing is left to decode, then encoded once.
enum SURTEscaping {
    /// Decodes `%XX` until a round would change nothing, so that `%2541` is `A`.
    ///
    /// Escapes cannot overlap, so the order of decoding does not matter: each decoded byte is looked at again with
    /// the two before it, which gives the result of whole rounds in linear time.
    static func unescape(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(ASCII.percent) else { return Array(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            output.append(byte)
            while output.count >= 3, output[output.count - 3] == ASCII.percent,
                let high = ASCII.hexValue(output[output.count - 2]), let low = ASCII.hexValue(output[output.count - 1])
            {
                output.removeLast(3)
                output.append(high << 4 | low)
            }
        }
        return output
    }

    /// Encodes controls, space, non-ASCII, `#` and `%`.
    static func escape(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte <= ASCII.space || byte >= 0x7F || byte == ASCII.numberSign || byte == ASCII.percent {
                PercentEncoding.append(byte, to: &output)
            } else {
                output.append(byte)
            }
        }
        return output
    }
}
