// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Testing
import WARC

@Suite struct WARCRecordDraftTests {
    @Test func `identifiers are version 4 and come from the generator`() {
        var (one, two) = (SeededGenerator(state: 1), SeededGenerator(state: 1))
        let id = WARCRecordID(using: &one)
        #expect(id == WARCRecordID(using: &two))
        #expect(id != WARCRecordID(using: &one))
        let groups = id.uri.dropFirst("urn:uuid:".count).split(separator: "-")
        #expect(groups.map(\.count) == [8, 4, 4, 4, 12])
        #expect(groups[2].first == "4")
        #expect("89ab".contains(groups[3].prefix(1)))
        #expect(WARCRecordID.random() != WARCRecordID.random())
    }

    @Test func `a response says where it came from and how`() throws {
        let drafts = Fixture.everyKind(filename: "x.warc.gz", body: Fixture.page)
        let header = drafts[1].header
        #expect(header["WARC-Date"] == "2026-11-22T12:00:00.123456Z")
        #expect(header["WARC-IP-Address"] == Fixture.host)
        #expect(header.all("WARC-Protocol") == ["h2", "tls/1.3"])
        #expect(header["WARC-Cipher-Suite"] == "TLS_AES_128_GCM_SHA256")
        #expect(header["WARC-Identified-Payload-Type"] == "text/html")
        #expect(header.payloadDigest == Fixture.page.digest?.labelled)
        #expect(header.concurrentTo == [try #require(drafts[2].header.recordID)])
        #expect(header.warcinfoID == drafts[0].header.recordID)
    }

    @Test func `a revisit names its original in four ways and holds the head only`() throws {
        let drafts = Fixture.everyKind(filename: "x.warc.gz", body: Fixture.page)
        let header = drafts[4].header
        #expect(header.profile == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
        #expect(header.refersTo == drafts[1].header.recordID)
        #expect(header.refersToTargetURI == "https://social.example/@minister/1")
        #expect(header.refersToDate == Fixture.date)
        #expect(header.payloadDigest == drafts[1].header.payloadDigest)
        #expect(header.truncated == "length")
        #expect(drafts[4].blockCount < drafts[1].blockCount)
    }

    @Test func `an answer of not modified had nothing to cut off`() {
        let capture = WARCCapture(targetURI: "http://e.example/", date: Fixture.date, warcinfoID: nil)
        let origin = WARCRevisitOrigin(
            recordID: nil, targetURI: "http://e.example/", date: Fixture.date, payloadDigest: "sha1:X")
        let draft = WARCRecordDraft.revisit(
            id: .random(), capture: capture, head: Array("HTTP/1.1 304 \r\n\r\n".utf8), origin: origin,
            profile: .serverNotModified)
        #expect(draft.header.truncated == nil)
        #expect(draft.header.profile?.hasSuffix("server-not-modified") == true)
    }

    @Test(arguments: [
        ("http://e.example/a b", "http://e.example/a%20b"), ("http://e.example/é", "http://e.example/%C3%A9"),
        ("http://e.example/<x>\"", "http://e.example/%3Cx%3E%22"),
        ("http://e.example/%20|[]", "http://e.example/%20|[]"),
        ("http://e.example/\r\nX: y", "http://e.example/%0D%0AX:%20y"),
    ])
    func `an address in a header is plain ASCII`(_ address: String, _ expected: String) {
        let capture = WARCCapture(targetURI: address, date: Fixture.date, warcinfoID: nil)
        let draft = WARCRecordDraft.metadata(id: .random(), capture: capture, concurrentTo: [], fields: WARCFields())
        #expect(draft.header["WARC-Target-URI"] == expected)
    }

    @Test func `a request without a body has no payload digest`() {
        let drafts = Fixture.everyKind(filename: "x.warc.gz", body: Fixture.page)
        #expect(drafts[2].header.payloadDigest == nil)
    }

    @Test func `fields of a block are read back`() throws {
        var fields = WARCFields()
        fields.append("software", "kabinet")
        fields.append("empty", "")
        fields.append("note", "a\r\nb: c")
        fields.append("note", "d")
        let again = WARCFields(parsing: fields.serialized())
        #expect(again == fields)
        #expect(again.all("Note") == ["a  b: c", "d"])
        #expect(again["empty"] == nil)
        #expect(WARCFields(parsing: [0, 255, 10, 58]).fields.isEmpty)
    }

    @Test(arguments: [
        (
            "minpres@social.overheid.nl",
            "KABINET-minpres_social.overheid.nl-20261122120000123-00007-crawl_01.example.warc.gz"
        ),
        ("../../etc", "KABINET-etc-20261122120000123-00007-crawl_01.example.warc.gz"),
        ("  ", "KABINET-unnamed-20261122120000123-00007-crawl_01.example.warc.gz"),
        ("a-b", "KABINET-a-b-20261122120000123-00007-crawl_01.example.warc.gz"),
    ])
    func `file names are safe on every file system`(_ account: String, _ expected: String) {
        #expect(
            WARCFileName.make(account: account, date: Fixture.date, serial: 7, host: "crawl/01.example") == expected)
    }

    @Test func `long names are cut and big numbers are not`() {
        let name = WARCFileName.make(
            account: String(repeating: "x", count: 300), date: Fixture.date, serial: 1_234_567, host: "h")
        #expect(name.utf8.count < 140)
        #expect(name.hasSuffix("-1234567-h.warc.gz"))
    }
}
