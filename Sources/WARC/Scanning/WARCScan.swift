// SPDX-License-Identifier: EUPL-1.2

/// Walks over all records of a file, several parts of it side by side, with results in file order and exactly those of one thread.
public struct WARCScan: Sendable {
    /// The file as it was named.
    public let path: String
    /// How many threads may work at once, at least 1.
    public let threads: Int
    /// What to do about irregularities.
    public let policy: WARCReadingPolicy

    /// A scan of a file.
    public init(path: String, threads: Int = 1, policy: WARCReadingPolicy = .lenient) {
        self.path = path
        self.threads = max(1, threads)
        self.policy = policy
    }

    /// Reads all records.
    ///
    /// - Parameters:
    ///   - make: A new, empty part of the result.
    ///   - each: Called for every record, with the part it belongs to; on any thread, but for one part on one at a time.
    ///   - deliver: Called on the calling thread, in file order, with each part and with the findings in its stretch of the file.
    ///     A part holds at most 4,096 records.
    /// - Throws: What the closures throw; as `WARCReader`.
    public func run<Part: Sendable>(
        _ make: @Sendable () -> Part, each: @Sendable (inout Part, WARCRecord) throws -> Void,
        deliver: (Part, [WARCFinding]) throws -> Void
    ) throws {
        let reader = try WARCReader(path: path, policy: policy)
        var part = make()
        var count = 0
        while let record = try reader.next() {
            try each(&part, record)
            count += 1
            if count == Self.recordsPerPart {
                try deliver(part, reader.takeFindings())
                part = make()
                count = 0
            }
        }
        try deliver(part, reader.takeFindings())
    }

    /// The most records of one part.
    public static let recordsPerPart = 4096
}
