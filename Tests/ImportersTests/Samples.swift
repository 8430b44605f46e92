// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import Glibc
import Importers
import TestSupport

/// Files to be imported, and a collection to import them into.
final class Samples {
    let folder: TemporaryDirectory
    let layout: CollectionLayout

    init() throws {
        folder = try TemporaryDirectory()
        layout = CollectionLayout(root: folder.appending("verzameling"))
    }

    /// A record of a page whose text is `text`.
    static func page(_ number: Int, _ text: String, payloadDigest: Digest? = nil) -> [UInt8] {
        let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text
        return Array(
            """
            WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000000\(number)-0000-4000-8000-000000000000>\r\n\
            WARC-Date: 2026-11-22T12:00:0\(number)Z\r\nWARC-Target-URI: https://social.example/\(number)\r\n\
            Content-Type: application/http; msgtype=response\r\n\
            \(payloadDigest.map { "WARC-Payload-Digest: \($0)\r\n" } ?? "")\
            Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n
            """.utf8)
    }

    static var pages: [[UInt8]] { (1...3).map { page($0, "pagina \($0)") } }

    static func gzip(_ members: [[UInt8]]) throws -> [UInt8] {
        let compressor = GzipCompressor()
        return try members.flatMap { try compressor.member($0) }
    }

    static func zstd(_ records: [[UInt8]], dictionary: ZstdDictionary? = nil) throws -> [UInt8] {
        let compressor = ZstdCompressor(dictionary: dictionary)
        return try (dictionary?.frame() ?? []) + records.flatMap { try compressor.frame($0) }
    }

    /// The version block and two records of an ARC file.
    static var arc: [[UInt8]] {
        let version = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
        let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\noud"
        return [
            "filedesc://old.arc 0.0.0.0 20040102030405 text/plain \(version.utf8.count)\n\(version)\n",
            "http://old.example/1 192.0.2.1 20040102030405 text/html \(block.utf8.count)\n\(block)\n",
            "http://old.example/2 192.0.2.1 200401020304 text/html \(block.utf8.count)\n\(block)\n",
        ].map { Array($0.utf8) }
    }

    func write(_ bytes: [UInt8], _ name: String) throws -> String { try folder.write(bytes, to: name) }

    /// A WACZ file with a datapackage that fits, but for what `change` does to its items before and after that is written.
    func wacz(
        _ name: String = "site.wacz", archives: [(String, [UInt8])], seal: String? = nil,
        spoil: (inout [ZipBuilder.Item]) -> Void = { _ in }
    ) throws -> String {
        var items = archives.map { ZipBuilder.Item("archive/" + $0.0, $0.1) }
        items.append(ZipBuilder.Item("pages/pages.jsonl", Array(#"{"format":"json-pages-1.0"}"#.utf8)))
        items.append(ZipBuilder.Item("indexes/index.cdx", Array("com,example)/ 2026".utf8)))
        let resources = items.map { item in
            let digest = DigestStream.digest(of: item.content, .sha256)
            return
                #"{"path":"\#(String(decoding: item.name, as: UTF8.self))","hash":"\#(digest)","bytes":\#(item.content.count)}"#
        }
        let package = Array(#"{"profile":"data-package","resources":[\#(resources.joined(separator: ","))]}"#.utf8)
        items.append(ZipBuilder.Item("datapackage.json", package))
        let hash = seal ?? DigestStream.digest(of: package, .sha256).labelled
        items.append(
            ZipBuilder.Item(
                "datapackage-digest.json",
                Array(#"{"path":"datapackage.json","hash":"\#(hash)","signedData":{"domain":"a.example"}}"#.utf8)))
        spoil(&items)
        return try write(ZipBuilder(items).build(), name)
    }

    func importing(_ paths: [String], _ placement: ImportPlacement = .copy) throws -> [ImportOutcome] {
        let importer = try Self.importer(layout, placement)
        let outcomes = try paths.map { try importer.add($0) }
        try importer.finish()
        return outcomes
    }

    /// The lock of an import that ended is held a moment longer when another test starts a process just then.
    static func importer(
        _ layout: CollectionLayout, _ placement: ImportPlacement = .copy
    ) throws -> CollectionImporter {
        while true {
            do {
                return try CollectionImporter(layout, placement: placement)
            } catch let error as CollectionError where error.code == .busy {
                sched_yield()
            }
        }
    }

    /// The names in `archive/`.
    var archive: [String] { get throws { try FileSystem.list(layout.archiveDirectory) } }

    /// What the database holds, file by file.
    var captures: [CatalogCapture] {
        get throws { try CaptureCatalog(layout: layout).captures(run: nil) }
    }

    /// Whether indexes and database tell of the same captures.
    func isIndexed() throws -> Bool {
        let lines = try captures.map(\.cdx.cdxjLine).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return TestFile.text(layout.cdxjPath)?.split(separator: "\n").map(String.init) ?? [] == lines
    }
}
