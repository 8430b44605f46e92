// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import WARC

extension WARCStatistics {
    /// Adds the numbers to a JSON object: sums, `types` as plain counts, and `by` with a tally for each type, status, media type,
    /// host and year; what came under names beyond the limits is in `beyondLimit`.
    package func write(to json: inout JSONLine) {
        json.add("files", files)
        json.add("fileBytes", fileBytes)
        Self.add(total, to: &json)
        json.addObject("types") { json in
            for (name, tally) in types.ranking { json.add(name: name, tally.records) }
        }
        let tables = [("type", types), ("status", statuses), ("mime", mediaTypes), ("host", hosts), ("year", years)]
        json.addObject("by") { json in
            for (name, table) in tables {
                json.addObject(name) { json in
                    for (name, tally) in table.ranking { json.addObject(name) { Self.add(tally, to: &$0) } }
                }
            }
        }
        if tables.contains(where: { $0.1.others.records > 0 }) {
            json.addObject("beyondLimit") { json in
                for (name, table) in tables where table.others.records > 0 {
                    json.addObject(name) { Self.add(table.others, to: &$0) }
                }
            }
        }
        json.addObject("revisits") { json in
            json.add("records", revisits.records)
            json.add("measured", revisits.measured)
            json.add("spared", revisits.spared)
        }
        json.addObject("findings") { json in
            json.add("error", findings(.error))
            json.add("warning", findings(.warning))
            for (irregularity, count) in irregularities.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                json.add(name: irregularity.rawValue, count)
            }
        }
    }

    private static func add(_ tally: Tally, to json: inout JSONLine) {
        json.add("records", tally.records)
        json.add("stored", tally.stored)
        json.add("block", tally.block)
        json.add("payload", tally.payload)
    }
}
