// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection

extension CrawlStatus {
    /// Accounts that have lines of their own; the others are one. Outcomes are a closed list.
    static let mostLabels = 100

    /// The status in the text format 0.0.4 of Prometheus.
    package func metrics() -> String {
        var text = MetricsText()
        text.add("kabinet_up", .gauge, "1 while the crawl is at work.", state == .running || state == .stopping ? 1 : 0)
        text.add("kabinet_seconds", .gauge, "Seconds since this process began.", seconds)
        text.add("kabinet_pages", .gauge, "Pages of the run that are held.", Double(pages))
        text.add("kabinet_media", .gauge, "Media of the run that are held.", Double(media))
        text.add("kabinet_captures_total", .counter, "Answers of the run that were stored.", Double(captures))
        text.add(
            "kabinet_revisits_total", .counter, "Stored answers whose payload was in the archive already.",
            Double(revisits))
        text.add("kabinet_fetched_bytes_total", .counter, "Bytes of payload that were fetched.", Double(fetchedBytes))
        text.add("kabinet_archived_bytes_total", .counter, "Bytes that the archive grew by.", Double(archivedBytes))
        text.add(
            "kabinet_retries_total", .counter, "Tries of this process that have to be made again.", Double(retries))
        text.add("kabinet_queued_urls", .gauge, "URLs that wait.", Double(queued))
        text.add("kabinet_running_fetches", .gauge, "Fetches that run.", Double(running))
        text.add(
            "kabinet_hosts_waiting", .gauge, "Hosts that are left alone because they asked for it.", Double(waits.count)
        )
        text.add("kabinet_accounts_paused", .gauge, "Accounts that are left alone.", Double(pauses.count))
        if let freeBytes {
            text.add(
                "kabinet_free_bytes", .gauge, "Least free room on the disks that the crawl writes to.",
                Double(freeBytes))
        }
        text.add(
            "kabinet_urls_total", .counter, "URLs of the run that ended, by outcome.",
            outcomes.map { ($0.key.description, Double($0.value)) }.sorted { $0.0 < $1.0 }, label: "outcome")
        let ends = Self.bounded(accounts)
        text.add(
            "kabinet_account_urls_total", .counter, "URLs that this process brought to an end, by account and success.",
            ends.flatMap { name, totals in
                let held = totals.outcomes.reduce(0) { $0 + ($1.key.isSuccess ? $1.value : 0) }
                let all = totals.outcomes.values.reduce(0, +)
                return [(name, "true", Double(held)), (name, "false", Double(all - held))]
            }, labels: ("account", "success"))
        text.add(
            "kabinet_account_bytes_total", .counter, "Bytes of payload that this process fetched, by account.",
            ends.map { ($0.name, Double($0.totals.bytes)) }, label: "account")
        return text.text
    }

    /// The accounts with the most bytes, the rest together.
    private static func bounded(_ accounts: [String: AccountTotals]) -> [(name: String, totals: AccountTotals)] {
        let sorted = accounts.sorted { ($1.value.bytes, $0.key) < ($0.value.bytes, $1.key) }
        var shown = sorted.filter { $0.key != StatusBoard.others }.prefix(mostLabels)
            .map { (name: $0.key, totals: $0.value) }
        var rest = AccountTotals()
        let names = Set(shown.map(\.name))
        for (name, totals) in sorted where !names.contains(name) { rest.add(totals) }
        if rest != AccountTotals() { shown.append((StatusBoard.others, rest)) }
        return shown.sorted { $0.name < $1.name }
    }
}

/// Lines of the text format 0.0.4: a HELP and a TYPE for each name, then its samples.
private struct MetricsText {
    enum Kind: String { case counter, gauge }

    private(set) var text = ""

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        begin(name, kind, help)
        text += "\(name) \(Self.number(value))\n"
    }

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ values: [(String, Double)], label: String) {
        begin(name, kind, help)
        for (value, number) in values {
            text += "\(name){\(label)=\"\(Self.escaped(value))\"} \(Self.number(number))\n"
        }
    }

    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, _ values: [(String, String, Double)], labels: (String, String)
    ) {
        begin(name, kind, help)
        for (first, second, number) in values {
            text += "\(name){\(labels.0)=\"\(Self.escaped(first))\",\(labels.1)=\"\(Self.escaped(second))\"} "
            text += "\(Self.number(number))\n"
        }
    }

    private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Whole numbers without a point.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 9e15 ? String(Int64(value)) : String((value * 1000).rounded() / 1000)
    }

    /// A label value: backslash, quote and line feed are escaped; other control characters have no place there.
    private static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars.prefix(200) {
            switch scalar {
            case "\\": output += "\\\\"
            case "\"": output += "\\\""
            case "\n": output += "\\n"
            default: output.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "?" : scalar)
            }
        }
        return output
    }
}
