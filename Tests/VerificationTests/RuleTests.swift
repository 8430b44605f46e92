// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import TestSupport
import Testing

@testable import Verification

@Suite struct RuleTests {
    @Test func `every rule has one row, with a clause and a sentence`() {
        #expect(RuleTable.rows == RuleID.allCases.count)
        for rule in RuleTable.all {
            #expect(!rule.clause.isEmpty, "\(rule.id)")
            #expect(rule.summary.contains(" "), "\(rule.id)")
            #expect(!rule.summary.hasSuffix("."), "\(rule.id)")
        }
    }

    @Test func `every rule but the one about memory has a file that breaks it`() {
        let shown = Set(BrokenFile.all.map(\.rule))
        #expect(Set(RuleID.allCases).subtracting(shown) == [.tooMany])
        #expect(BrokenFile.all.count == shown.count)
    }

    @Test(arguments: BrokenFile.all)
    func `a file that breaks a rule is found, at its place`(_ file: BrokenFile) throws {
        let folder = try TemporaryDirectory()
        let findings = try Check.findings(in: folder.write(file.bytes, to: file.name))
        let found = try #require(findings.first { $0.rule == file.rule }, "found \(findings.map(\.rule.rawValue))")
        #expect(found.offset == file.offset)
    }

    @Test(arguments: BrokenFile.all.filter { $0.rule.rule.severity == .error })
    func `a rule that is ignored is not heard of`(_ file: BrokenFile) throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write(file.bytes, to: file.name)
        #expect(try Check.findings(in: path, ignoring: [file.rule]).allSatisfy { $0.rule != file.rule })
    }

    @Test func `a file as it should be breaks no rule`() throws {
        let folder = try TemporaryDirectory()
        let bytes = CleanFile.records.flatMap(GzipMember.make)
        let findings = try Check.findings(in: folder.write(bytes, to: CleanFile.name))
        #expect(findings.map(\.diagnostic.description) == [])
    }

    @Test func `a record named in a later file is there`() throws {
        let folder = try TemporaryDirectory()
        let first = try folder.write(
            RecordText.warcinfo() + RecordText.resource([("WARC-Warcinfo-ID", RecordText.id(50))]), to: "a.warc")
        let second = try folder.write(RecordText.warcinfo(id: 50), to: "b.warc")
        var verifier = Verifier()
        _ = try verifier.verify(path: first) { _ in }
        #expect(verifier.finish().map(\.rule) == [.unknownWarcinfo])
        _ = try verifier.verify(path: second) { _ in }
        #expect(verifier.finish() == [])
    }

    @Test func `identifiers beyond the room for them are said not to be compared`() {
        var set = IdentifierSet()
        let room = UInt64(IdentifierSet.slots) / 4 * 3
        for number in 1...room { _ = set.insert(number) }
        #expect(!set.isFull)
        let (isNew, isKnown) = (set.insert(room + 1), !set.insert(room))
        #expect(isNew && isKnown)
        #expect(set.isFull)
        #expect(!set.contains(room + 1))
    }

    @Test func `without digests nothing is digested`() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write(
            RecordText.resource([("WARC-Block-Digest", RecordText.sha1([1]))]), to: "x.warc")
        var verifier = Verifier(digests: false)
        let verdict = try verifier.verify(path: path) { _ in }
        #expect(verdict.counts[.blockDigest] == nil)
    }
}

extension Check {
    /// All findings about one file.
    static func findings(in path: String, threads: Int = 1, ignoring: Set<RuleID> = []) throws -> [VerificationFinding]
    {
        var verifier = Verifier(threads: threads, ignoring: ignoring)
        var findings: [VerificationFinding] = []
        _ = try verifier.verify(path: path) { findings.append($0) }
        return findings + verifier.finish()
    }
}

/// Short ways of tests.
enum Check {}
