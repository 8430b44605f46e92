// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Inspection

/// Statistics as tables for people.
struct StatisticsTable {
    /// The tables, each line ended.
    let text: String

    /// Tables of these numbers, with the `top` most frequent names of those that may have many.
    init(_ statistics: WARCStatistics, top: Int) {
        let total = statistics.total
        let files = statistics.files == 1 ? "1 file" : Self.number(statistics.files) + " files"
        var lines = [
            "\(Self.number(total.records)) records in \(files) of \(Self.size(statistics.fileBytes)): "
                + "\(Self.size(total.block)) of blocks, \(Self.size(total.payload)) of payloads"
        ]
        let revisits = statistics.revisits
        if revisits.records > 0 {
            lines.append(
                "\(Self.number(revisits.records)) revisits; \(Self.size(revisits.spared)) not stored again, by the HTTP heads of "
                    + "\(Self.number(revisits.measured))")
        }
        for (count, name) in [(statistics.findings(.error), "defects"), (statistics.findings(.warning), "leniencies")]
        where count > 0 {
            lines.append("\(Self.number(count)) \(name): kabinet verify tells all about them")
        }
        lines += Self.table("type", statistics.types, statistics.types.ranking, top: Int.max)
        lines += Self.table("status", statistics.statuses, statistics.statuses.alphabet, top: Int.max)
        lines += Self.table("media type", statistics.mediaTypes, statistics.mediaTypes.ranking, top: top)
        lines += Self.table("host", statistics.hosts, statistics.hosts.ranking, top: top)
        lines += Self.table("year", statistics.years, statistics.years.alphabet, top: Int.max)
        text = lines.map { $0 + "\n" }.joined()
    }

    private static func table(
        _ title: String, _ table: TallyTable, _ entries: [(name: String, tally: Tally)], top: Int
    ) -> [String] {
        guard !entries.isEmpty else { return [] }
        var rows = entries.prefix(top).map { (printable($0.name), $0.tally) }
        if entries.count > top {
            var rest = Tally()
            for entry in entries.dropFirst(top) { rest += entry.tally }
            rows.append(("\(number(UInt64(entries.count - top))) more", rest))
        }
        if table.others.records > 0 { rows.append(("beyond \(number(UInt64(table.limit)))", table.others)) }
        let width = max(12, rows.map { $0.0.count }.max() ?? 0)
        let head =
            "\n" + padded(title, width) + ["records", "stored", "blocks", "payloads"].map { aligned($0) }.joined()
        return [head]
            + rows.map { name, tally in
                padded(name, width)
                    + [number(tally.records), size(tally.stored), size(tally.block), size(tally.payload)]
                    .map { aligned($0) }.joined()
            }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func aligned(_ text: String) -> String {
        String(repeating: " ", count: max(1, 12 - text.count)) + text
    }

    /// `34,820`.
    private static func number(_ value: UInt64) -> String {
        var digits = Array(String(value))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return String(digits)
    }

    private static func size(_ bytes: UInt64) -> String { ByteText.size(Int64(clamping: bytes)) }

    /// Names come from strangers: what a terminal would act on is shown as `?`, and no name takes more than 60 characters.
    private static func printable(_ name: String) -> String {
        let shown = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
                        || (0x200E...0x2069).contains(scalar.value) ? "?" : scalar
                }))
        return shown.count > 60 ? shown.prefix(59) + "…" : shown
    }
}
