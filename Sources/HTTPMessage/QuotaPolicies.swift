// SPDX-License-Identifier: EUPL-1.2

/// Quotas in the structured fields `RateLimit` and `RateLimit-Policy`.
///
/// `RateLimit: "default";r=50;t=30` with `RateLimit-Policy: "default";q=100;w=60` (draft 10), and
/// `RateLimit: limit=100, remaining=50, reset=30` (draft 07).
enum QuotaPolicies {
    /// A member of the list with its parameters: `"default";r=50;t=30`.
    private struct Member {
        let name: String
        let parameters: [String: String]

        func number(_ name: String) -> Double? { parameters[name].flatMap { Numeral.value($0) } }
    }

    static func read(_ fields: HTTPFields) -> [RateLimitNotice.Quota] {
        let members = members(fields.all("RateLimit"))
        let policies = self.members(fields.all("RateLimit-Policy"))
        var quotas = members.compactMap { member -> RateLimitNotice.Quota? in
            guard let remaining = member.number("r") else { return nil }
            let policy = policies.first { $0.name == member.name }
            return quota(
                "ratelimit \"\(member.name)\"", limit: policy?.number("q"), remaining: remaining,
                reset: member.number("t"))
        }
        // The older form names the numbers themselves.
        let named = members.compactMap { member -> (String, Double)? in
            let parts = member.name.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let number = Numeral.value(parts[1]) else { return nil }
            return (parts[0].trimmed.lowercased(), number)
        }
        let numbers = Dictionary(named, uniquingKeysWith: { first, _ in first })
        if let remaining = numbers["remaining"] {
            quotas.append(
                quota("ratelimit", limit: numbers["limit"], remaining: remaining, reset: numbers["reset"]))
        }
        return quotas
    }

    private static func quota(
        _ name: String, limit: Double?, remaining: Double, reset: Double?
    ) -> RateLimitNotice.Quota {
        RateLimitNotice.Quota(
            name: name, limit: limit.flatMap { $0 >= 1 ? count($0) : nil }, remaining: count(remaining),
            reset: reset.map { min(max($0, 0), RateLimitNotice.longestReset) })
    }

    private static func count(_ number: Double) -> Int {
        Int(min(max(number, 0), Double(RateLimitNotice.largestCount)))
    }

    private static func members(_ values: [String]) -> [Member] {
        var members: [Member] = []
        for value in values {
            var reader = ParameterReader(value)
            while reader.next != nil, members.count < RateLimitNotice.mostQuotas {
                let name = reader.nextItem()
                var parameters: [String: String] = [:]
                while let (key, value) = reader.nextParameter() {
                    if let value, parameters[key] == nil { parameters[key] = value }
                }
                members.append(Member(name: name, parameters: parameters))
                // What stands before the comma and was no parameter belongs to nothing.
                _ = reader.upTo([44])
                reader.skip()
            }
        }
        return members
    }
}

extension Substring {
    /// Without blanks around it.
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
