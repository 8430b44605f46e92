// SPDX-License-Identifier: EUPL-1.2

import Diagnostics

/// Lines as they come out: put together, or as fields.
struct IndexOutput: Sendable {
    enum Kind: Sendable {
        case records
        case lines(LineWriter)
    }

    let kind: Kind
    private(set) var count = 0
    /// Lines, each with LF.
    private(set) var lines: [UInt8] = []
    private(set) var records: [CaptureFields] = []

    init(_ kind: Kind) { self.kind = kind }

    mutating func add(_ fields: CaptureFields) {
        count += 1
        switch kind {
        case .records: records.append(fields)
        case .lines(let writer):
            writer.append(fields, to: &lines)
            lines.append(0x0A)
        }
    }

    mutating func add(_ other: IndexOutput) {
        count += other.count
        if lines.isEmpty { lines = other.lines } else { lines += other.lines }
        if records.isEmpty { records = other.records } else { records += other.records }
    }
}

/// The index of a stretch of a file, made on one thread, that is put behind the stretch before it.
///
/// A request and its answer may lie in two stretches: what could be joined with the stretch before, and with the one after, is kept.
struct IndexPart: Sendable {
    var output: IndexOutput
    var records = 0
    var unindexed = 0
    private(set) var findings: [Diagnostic] = []

    /// The records up to the first one that is no partner of the one before it.
    private var leading: [JoinableRecord] = []
    /// What goes on from there; nil if all are leading.
    private var join: RequestJoin?
    private let dialect: CDXDialect?

    /// The partners that a stretch may begin with; more of them in a row are somebody's joke.
    private static let leadingLimit = 64
    private static let findingsLimit = 100

    /// A part; `joins` is the dialect by which requests are joined, nil if they are not.
    init(output: IndexOutput.Kind, joins: CDXDialect?) {
        self.output = IndexOutput(output)
        dialect = joins
    }

    mutating func add(_ record: JoinableRecord) {
        guard let dialect else {
            if let fields = record.fields { output.add(fields) }
            return
        }
        if join == nil {
            guard leading.last.map({ !$0.isPartner(of: record) }) == true || leading.count == Self.leadingLimit else {
                leading.append(record)
                return
            }
            join = RequestJoin(dialect: dialect)
        }
        // The two cannot be changed in one expression while both belong to this part.
        var settled: [CaptureFields] = []
        join?.take(record) { settled.append($0) }
        for fields in settled { output.add(fields) }
    }

    mutating func report(_ finding: Diagnostic) {
        if findings.count < Self.findingsLimit { findings.append(finding) }
    }

    /// Puts the part behind what `join` has of those before.
    func join(_ before: inout RequestJoin, into output: inout IndexOutput) {
        for record in leading { before.take(record) { output.add($0) } }
        guard let join else { return output.add(self.output) }
        before.flush { output.add($0) }
        output.add(self.output)
        before = join
    }
}
