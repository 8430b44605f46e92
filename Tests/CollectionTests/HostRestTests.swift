// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Testing

@Suite struct HostRestTests {
    @Test func `hosts that want to be left alone or asked sparingly are found, and those whose time is over are not`()
        throws
    {
        let fixture = try Fixture()
        let (now, later) = (Fixture.start, Fixture.start.adding(seconds: 60))
        let past = now.adding(seconds: -60)
        let scarce = HostMemory(nextFetch: past, rate: HostMemory.Rate(remaining: 3, reset: later))
        try fixture.ledger.remember([
            (key: "a.example", memory: HostMemory(nextFetch: later, backoff: 2)),
            (key: "*.example.org", memory: scarce),
            (key: "b.example", memory: HostMemory(nextFetch: past, backoff: 1)),
        ])
        #expect(
            try fixture.ledger.rests(at: now)
                == ["a.example": HostMemory(nextFetch: later, backoff: 2), "*.example.org": scarce])
        #expect(try fixture.ledger.rests(at: later).isEmpty)
    }

    @Test func `claims for several queues are answered together, in their order`() throws {
        let fixture = try Fixture()
        let run = try fixture.ledger.begin(
            settings: "{}",
            seeds: ["a", "b"].map { host in
                FoundURL(
                    url: "http://\(host).example/", host: "\(host).example", account: "x", kind: .page, hops: "",
                    via: nil, priority: 0)
            }, at: Fixture.start)
        let queues = ["b", "a", "c"].map { URLQueue(host: "\($0).example", account: "x") }
        let claims = try fixture.ledger.claim(queues.map { ($0, limit: 5) }, of: run, at: Fixture.start)
        #expect(claims.map(\.0) == queues)
        #expect(claims.map { $0.1.urls.map(\.url) } == [["http://b.example/"], ["http://a.example/"], []])
        #expect(try fixture.ledger.backlog(of: run).isEmpty)
    }
}
