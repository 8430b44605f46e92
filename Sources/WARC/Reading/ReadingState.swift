// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// What a reader and its current record share: the bytes, the findings, and how far the current member was read.
///
/// The record keeps this alive, not its reader, so that no two objects keep each other. Used by one thread.
final class ReadingState {
    let path: String
    /// The name for locations: without folder and `.open`.
    let filename: String
    let policy: WARCReadingPolicy
    let input: RecordInput
    /// What was found to be irregular, and not yet taken.
    var findings: [WARCFinding] = []
    var hasMoreFindings = false
    /// What the policy does not let pass.
    var failure: WARCError?
    /// How many records began in the current member.
    var recordsInMember = 0
    /// Whether the current member starts with the rest of a record.
    var startsWithRest = false

    /// What the version block says, once this is known to be an ARC file.
    var arc: ARCVersionBlock?
    /// Whether this is known to be a WARC file, in which lines of ARC are content.
    var isWARC = false

    var budget = RecoveryBudget()

    init(file: OpenFile, offset: UInt64, policy: WARCReadingPolicy, limits: MemberLimits) throws(WARCError) {
        path = file.path
        filename = WARCRecordLocation.filename(ofPath: file.path)
        self.policy = policy
        do { input = try RecordInput(file: file, offset: offset, limits: limits) } catch {
            throw WARCError(error, path: file.path, offset: offset, "cannot read the file")
        }
        if let problem = input.dictionaryProblem { report(.damagedMember, at: 0, problem.message) }
    }

    /// Adds a finding, as far as the policy wants it. The text is made only then.
    func report(
        _ irregularity: WARCIrregularity, at offset: UInt64, _ message: @autoclosure () -> String,
        hint: @autoclosure () -> String? = nil
    ) {
        let action = policy[irregularity]
        guard action != .ignore else { return }
        guard findings.count < WARCReader.diagnosticsLimit else { return hasMoreFindings = true }
        let finding = WARCFinding(irregularity, path: path, offset: offset, message(), hint: hint())
        if action == .fail, failure == nil { failure = finding.error }
        findings.append(finding)
    }

    /// Throws the first finding that the policy does not let pass.
    func throwFailure() throws(WARCError) {
        guard let failure else { return }
        self.failure = nil
        throw failure
    }

    /// What members are called in messages.
    var memberNoun: String { input.container == .zstd ? "Zstandard frame" : "gzip member" }

    /// Goes to the next member. False at the end of the file.
    func nextMember() throws(ByteStreamError) -> Bool {
        recordsInMember = 0
        startsWithRest = false
        return try input.nextMember()
    }

    /// At the end of a member inside a record: goes to the next one if the record can go on there.
    ///
    /// A member that starts with a new record means that this one was cut; then the input stands at that record.
    func continuesInNextMember() throws(ByteStreamError) -> Bool {
        guard input.container != .plain, try nextMember() else { return false }
        guard try !isAtRecord() else { return false }
        startsWithRest = true
        return true
    }

    /// Whether the next bytes are those a record starts with.
    func isAtRecord() throws(ByteStreamError) -> Bool {
        if try input.ensure(5) >= 5, WARCHeader.isMagic(input.available) { return true }
        return try arcLine() != nil
    }

    /// Whether the content of a member starts with a record, perhaps behind line ends.
    func startsWithRecord(_ content: UnsafeRawBufferPointer) -> Bool {
        WARCHeader.isMagicBehindLineEnds(content) || (!isWARC && Self.startsWithARCRecord(content))
    }

    /// Starts anew at a gzip member of a file that is known to be WARC, unless it is the first.
    func restart(at offset: UInt64) {
        findings.removeAll()
        hasMoreFindings = false
        failure = nil
        recordsInMember = 0
        startsWithRest = false
        isWARC = offset > 0
        budget = RecoveryBudget()
        input.restart(at: offset)
    }

    /// Goes to the next line of this member or plain file that starts a record; to its end if there is none.
    func seekRecord() throws(ByteStreamError) {
        var line: [UInt8] = []
        while true {
            line.removeAll(keepingCapacity: true)
            let isLine = try input.takeLine(into: &line, limit: 1 << 16)
            if isLine {
                if try isAtRecord() { return }
            } else if line.count < 1 << 16 {
                return
            }
        }
    }

    /// Goes on after damage: to the next member that starts with a record. Errors of the system are thrown on.
    func recover(from error: ByteStreamError) throws(WARCError) {
        switch error.code {
        case .corrupt, .truncated, .tooLarge: break
        default: throw WARCError(error, path: path, "cannot read the file")
        }
        let damaged = input.memberOffset
        let isMember = input.isInMember
        let found: UInt64?
        do throws(ByteStreamError) {
            let place = budget.failure(at: damaged, reached: error.offset ?? damaged)
            found = input.container == .plain ? nil : try input.findMember(from: place, where: startsWithRecord)
            let end = try input.file.size()
            input.restart(at: found ?? end)
            recordsInMember = 0
            startsWithRest = false
            if found != nil { _ = try nextMember() }
        } catch {
            throw WARCError(error, path: path, "cannot read the file")
        }
        let irregularity: WARCIrregularity =
            switch (error.code, isMember, found) {
            case (.truncated, _, _): .cutMember
            case (_, true, _): .damagedMember
            case (_, false, nil): .trailingBytes
            case (_, false, _?): .notARecord
            }
        report(
            irregularity, at: damaged, error.message,
            hint: found.map { "reading goes on at \($0)" } ?? "no other record follows")
    }
}
