// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Testing
import WARC

@testable import Crawl

@Suite struct CrawlEndTests {
    @Test func `an error that the disk is full is known as that, whoever found it`() {
        let errors: [any Error] = [
            ByteStreamError(.diskFull, "x"), CDXError(.diskFull, "x"), WARCError(.diskFull, path: nil, "x"),
            CollectionError(.diskFull, path: "p", "x"),
        ]
        for error in errors { #expect(CrawlEnd.Cause(error) == .diskFull("\(error)")) }
        let other = CDXError(.io, "x")
        #expect(CrawlEnd.Cause(other) == .failed("\(other)"))
    }
}
