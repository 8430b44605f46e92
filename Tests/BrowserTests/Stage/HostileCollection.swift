// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import HTTPMessage
import WARC

/// A collection that holds one hostile page and an address that redirects away.
struct HostileCollection {
    let catalog: CaptureCatalog
    static let timestamp = "20240229120000"

    /// `doors` are those of the page, `plainDoors` those of its twin.
    init(root: String, doors: [String], plainDoors: [String]) throws {
        let layout = CollectionLayout(root: root)
        try layout.makeDirectories()
        let writer = try WARCFileWriter(directory: layout.archiveDirectory, name: "hostile.warc.gz")
        for (address, answer) in [
            (HostilePage.address, Self.answer(doors: doors)), (HostilePage.address + "redirect", Self.redirect),
            (HostilePage.twinAddress, Self.answer(doors: plainDoors)),
        ] {
            guard let date = ArchiveDate(digits: Self.timestamp),
                let end = HTTPMessageHead.endOfHead(in: answer)
            else { continue }
            let capture = WARCCapture(targetURI: address, date: date, warcinfoID: nil)
            let body = SpooledBody(bytes: Array(answer[end...]), digest: .sha256)
            _ = try writer.append([
                .response(id: .random(), capture: capture, head: Array(answer[..<end]), body: body)
            ])
        }
        try writer.close()
        let database = try CollectionDatabase(layout: layout)
        _ = try Reindexing(database: database).run()
        catalog = CaptureCatalog(database: database)
    }

    /// The whole answer of the hostile site for its page.
    static func answer(doors: [String]) -> [UInt8] {
        let html = HostilePage.html(doors: doors)
        let head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\(HostilePage.fields)"
        return Array((head + "Content-Length: \(html.utf8.count)\r\n\r\n" + html).utf8)
    }

    /// The whole answer for the address that redirects.
    static let redirect = Array(
        "HTTP/1.1 302 Found\r\nLocation: \(HostilePage.redirect)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".utf8
    )
}
