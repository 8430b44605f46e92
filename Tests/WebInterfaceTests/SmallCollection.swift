// SPDX-License-Identifier: EUPL-1.2

import Collection
import HTTPMessage
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import TestSupport
import Threads

@testable import WebInterface

/// A collection of three captures and the two responders over it.
struct SmallCollection {
    let directory: TemporaryDirectory
    let interface: InterfaceResponder
    let replay: ReplayResponder

    init() throws {
        directory = try TemporaryDirectory()
        let layout = CollectionLayout(root: directory.appending("kab"))
        try layout.makeDirectories()
        let page = "<title>A page</title><img src=/i.png><img src=/missing.png>"
        var file: [UInt8] = []
        for (url, date, type, body) in [
            ("https://a.nl/", "2021-01-01T00:00:00Z", "text/html", page),
            ("https://a.nl/", "2022-01-01T00:00:00Z", "text/html", page),
            ("https://a.nl/i.png", "2021-01-01T00:00:01Z", "image/png", "PNG"),
        ] {
            let block = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n" + body
            let header =
                "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:\(file.count)>\r\nWARC-Target-URI: \(url)\r\n"
                + "WARC-Date: \(date)\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: \(block.utf8.count)\r\n\r\n"
            file += Array((header + block + "\r\n\r\n").utf8)
        }
        try directory.write(file, to: "kab/archive/a.warc")
        let database = try CollectionDatabase(layout: layout)
        _ = try Reindexing(database: database).run()
        let served = ServedCollection(catalog: CaptureCatalog(database: database), title: "Kabinet-<Proef>")
        let origins = Origins(WebConfiguration())
        _ = origins.bound(interface: 8080, replay: 8081)
        let pool = BlockingPool(name: "test", threads: 1)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        interface = InterfaceResponder(collections: [served], origins: origins, pool: pool, logger: logger)
        replay = ReplayResponder(collections: ["kab": served], origins: origins, pool: pool, logger: logger)
    }

    func ask(
        interface path: String, authority: String = "localhost:8080", _ fields: HTTPMessage.HTTPFields = []
    ) async throws -> Answer {
        try await Answer(interface.respond(to: Exchange(target: path, authority: authority, fields: fields)))
    }

    func ask(
        replay path: String, method: HTTPRequest.Method = .get, authority: String = "localhost:8081",
        _ fields: HTTPMessage.HTTPFields = []
    ) async throws -> Answer {
        try await Answer(
            replay.respond(to: Exchange(target: path, method: method, authority: authority, fields: fields)))
    }
}

/// A response with its body.
struct Answer {
    let status: Int
    let headers: HTTPTypes.HTTPFields
    let text: String

    init(_ response: Response) async throws {
        status = response.status.code
        headers = response.headers
        let collector = Collector()
        try await response.body.write(collector)
        text = String(decoding: collector.bytes.value, as: UTF8.self)
    }

    func header(_ name: String) -> String? { HTTPTypes.HTTPField.Name(name).flatMap { headers[$0] } }

    private struct Collector: ResponseBodyWriter {
        final class Bytes { var value: [UInt8] = [] }
        let bytes = Bytes()
        mutating func write(_ buffer: ByteBuffer) async throws { bytes.value += buffer.readableBytesView }
        consuming func finish(_ trailingHeaders: HTTPTypes.HTTPFields?) async throws {}
    }
}
