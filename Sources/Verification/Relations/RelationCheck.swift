// SPDX-License-Identifier: EUPL-1.2

import WARC

/// Holds records against each other, over all files of a command.
///
/// Memory is bounded: identifiers in `IdentifierSet`, and open references up to a number.
struct RelationCheck {
    /// References that are kept until the record they name turns up.
    static let openLimit = 20_000

    private var identifiers = IdentifierSet()
    private var captures = IdentifierSet()
    private var open: [Open] = []
    private var requests: [UInt64: Open] = [:]
    private var segments: [UInt64: SegmentChain] = [:]
    private var dates = CaptureDates()
    private var overflow: (path: String, offset: UInt64)?
    // Of the current file.
    private var path = ""
    private var warcinfoDate: UInt64 = 0
    private var isFirst = true
    private var saidOrder = false

    fileprivate struct Open {
        let path: String
        let facts: (offset: UInt64, recordID: String)
        let reference: RecordFacts.Reference
    }

    /// A new file begins.
    mutating func begin(_ path: String) {
        self.path = path
        warcinfoDate = 0
        isFirst = true
        saidOrder = false
    }

    /// Takes a record in and says what is wrong with it at once.
    mutating func add(_ facts: RecordFacts, into findings: inout [VerificationFinding]) {
        let path = path
        func finding(_ rule: RuleID, _ message: String) -> VerificationFinding {
            VerificationFinding(
                rule: rule, path: path, offset: facts.offset, recordID: facts.recordID, message: message, hint: nil)
        }
        if isFirst {
            isFirst = false
            if facts.type != .warcinfo { findings.append(finding(.noWarcinfo, "the first record is no warcinfo")) }
        }
        if let id = facts.id, !identifiers.insert(id) {
            findings.append(finding(.duplicateID, "an earlier record has the same WARC-Record-ID <\(facts.recordID)>"))
        }
        if let capture = facts.capture { _ = captures.insert(capture) }
        checkDate(facts, &findings, finding)
        noteSegment(facts, &findings, finding)
        notePair(facts)
        if dates.differs(facts) {
            findings.append(finding(.captureDate, "a record of the same capture event has another WARC-Date"))
        }
        for reference in facts.references where !isKnown(reference, facts) {
            keep(Open(path: path, facts: (facts.offset, facts.recordID), reference: reference))
        }
        if identifiers.isFull || captures.isFull { noteOverflow(facts.offset) }
    }

    private func isKnown(_ reference: RecordFacts.Reference, _ facts: RecordFacts) -> Bool {
        identifiers.contains(reference.target) || captures.contains(reference.target)
    }

    private mutating func noteOverflow(_ offset: UInt64) {
        if overflow == nil { overflow = (path, offset) }
    }

    private mutating func keep(_ reference: Open) {
        guard open.count < Self.openLimit else { return noteOverflow(reference.facts.offset) }
        open.append(reference)
    }

    private mutating func checkDate(
        _ facts: RecordFacts, _ findings: inout [VerificationFinding],
        _ finding: (RuleID, String) -> VerificationFinding
    ) {
        if facts.type == .warcinfo { warcinfoDate = facts.date }
        guard !saidOrder, facts.date > 0, facts.date < warcinfoDate else { return }
        guard [.response, .request, .revisit].contains(facts.type) else { return }
        saidOrder = true
        findings.append(
            finding(.dateOrder, "the record is older than the warcinfo record before it; later ones are not listed"))
    }

    /// A request and its answer: one of the two names the other.
    private mutating func notePair(_ facts: RecordFacts) {
        if facts.type == .response || facts.type == .revisit || facts.type == .resource {
            for id in facts.concurrent { requests[id] = nil }
        }
        guard facts.type == .request, facts.concurrent.isEmpty, let id = facts.id else { return }
        guard requests.count < Self.openLimit else { return noteOverflow(facts.offset) }
        let reference = RecordFacts.Reference(rule: .unpairedRequest, target: id, text: "")
        requests[id] = Open(path: path, facts: (facts.offset, facts.recordID), reference: reference)
    }

    private mutating func noteSegment(
        _ facts: RecordFacts, _ findings: inout [VerificationFinding],
        _ finding: (RuleID, String) -> VerificationFinding
    ) {
        guard let segment = facts.segment else { return }
        guard segments.count < Self.openLimit || segments[segment.origin] != nil else {
            return noteOverflow(facts.offset)
        }
        var chain = segments[segment.origin] ?? SegmentChain(path: path, offset: facts.offset, target: segment.target)
        if !chain.add(segment) {
            findings.append(finding(.segmentOrigin, "another segment of the record has another WARC-Target-URI"))
        }
        segments[segment.origin] = chain
    }

    /// What is still open when all files were read; in the order of files and records.
    func finish() -> [VerificationFinding] {
        var findings: [VerificationFinding] = []
        for item in open where !identifiers.contains(item.reference.target) && !captures.contains(item.reference.target)
        {
            findings.append(item.finding("no record given here is \(item.reference.text)"))
        }
        for item in requests.values { findings.append(item.finding("no record names this request, and it names none")) }
        for chain in segments.values {
            guard let (rule, message) = chain.defect else { continue }
            findings.append(
                VerificationFinding(
                    rule: rule, path: chain.path, offset: chain.offset, recordID: nil, message: message, hint: nil))
        }
        if let overflow {
            findings.append(
                VerificationFinding(
                    rule: .tooMany, path: overflow.path, offset: overflow.offset, recordID: nil,
                    message: "from here on identifiers are not compared with all others",
                    hint: "verify fewer files at once"))
        }
        return findings.sorted {
            ($0.path, $0.offset ?? 0, $0.rule.rawValue) < ($1.path, $1.offset ?? 0, $1.rule.rawValue)
        }
    }
}

extension RelationCheck.Open {
    fileprivate func finding(_ message: String) -> VerificationFinding {
        VerificationFinding(
            rule: reference.rule, path: path, offset: facts.offset, recordID: facts.recordID, message: message,
            hint: nil)
    }
}
