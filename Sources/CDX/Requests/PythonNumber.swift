// SPDX-License-Identifier: EUPL-1.2

/// Floating-point numbers in the spelling of Python.
enum PythonNumber {
    /// As `repr` has it: the shortest digits that are read back as the same number, with an exponent below 1e-4 and from 1e16 on.
    static func text(of value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let sign = value.sign == .minus ? "-" : ""
        guard value != 0 else { return sign + "0.0" }
        let (digits, exponent) = shortest(abs(value))
        if exponent < -4 || exponent >= 16 {
            let rest = digits.dropFirst()
            let size = abs(exponent)
            return sign + String(digits.prefix(1)) + (rest.isEmpty ? "" : "." + rest) + "e" + (exponent < 0 ? "-" : "+")
                + (size < 10 ? "0" : "") + String(size)
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let whole = exponent + 1
        if digits.utf8.count <= whole {
            return sign + digits + String(repeating: "0", count: whole - digits.utf8.count) + ".0"
        }
        return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
    }

    /// All digits of a number that is whole; nil for any other.
    static func integer(of value: Double) -> String? {
        guard value.isFinite, value.rounded(.towardZero) == value else { return nil }
        guard value != 0 else { return "0" }
        // Digits from the least significant one on, as a whole number of up to 309 of them has no other type.
        var digits: [UInt8] = []
        var significand = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
        var exponent = Int(value.exponent) - 52
        while exponent < 0 {
            significand >>= 1
            exponent += 1
        }
        while significand > 0 {
            digits.append(UInt8(significand % 10))
            significand /= 10
        }
        for _ in 0..<exponent {
            var carry: UInt8 = 0
            for index in digits.indices {
                let double = digits[index] * 2 + carry
                digits[index] = double % 10
                carry = double / 10
            }
            if carry > 0 { digits.append(carry) }
        }
        return (value < 0 ? "-" : "") + String(decoding: digits.reversed().map { $0 + 0x30 }, as: UTF8.self)
    }

    /// The significant digits without zeros around them, and the power of ten of the first.
    private static func shortest(_ value: Double) -> (digits: String, exponent: Int) {
        let text = value.description
        let parts = text.split(separator: "e")
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(halves[0])
        let fraction = halves.count > 1 ? String(halves[1]) : ""
        var digits = Array((whole + fraction).utf8)
        exponent += whole.utf8.count - 1
        while digits.count > 1, digits.first == 0x30 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
        return (String(decoding: digits, as: UTF8.self), exponent)
    }
}
