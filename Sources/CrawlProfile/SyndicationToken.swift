// SPDX-License-Identifier: EUPL-1.2

/// The token that X's syndication service wants: `((id / 1e15) * Math.PI).toString(36)` without zeros and the point.
///
/// The digits after the point are those of JavaScript's engines: as many as tell the number from its neighbours (V8's
/// `DoubleToRadixCString`, described in ECMA-262 §6.1.6.1.20 as implementation-approximated).
enum SyndicationToken {
    /// Nil for what is no id.
    static func token(of id: String) -> String? {
        guard !id.isEmpty, id.utf8.count <= 20, id.utf8.allSatisfy(\.isASCIIDigit), let number = Double(id) else {
            return nil
        }
        let digits = base36(number / 1e15 * Double.pi)
        let token = digits.filter { $0 != 0 }.map { $0 < 10 ? UInt8($0) + 0x30 : UInt8($0) - 10 + 0x61 }
        return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
    }

    /// The digits of a number that is not negative, those before the point first.
    private static func base36(_ value: Double) -> [Int] {
        var integer = value.rounded(.down)
        var fraction = value - integer
        var delta = max(0.5 * (value.nextUp - value), Double.leastNonzeroMagnitude)
        var after: [Int] = []
        while fraction >= delta {
            fraction *= 36
            delta *= 36
            let digit = Int(fraction)
            after.append(digit)
            fraction -= Double(digit)
            guard fraction > 0.5 || (fraction == 0.5 && digit % 2 == 1), fraction + delta > 1 else { continue }
            // The last digit is rounded up; a digit that has no next one gives way to the one before it.
            while let last = after.popLast() {
                if last + 1 < 36 {
                    after.append(last + 1)
                    break
                }
                if after.isEmpty { integer += 1 }
            }
            break
        }
        var before: [Int] = []
        repeat {
            let rest = integer.truncatingRemainder(dividingBy: 36)
            before.append(Int(rest))
            integer = (integer - rest) / 36
        } while integer > 0
        return before.reversed() + after
    }
}
