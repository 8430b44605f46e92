// SPDX-License-Identifier: EUPL-1.2

public import Diagnostics
public import WARC

/// Makes index lines from WARC and ARC files.
///
/// ```swift
/// let indexer = CDXIndexer(options: .init(keysRequests: true))
/// let writer = IndexWriter(path: "index.cdxj")
/// try indexer.index(path: "a.warc.gz", format: .cdxj, into: writer.sorter) { print($0) }
/// try writer.finish(mergingExisting: false)
/// ```
/// A record without WARC-Payload-Digest gets the SHA-1 of its stored payload, as the tools do it; a revisit has none to compute. A
/// record that cannot be reached by its offset, or whose end cannot be read, is told and not indexed. Memory is bounded by the parts
/// that `WARCScan` works on, whatever the file. Any thread; several files may be indexed at once.
public struct CDXIndexer: Sendable {
    /// What is indexed, and how.
    public struct Options: Sendable, Hashable {
        /// Which records, and what their lines say.
        public var dialect: CDXDialect
        /// Whether POST and PUT requests, and with pywb others, change the key of their answer; lines then have `method` and `requestBody`.
        ///
        /// A request belongs to the record beside it in the file that has the same address and is named in WARC-Concurrent-To by it, or
        /// names it there.
        public var keysRequests: Bool
        /// Whether lines have a `recordDigest`: SHA-256 of the record as it is stored, from offset on, length bytes.
        public var digestsRecords: Bool
        /// The folder to which file names are relative; nil for names without a folder.
        public var root: String?
        /// How many threads read one file, at least 1.
        public var threads: Int
        /// What to do about irregularities of the file.
        public var policy: WARCReadingPolicy

        /// Options of these parts.
        public init(
            dialect: CDXDialect = .cdxjIndexer, keysRequests: Bool = false, digestsRecords: Bool = false,
            root: String? = nil, threads: Int = 1, policy: WARCReadingPolicy = .lenient
        ) {
            self.dialect = dialect
            self.keysRequests = keysRequests
            self.digestsRecords = digestsRecords
            self.root = root
            self.threads = threads
            self.policy = policy
        }
    }

    /// What came of one file.
    public struct Summary: Sendable, Hashable {
        /// The records that were read, of all types.
        public var records = 0
        /// The lines that were made.
        public var lines = 0
        /// The records that should have a line and have none, because the file is damaged or they cannot be reached by an offset.
        public var unindexed = 0

        /// Nothing yet.
        public init() {}
    }

    /// The options.
    public let options: Options

    /// An indexer with these options.
    public init(options: Options = Options()) { self.options = options }

    /// Hands over the line of each record that is indexed, in the order of the file.
    ///
    /// - Returns: What was found to be wrong with the file, at most `WARCReader.diagnosticsLimit` findings.
    /// - Throws: `WARCError` if the file cannot be read; what `sink` throws.
    @discardableResult
    public static func index(path: String, sink: (CDXRecord) throws -> Void) throws -> [Diagnostic] {
        var found: [Diagnostic] = []
        func add(_ more: [Diagnostic]) { found += more.prefix(WARCReader.diagnosticsLimit - found.count) }
        try CDXIndexer().forEachRecord(
            of: path, sink, findings: { add($0.map(\.diagnostic)) }, skipped: { add([$0]) })
        return found
    }

    /// Hands over the line of each record that is indexed, in the order of the file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - sink: Called for every line.
    ///   - findings: Called with what the reader found to be wrong with the file, in its order.
    ///   - skipped: Called for a record that should have a line and has none, and of which the reader says nothing; the first of many.
    /// - Returns: How many records there were, and how many lines.
    /// - Throws: `WARCError` if the file cannot be read, or the policy wants it; what the closures throw.
    @discardableResult
    public func forEachRecord(
        of path: String, _ sink: (CDXRecord) throws -> Void, findings: ([WARCFinding]) throws -> Void = { _ in },
        skipped: (Diagnostic) throws -> Void = { _ in }
    ) throws -> Summary {
        try scan(
            path, output: .records, deliver: { for fields in $0.records { try sink(CDXRecord(fields)) } },
            findings: findings, skipped: skipped)
    }

    /// Adds the lines of a file to those that are to be sorted: the fast way.
    ///
    /// `findings` and `skipped` are as with `forEachRecord`.
    /// - Throws: `WARCError` if the file cannot be read, or the policy wants it; `CDXError` of the sorter; what the closures throw.
    @discardableResult
    public func index(
        path: String, format: CDXFormat, into sorter: IndexSorter,
        findings: ([WARCFinding]) throws -> Void = { _ in }, skipped: (Diagnostic) throws -> Void = { _ in }
    ) throws -> Summary {
        try scan(
            path, output: .lines(LineWriter(format: format, dialect: options.dialect)),
            deliver: { try sorter.add(lines: $0.lines) }, findings: findings, skipped: skipped)
    }

    private func scan(
        _ path: String, output kind: IndexOutput.Kind, deliver: (IndexOutput) throws -> Void,
        findings: ([WARCFinding]) throws -> Void, skipped: (Diagnostic) throws -> Void
    ) throws -> Summary {
        let reading = try RecordIndexing(path: path, options: options)
        var summary = Summary()
        var join = RequestJoin(dialect: options.dialect)
        try WARCScan(path: path, threads: options.threads, policy: options.policy).run {
            IndexPart(output: kind, joins: options.keysRequests ? options.dialect : nil)
        } each: { part, record in
            try reading.index(record, into: &part)
        } deliver: { part, found in
            if !found.isEmpty { try findings(found) }
            for finding in part.findings { try skipped(finding) }
            summary.records += part.records
            summary.unindexed += part.unindexed
            var output = IndexOutput(kind)
            part.join(&join, into: &output)
            summary.lines += output.count
            try deliver(output)
        }
        var last = IndexOutput(kind)
        join.flush { last.add($0) }
        summary.lines += last.count
        try deliver(last)
        return summary
    }
}
