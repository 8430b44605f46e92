// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import TestSupport
import Testing

/// A collection that an earlier version made goes on with all that was in it.
@Suite struct MigrationTests {
    @Test func `all rows of version 1 are there after, as they were`() throws {
        let fixture = try Fixture(Fixture.makeVersion1)
        let run = try #require(try fixture.ledger.newestRun())
        #expect(run.id == 3 && run.settings == "{\"a\":1}" && run.state == .stopped)
        #expect(try fixture.ledger.backlog(of: run) == [Fixture.queue: 1])
        let due = ArchiveDate(microseconds: 1_600_000_000_000_000)
        #expect(try fixture.ledger.claim(Fixture.queue, limit: 9, of: run, at: ArchiveDate(seconds: 9)).nextDue == due)
        let claimed = try fixture.ledger.claim(Fixture.queue, limit: 9, of: run, at: Fixture.start).urls
        #expect(
            claimed == [
                QueuedURL(
                    id: 12, url: "http://a.example/b", host: "a.example", account: "minpres", kind: .media, hops: "LE",
                    via: "http://a.example/", attempts: 2)
            ])
        let row = """
            SELECT url || method || request_key || trail || optional || state || attempts || outcome || detail || capture_id
                || ended FROM urls WHERE id = 11
            """
        #expect(try fixture.value(row) == "http://a.example/GET01stored1captureddetail71700000000000000")
        #expect(try fixture.registered("a.warc.gz")?.length == 900)
        let capture = try #require(try fixture.captures.first)
        #expect(capture.cdx.urlkey == "example,a)/" && capture.title == "Titel" && capture.requestKey.isEmpty)
        #expect(capture.cdx.extras.isEmpty)
        #expect(try DigestTable(database: fixture.database).original(of: "sha256:00")?.recordID == "<urn:uuid:1>")
        let memory = try #require(try fixture.ledger.memory(of: "a.example"))
        #expect(memory.nextFetch == ArchiveDate(seconds: 5) && memory.backoff == 2 && memory.rate == nil)
        #expect(memory.robots?.body == [1, 2])
    }

    @Test func `a database that was brought up to date has the tables of a new one`() throws {
        let schema = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)"
        #expect(try Fixture(Fixture.makeVersion1).value(schema) == Fixture().value(schema))
    }

    @Test func `a run of version 1 goes on with accounts of its own`() throws {
        let fixture = try Fixture(Fixture.makeVersion1)
        let run = try #require(try fixture.ledger.newestRun())
        #expect(try fixture.ledger.accounts(of: run).isEmpty)
        let account = CrawlAccount(account: "minpres", profile: "web", seed: "http://a.example/")
        try fixture.ledger.enter([account], of: run)
        #expect(try fixture.ledger.accounts(of: run) == [account])
    }
}
