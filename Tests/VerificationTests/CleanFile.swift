// SPDX-License-Identifier: EUPL-1.2

/// A file of WARC 1.0 that breaks no rule: what every validator takes.
enum CleanFile {
    static let name = "T-20250301100000-00001-host.warc.gz"

    static let records: [[UInt8]] = {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n"
        let request = "GET /a HTTP/1.1\r\nHost: social.example\r\n\r\n"
        let common: [(String, String)] = [
            ("WARC-Date", RecordText.date), ("WARC-Target-URI", "https://social.example/a"),
            ("WARC-IP-Address", "2001:db8::1"), ("WARC-Warcinfo-ID", RecordText.id(1)),
        ]
        func sha1(_ text: String) -> String { RecordText.sha1(Array(text.utf8)) }
        return [
            RecordText.warcinfo([("WARC-Filename", name)], id: 1),
            RecordText.record(
                [("WARC-Type", "response"), ("WARC-Record-ID", RecordText.id(2))] + common + [
                    ("WARC-Payload-Digest", sha1("text")), ("WARC-Block-Digest", sha1(head + "text")),
                    ("Content-Type", "application/http;msgtype=response"),
                ], head + "text"),
            RecordText.record(
                [("WARC-Type", "request"), ("WARC-Record-ID", RecordText.id(3))] + common + [
                    ("WARC-Concurrent-To", RecordText.id(2)), ("WARC-Block-Digest", sha1(request)),
                    ("Content-Type", "application/http;msgtype=request"),
                ], request),
            RecordText.record(
                [("WARC-Type", "revisit"), ("WARC-Record-ID", RecordText.id(4))] + common + [
                    ("WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/server-not-modified"),
                    ("WARC-Refers-To", RecordText.id(2)), ("Content-Type", "application/http"),
                ], "HTTP/1.1 304 Not Modified\r\n\r\n"),
        ]
    }()
}
