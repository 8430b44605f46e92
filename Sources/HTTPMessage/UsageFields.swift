// SPDX-License-Identifier: EUPL-1.2

/// The used share of allowances, as Meta's servers tell it: `X-App-Usage: {"call_count":28,"total_time":25,"total_cputime":25}`.
enum UsageFields {
    private static let names = ["X-App-Usage", "X-Page-Usage", "X-Business-Use-Case-Usage", "X-Ad-Account-Usage"]
    private static let shares: Set = ["call_count", "total_time", "total_cputime", "acc_id_util_pct"]
    private static let largestShare = 1000.0
    /// More of one value is not looked at.
    private static let byteLimit = 16_384

    /// The fullest share in percent, and the seconds until access is regained.
    static func read(_ fields: HTTPFields) -> (usage: Double?, regain: Double?) {
        var usage: Double?
        var regain: Double?
        for value in names.flatMap({ fields.all($0) }) {
            for (name, number) in numbers(in: value) {
                if shares.contains(name) {
                    usage = max(usage ?? 0, min(max(number, 0), largestShare))
                } else if name == "estimated_time_to_regain_access" {
                    // In minutes.
                    regain = max(regain ?? 0, min(max(number * 60, 0), RateLimitNotice.longestReset))
                }
            }
        }
        return (usage, regain)
    }

    /// The members of a JSON text that have a number, whatever they lie in.
    private static func numbers(in text: String) -> [(name: String, number: Double)] {
        let bytes = Array(text.utf8.prefix(byteLimit))
        var found: [(String, Double)] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 34 else {
                index += 1
                continue
            }
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != 34 { index += bytes[index] == 92 ? 2 : 1 }
            guard index < bytes.count else { break }
            let name = String(decoding: bytes[start..<index], as: UTF8.self)
            index += 1
            skipBlanks(bytes, &index)
            guard index < bytes.count, bytes[index] == 58 else { continue }
            index += 1
            skipBlanks(bytes, &index)
            let number = bytes[index...].prefix { $0 == 45 || $0 == 46 || (48...57).contains($0) }
            index += number.count
            if let number = Numeral.value(String(decoding: number, as: UTF8.self)) { found.append((name, number)) }
        }
        return found
    }

    private static func skipBlanks(_ bytes: [UInt8], _ index: inout Int) {
        while index < bytes.count, [9, 10, 13, 32].contains(bytes[index]) { index += 1 }
    }
}
