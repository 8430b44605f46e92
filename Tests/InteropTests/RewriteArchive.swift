// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import HTTPMessage
import TestSupport
import Testing
import WARC

/// Two archive files with pages that repeat, for what rewrites them, and what the judges of others say of them.
struct RewriteArchive {
    /// One captured page.
    struct Page {
        let uri: String
        let date: ArchiveDate
        let body: SpooledBody
    }

    let folder: TemporaryDirectory
    let paths: [String]
    let pages: [Page]

    init() throws {
        folder = try TemporaryDirectory()
        var pages: [Page] = []
        var paths: [String] = []
        for file in 0..<2 {
            let name = "crawl-\(file).warc.gz"
            let writer = try WARCFileWriter(directory: folder.path, name: name)
            let info = WARCRecordID.random()
            let begun = ArchiveDate(seconds: 1_795_348_800 + Int64(file) * 86_400)
            _ = try writer.append([
                .warcinfo(id: info, date: begun, filename: name, info: WARCInfo(software: "kabinet-test"))
            ])
            for number in 0..<20 {
                // Every third page is the same in both files; pages 18 and 19 have the same body everywhere.
                let isSame = number.isMultiple(of: 3) || number >= 18
                let words = (0..<200).map { "\($0 * (number >= 18 ? 7 : number + 1) + (isSame ? 0 : file * 1000))" }
                let body = SpooledBody(
                    bytes: Array(("<p>" + words.joined(separator: " ") + "</p>\n").utf8), digest: .sha256)
                let page = Page(
                    uri: "https://social.example/@minister/\(number)",
                    date: ArchiveDate(microseconds: begun.microseconds + Int64(number) * 1_500_000), body: body)
                let capture = WARCCapture(
                    targetURI: page.uri, date: page.date, warcinfoID: info, ipAddress: "198.51.100.7")
                let (response, request) = (WARCRecordID.random(), WARCRecordID.random())
                let head =
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-File: \(file)\r\nContent-Length: \(body.count)\r\n\r\n"
                _ = try writer.append([
                    .response(
                        id: response, capture: capture, concurrentTo: [request], head: Array(head.utf8), body: body),
                    .request(
                        id: request, capture: capture, concurrentTo: [response],
                        head: Array("GET /@minister/\(number) HTTP/1.1\r\nHost: social.example\r\n\r\n".utf8)),
                ])
                pages.append(page)
            }
            try writer.close()
            paths.append(writer.path)
        }
        self.pages = pages
        self.paths = paths
    }

    /// A new folder for outputs.
    func makeFolder(_ name: String) throws -> String {
        let path = folder.appending(name)
        try FileSystem.makeDirectory(path)
        return path
    }

    /// warcio and FastWARC find every digest right.
    ///
    /// FastWARC's check of payloads is left out where there are revisits: it takes the empty body for their payload.
    static func expectSound(_ paths: [String]) async throws {
        for path in paths {
            if !path.hasSuffix(".zst") {
                let warcio = try await ToolProcess.run(Tier.judge("warcio"), ["check", "-v", path])
                #expect(warcio.status == 0 && warcio.output.contains("digest pass"), "\(warcio.output)\(warcio.errors)")
                #expect(!warcio.output.contains("fail"), "\(warcio.output)")
            }
            let fastwarc = try await ToolProcess.run(Tier.judge("fastwarc"), ["check", "-q", path])
            #expect(fastwarc.status == 0, "\(path): \(fastwarc.output)\(fastwarc.errors)")
        }
    }

    /// The number of records and the digest of their blocks, as `blocks.py` of the judges prints it.
    static func sum(_ path: String) throws -> String {
        let reader = try WARCReader(path: path, policy: .silent)
        let sum = DigestStream(.sha1)
        var count = 0
        while let record = try reader.next() {
            let block = DigestStream(.sha1)
            try record.forEachBlockChunk { block.update($0) }
            sum.update(Array("\(record.header["WARC-Type"] ?? "None") \(Hex.encode(block.finish().bytes))\n".utf8))
            count += 1
        }
        return "\(count)\t\(Hex.encode(sum.finish().bytes))"
    }

    /// What the judges read of files, by path: one text for each reader.
    static func judged(_ paths: [String]) async throws -> [String: [String]] {
        let result = try await Tier.script("blocks.py", [], input: paths.map { $0 + "\n" }.joined())
        var found: [String: [String]] = [:]
        for line in result.lines {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(columns.count == 4, "\(line)")
            found[columns[0], default: []].append(columns[2] + "\t" + columns[3])
        }
        return found
    }

    /// pywb's answer to every page, from files that cdxj-indexer indexed, is what was captured.
    func expectReplay(_ paths: [String]) async throws {
        let home = try TemporaryDirectory()
        try FileSystem.makeDirectory(home.appending("collections/rewritten/archive"))
        for path in paths {
            let name = try #require(path.split(separator: "/").last)
            try home.write(try #require(TestFile.bytes(path)), to: "collections/rewritten/archive/\(name)")
        }
        let archive = home.appending("collections/rewritten/archive")
        let files = try FileSystem.list(archive).map { archive + "/" + $0 }
        let index = try await ToolProcess.run(Tier.judge("cdxj-indexer"), ["-s"] + files)
        try #require(index.status == 0, "\(index.errors)")
        try home.write(Array(index.output.utf8), to: "collections/rewritten/indexes/index.cdxj")
        let port = try LoopbackPort.free()
        let pywb = try ToolProcess(Tier.judge("wayback"), ["--port", "\(port)", "--bind", "127.0.0.1"], in: home.path)
        defer { pywb.stop() }
        try await pywb.listens(on: port)
        let lines = pages.map { "\($0.date.digits14) \($0.uri)\n" }.joined()
        let result = try await Tier.script("replay.py", ["\(port)", "rewritten"], input: lines)
        #expect(result.lines.count == pages.count)
        for (line, page) in zip(result.lines, pages) {
            let columns = line.split(separator: "\t").map(String.init)
            #expect(
                columns.count == 5 && columns[2] == "200" && "sha256:" + columns[3] == page.body.digest?.labelled,
                "\(line)")
        }
    }
}
