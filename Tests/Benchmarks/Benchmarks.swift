// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc
import WARC

/// `Benchmarks FILE [RUNS]`: what it costs to write the records of a WARC file, one gzip member each, with libdeflate as the writer
/// uses it and with zlib, both at level 6, in one process and by turns. Prints one line of JSON; bench.py makes a table of it.
@main enum Benchmarks {
    /// The bytes of records that are taken from the file; enough for seconds, and little enough for any machine's memory.
    private static let sampleLimit = 128 << 20

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let path = arguments.first else {
            print("usage: Benchmarks FILE [RUNS]")
            exit(2)
        }
        let runs = max(1, arguments.dropFirst().first.flatMap { Int($0) } ?? 3)
        let records = try sample(path)
        let deflate = GzipCompressor(level: 6)
        let zlib = ZlibCompressor(level: 6)
        var results: [String: [Measurement]] = [:]
        for _ in 0..<runs {
            try results["libdeflate", default: []].append(measure(records) { try deflate.member($0).count })
            results["zlib", default: []].append(measure(records) { zlib.member($0).count })
        }
        let parts = results.sorted { $0.key < $1.key }.map { name, runs in
            "\"\(name)\": {\"cpu\": [\(list(runs.map(\.cpu)))], \"wall\": [\(list(runs.map(\.wall)))], "
                + "\"bytes\": \(runs.first?.bytes ?? 0)}"
        }
        let raw = records.reduce(0) { $0 + $1.count }
        print("{\"records\": \(records.count), \"raw\": \(raw), \(parts.joined(separator: ", "))}")
    }

    /// The records as they go into a member: header, block and the two line ends.
    private static func sample(_ path: String) throws -> [[UInt8]] {
        let reader = try WARCReader(path: path)
        var records: [[UInt8]] = []
        var total = 0
        while total < sampleLimit, let record = try reader.next() {
            var bytes = record.header.serialized()
            bytes += try record.readBlock(limit: sampleLimit)
            bytes += [0x0D, 0x0A, 0x0D, 0x0A]
            total += bytes.count
            records.append(bytes)
        }
        return records
    }

    /// What one walk over all records took.
    private struct Measurement {
        /// Seconds of this process, in user mode and in the kernel.
        let cpu: Double
        /// Seconds that went by.
        let wall: Double
        /// The bytes that came out.
        let bytes: Int
    }

    private static func measure(_ records: [[UInt8]], _ body: ([UInt8]) throws -> Int) rethrows -> Measurement {
        let (cpu, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
        var bytes = 0
        for record in records { bytes += try body(record) }
        return Measurement(
            cpu: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall: seconds(CLOCK_MONOTONIC) - wall, bytes: bytes)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func list(_ values: [Double]) -> String {
        values.map { String($0) }.joined(separator: ", ")
    }
}
