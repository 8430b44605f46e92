// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WARC

@testable import Verification

/// What ISO 28500 says of fields, types and versions, clause by clause.
@Suite struct StandardTests {
    private typealias R = RecordText

    /// A field, the types it is required on, and those it shall not be on.
    struct Clause: Sendable, CustomStringConvertible {
        let field: StandardField
        var required: Set<WARCRecordType> = []
        var forbidden: Set<WARCRecordType> = []
        var description: String { field.name }
    }

    private static let allTypes = Set(WARCRecordType.named)
    private static let derived: Set<WARCRecordType> = [.warcinfo, .conversion, .continuation]

    static let clauses: [Clause] = [
        Clause(field: .contentType), Clause(field: .blockDigest), Clause(field: .truncated),
        Clause(field: .profile, required: [.revisit]),
        Clause(field: .concurrentTo, forbidden: derived), Clause(field: .ipAddress, forbidden: derived),
        Clause(field: .payloadDigest), Clause(field: .identifiedPayloadType),
        Clause(field: .refersTo, forbidden: [.warcinfo, .response, .resource, .request, .continuation]),
        Clause(field: .refersToTargetURI, forbidden: allTypes.subtracting([.revisit])),
        Clause(field: .refersToDate, forbidden: allTypes.subtracting([.revisit])),
        Clause(
            field: .targetURI, required: allTypes.subtracting([.warcinfo, .metadata]), forbidden: [.warcinfo]),
        Clause(field: .warcinfoID, forbidden: [.warcinfo]),
        Clause(field: .filename, forbidden: allTypes.subtracting([.warcinfo])),
        Clause(field: .segmentNumber, required: [.continuation]),
        Clause(
            field: .segmentOriginID, required: [.continuation], forbidden: allTypes.subtracting([.continuation])),
        Clause(field: .segmentTotalLength, forbidden: allTypes.subtracting([.continuation])),
    ]

    @Test(arguments: clauses)
    func `a field is on the types of its clause`(_ clause: Clause) {
        for type in WARCRecordType.named {
            let wanted: StandardField.Presence =
                clause.required.contains(type) ? .required : clause.forbidden.contains(type) ? .forbidden : .free
            #expect(clause.field.presence(on: type) == wanted, "\(type)")
        }
    }

    private func rules(_ bytes: [UInt8]) throws -> Set<RuleID> {
        let folder = try TemporaryDirectory()
        return Set(try Check.findings(in: folder.write(bytes, to: "x.warc")).map(\.rule))
    }

    @Test(arguments: [
        ("2025", true), ("2025-03", true), ("2025-03-01", true), ("2025-03-01T10:00Z", true),
        ("2025-03-01T10:00:00Z", true), ("2025-03-01T10:00:00.1Z", true), ("2025-03-01T10:00:00.123456789Z", true),
        ("2025-03-01T10:00:00.1234567890Z", false), ("2025-03-01T10:00:00.Z", false),
        ("2025-03-01T10:00:00+01:00", false), ("20250301100000", false), ("2025-03-01T10Z", false),
    ])
    func `dates of 1.1 are those of W3C's profile with one to nine decimals`(_ date: String, _ isRight: Bool) throws {
        let found = try rules(R.resource([("WARC-Date", date)], version: "WARC/1.1"))
        #expect(found.contains(.date) == !isRight)
        let old = try rules(R.resource([("WARC-Date", date)]))
        #expect(old.isDisjoint(with: [.date, .datePrecision]) == (date.utf8.count == 20 && isRight))
    }

    @Test func `a revisit of an identical payload has a payload digest, one of an unmodified answer need not`() throws {
        func revisit(_ profile: String) -> [UInt8] {
            R.record([
                ("WARC-Type", "revisit"), ("WARC-Record-ID", R.id(4)), ("WARC-Date", R.date),
                ("WARC-Target-URI", "https://social.example/a"), ("WARC-Refers-To", R.id(4)),
                ("WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/" + profile),
            ])
        }
        #expect(try rules(revisit("identical-payload-digest")).contains(.missingForType))
        #expect(try !rules(revisit("server-not-modified")).contains(.missingForType))
    }

    @Test func `segments make a record in whatever order their files come`() throws {
        let first = R.response([("WARC-Segment-Number", "1")])
        let second = BrokenFile.segment(total: 27)
        let own: Set<RuleID> = [.segments, .segmentTotal, .segmentOrigin]
        #expect(try rules(first + second).isDisjoint(with: own))
        #expect(try rules(second + first).isDisjoint(with: own))
        #expect(try rules(second).intersection(own) == [.segments])
        #expect(RuleID.segments.rule.severity == .note)
    }

    @Test func `the payload of a response without a Content-Type is its body`() throws {
        let digest = ("WARC-Payload-Digest", Optional(R.sha1(Array("text".utf8))))
        let found = try rules(R.response([("Content-Type", nil), digest]))
        #expect(found.contains(.recommendedField))
        #expect(found.isDisjoint(with: [.payloadDigest, .httpHead]))
    }

    @Test(arguments: [
        ("http://[2001:db8::1]:80/a", false), ("http://u@[::1]/", false), ("http://a/[x]", true),
        ("http://[::1]/[x]", true), ("http://[]/", true), ("http://[", true), ("http://a@", false),
    ])
    func `brackets are an address of IPv6 or want to be encoded`(_ uri: String, _ isLax: Bool) throws {
        let found = try rules(R.resource([("WARC-Target-URI", uri)]))
        #expect(found.contains(.laxURI) == isLax)
        #expect(!found.contains(.targetURI))
    }

    @Test func `a folded line goes on with the field before it, whichever that is`() throws {
        let folded: [(String, String?)] = [("WARC-IP-Address", "1.2.3.4"), ("X-Note", "one\r\n two")]
        #expect(try !rules(R.resource(folded)).contains(.ipAddress))
        #expect(try rules(R.resource([("WARC-IP-Address", "1.2.3.4\r\n two")])).contains(.ipAddress))
        let type = ("Content-Type", Optional("text/plain;\r\n charset=utf-8"))
        #expect(try !rules(R.resource([type])).contains(.mediaType))
    }

    @Test func `what is kept of a record is bounded, whatever its header holds`() throws {
        let folder = try TemporaryDirectory()
        let id = "<urn:x:" + String(repeating: "a", count: 9000) + ">"
        let surplus = [(String, String?)](repeating: ("WARC-Date", ""), count: 5000)
        let path = try folder.write(
            R.resource([("WARC-Record-ID", id), ("WARC-Warcinfo-ID", id + "b")] + surplus), to: "x.warc")
        let findings = try Check.findings(in: path)
        #expect(findings.count < 100)
        #expect(findings.allSatisfy { ($0.recordID?.utf8.count ?? 0) <= 256 && $0.message.utf8.count < 500 })
    }

    @Test func `a file name may be quoted`() throws {
        #expect(try !rules(R.warcinfo([("WARC-Filename", "\"x.warc\"")])).contains(.filename))
    }

    @Test func `the date of a capture holds in both directions`() throws {
        let late: (String, String?) = ("WARC-Date", "2025-03-01T10:00:01Z")
        let naming: (String, String?) = ("WARC-Concurrent-To", R.id(2))
        #expect(try rules(R.response() + R.resource([late, naming])).contains(.captureDate))
        #expect(try rules(R.resource([late, naming]) + R.response()).contains(.captureDate))
        #expect(try !rules(R.response() + R.resource([naming])).contains(.captureDate))
        #expect(try !rules(R.response() + R.resource([late])).contains(.captureDate))
    }
}
