// SPDX-License-Identifier: EUPL-1.2

import Inspection
import Verification
import WARC

/// Where findings go as they come.
protocol VerificationReport {
    mutating func begin()
    mutating func add(_ finding: VerificationFinding) throws
    /// A file was read to its end.
    mutating func end(_ verdict: FileVerdict, fails: Bool) throws
    /// A file could not be read to its end, which was told already.
    mutating func end(_ error: WARCError) throws
    /// All files were read.
    mutating func finish(_ relations: [VerificationFinding], fails: Bool) throws
}

/// A line for each finding, up to a number of each rule and file; the rest is counted.
struct TextVerificationReport: VerificationReport {
    private let output: ByteOutput
    private let limit: UInt64
    private var counts: [RuleID: UInt64] = [:]

    init(_ output: ByteOutput, limit: UInt64) {
        self.output = output
        self.limit = limit
    }

    mutating func begin() {}

    mutating func add(_ finding: VerificationFinding) throws {
        counts[finding.rule, default: 0] += 1
        if limit > 0, counts[finding.rule, default: 0] > limit { return }
        try write("\(finding.diagnostic)")
    }

    mutating func end(_ verdict: FileVerdict, fails: Bool) throws {
        try writeRest(verdict.path)
        let parts = RuleSeverity.allCases.reversed().compactMap { severity -> String? in
            let count = verdict.count(severity)
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let found = parts.isEmpty ? "nothing found" : parts.joined(separator: ", ")
        try write("\(verdict.path): \(fails ? "defects" : "valid"): \(verdict.records) records, \(found)")
        try output.flush()
    }

    mutating func end(_ error: WARCError) throws {
        try writeRest(error.path ?? "")
        try output.flush()
    }

    mutating func finish(_ relations: [VerificationFinding], fails: Bool) throws {
        for finding in relations { try add(finding) }
        try writeRest("")
    }

    private mutating func writeRest(_ path: String) throws {
        for rule in RuleID.allCases {
            guard limit > 0, let count = counts[rule], count > limit else { continue }
            let place = path.isEmpty ? "" : path + ": "
            try write("\(place)\(rule.rule.severity.rawValue): \(count - limit) more findings [\(rule.rawValue)]")
        }
        counts = [:]
    }

    private func write(_ line: String) throws {
        output.pending += Array((line + "\n").utf8)
        try output.flushIfFull()
    }
}

/// One JSON object, written as findings come.
struct JSONVerificationReport: VerificationReport {
    private let output: ByteOutput
    private var isInFile = false
    private var isFirstFile = true
    private var isFirstFinding = true

    init(_ output: ByteOutput) { self.output = output }

    mutating func begin() { put("{\"files\": [") }

    mutating func add(_ finding: VerificationFinding) throws {
        openFile()
        if !isFirstFinding { put(", ") }
        isFirstFinding = false
        put(finding)
        try output.flushIfFull()
    }

    mutating func end(_ verdict: FileVerdict, fails: Bool) throws {
        openFile()
        var line = JSONLine()
        line.add("file", verdict.path)
        line.add("records", verdict.records)
        line.add("verdict", fails ? "defects" : "valid")
        for (name, severity) in [("errors", RuleSeverity.error), ("warnings", .warning), ("notes", .note)] {
            line.add(name: name, verdict.count(severity))
        }
        line.addObject("counts") { line in
            for rule in RuleID.allCases {
                if let count = verdict.counts[rule] { line.add(name: rule.rawValue, count) }
            }
        }
        closeFile(line.end())
        try output.flushIfFull()
    }

    mutating func end(_ error: WARCError) throws {
        openFile()
        var line = JSONLine()
        line.add("file", error.path ?? "")
        line.add("verdict", "unreadable")
        line.add("message", error.message)
        closeFile(line.end())
    }

    mutating func finish(_ relations: [VerificationFinding], fails: Bool) throws {
        put("], \"relations\": [")
        for (index, finding) in relations.enumerated() {
            if index > 0 { put(", ") }
            put(finding)
            try output.flushIfFull()
        }
        put("], \"verdict\": \"\(fails ? "defects" : "valid")\"}\n")
    }

    private mutating func openFile() {
        guard !isInFile else { return }
        put((isFirstFile ? "" : ", ") + "{\"findings\": [")
        isFirstFile = false
        isInFile = true
        isFirstFinding = true
    }

    /// The members of an object go behind the findings, in the same object.
    private mutating func closeFile(_ members: [UInt8]) {
        put("], ")
        output.pending += members.dropFirst()
        isInFile = false
    }

    private func put(_ text: String) { output.pending += Array(text.utf8) }

    private func put(_ finding: VerificationFinding) {
        var line = JSONLine()
        line.add("rule", finding.rule.rawValue)
        line.add("severity", finding.severity.rawValue)
        line.add("clause", finding.rule.rule.clause)
        line.add("file", finding.path)
        if let offset = finding.offset { line.add("offset", offset) }
        if let recordID = finding.recordID { line.add("recordId", recordID) }
        line.add("message", finding.message)
        if let hint = finding.hint { line.add("hint", hint) }
        output.pending += line.end()
    }
}
