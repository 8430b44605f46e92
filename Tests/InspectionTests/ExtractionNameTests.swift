// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Inspection

@Suite struct ExtractionNameTests {
    @Test(arguments: [
        ("https://a.example/", "text/html", "20261122120000-a.example-index.html"),
        ("https://a.example", "text/html", "20261122120000-a.example-index.html"),
        ("https://a.example/x/photo.JPG?size=2", "image/jpeg", "20261122120000-a.example-photo.jpg"),
        ("https://a.example/photo.jpeg", "image/jpeg", "20261122120000-a.example-photo.jpeg"),
        ("https://a.example/get.php", "image/png", "20261122120000-a.example-get.php.png"),
        ("https://a.example/data.bin2", "", "20261122120000-a.example-data.bin2"),
        ("https://a.example/data", "x/y", "20261122120000-a.example-data.bin"),
        ("https://a.example/feed", "application/vnd.api+json", "20261122120000-a.example-feed.json"),
        ("https://a.example/@minister", "text/html", "20261122120000-a.example-_minister.html"),
        ("urn:uuid:1", "", "20261122120000-urn_uuid_1.bin"), ("", "", "20261122120000-index.bin"),
        ("dns:a.example", "text/dns", "20261122120000-a.example-dns_a.example.txt"),
    ])
    func `a name tells date, host and what it is`(url: String, type: String, name: String) {
        #expect(ExtractionName(url: url, date: "2026-11-22T12:00:00Z", mediaType: type).text() == name)
    }

    @Test(arguments: [
        "http://../../etc/passwd", "file:///etc/passwd", "http://a/..", "http://a/%2e%2e%2f", "http://a/.htaccess",
        "http://a/\u{0}\n\r", "http://a/" + String(repeating: "x", count: 5000),
        "http://" + String(repeating: "é", count: 500),
        "\\\\server\\share", "http://a/b\\..\\c", "http://a/-rf", "../..", "/", "..", "http://./.", "C:\\con",
        "http://a/x." + String(repeating: "y", count: 300), "http://a/\u{202E}gpj.exe",
    ])
    func `no URL leads out of the folder or makes a strange name`(url: String) {
        for date in ["2026-11-22T12:00:00Z", "", "../../x", "-1"] {
            let name = ExtractionName(url: url, date: date, mediaType: "../x").text("-1")
            #expect(name.utf8.count <= 200 && !name.isEmpty)
            #expect(!name.hasPrefix(".") && !name.hasPrefix("-") && !name.contains(".."))
            #expect(name.utf8.allSatisfy { ASCIIByte.isAlphanumeric($0) || "-_.".utf8.contains($0) }, "\(name)")
        }
    }

    @Test func `a distinction stands before the extension`() {
        #expect(
            ExtractionName(url: "http://a/b.css", date: "2026", mediaType: "text/css").text("-17") == "2026-a-b-17.css")
    }
}
