// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Glibc
import Importers
import TestSupport
import Testing

/// An import that is killed or runs out of disk leaves nothing half, and can be run again.
@Suite struct InterruptionTests {
    let samples: Samples

    init() throws { samples = try Samples() }

    @Test func `what a killed import left is swept away or found again`() throws {
        let path = try samples.write(try Samples.gzip(Samples.pages), "a.warc.gz")
        let wacz = try samples.wacz(archives: [("b.warc", Samples.page(8, "acht"))])
        try samples.layout.makeDirectories()
        // Killed while copying, while keeping pages, and between the name and the database.
        _ = try samples.write([1, 2, 3], "verzameling/archive/.import-abc.tmp")
        _ = try samples.write([1], "verzameling/imports/.import-def.tmp/pages/pages.jsonl")
        _ = try samples.write(try Samples.gzip(Samples.pages), "verzameling/archive/a.warc.gz")
        _ = try samples.write(Samples.page(8, "acht"), "verzameling/archive/b.warc")
        let outcomes = try samples.importing([path, wacz])
        #expect(outcomes.map(\.status) == [.imported, .imported] && outcomes.map(\.captures) == [3, 1])
        #expect(try samples.archive == ["a.warc.gz", "b.warc"])
        #expect(try samples.captures.count == 4)
        #expect(try FileSystem.list(samples.layout.importsDirectory) == ["site.wacz"])
        // Killed between the database and the index files.
        try FileSystem.remove(samples.layout.cdxjPath)
        #expect(try samples.importing([path])[0].status == .present)
        #expect(try samples.isIndexed())
    }

    @Test(arguments: [0, 300, 1000, 2000, 3000, 4000, 6000, 8000, 12_000, 20_000, 40_000] as [UInt32])
    func `an import that is killed at any moment is finished by the same import`(_ microseconds: UInt32) async throws {
        let big = (0..<400).map { Samples.page($0 % 10, String(repeating: "pagina \($0) ", count: 300)) }
        let paths = [
            try samples.write(try Samples.gzip(big), "big.warc.gz"),
            try samples.write(Array(Samples.arc.joined()), "o.arc"),
            try samples.wacz(archives: [("b.warc", Samples.page(8, "acht"))]),
        ]
        let root = samples.layout.root
        // The alarm ends the process where it stands, like SIGKILL: nobody handles it.
        await #expect(processExitsWith: .signal(SIGALRM)) {
            [root = root as String, paths = paths as [String], microseconds = microseconds as UInt32] in
            ualarm(max(1, microseconds), 0)
            let importer = try? CollectionImporter(CollectionLayout(root: root))
            for path in paths { _ = try? importer?.add(path) }
            try? importer?.finish()
            kill(getpid(), SIGALRM)
        }
        let sources = paths.prefix(2).compactMap { TestFile.bytes($0) } + [Samples.page(8, "acht")]
        for name in (try? FileSystem.list(samples.layout.archiveDirectory)) ?? [] where !name.hasPrefix(".import-") {
            #expect(sources.contains(TestFile.bytes(samples.layout.archiveDirectory + "/" + name) ?? []))
        }
        _ = try samples.importing(paths)
        #expect(try samples.archive == ["b.warc", "big.warc.gz", "o.arc"])
        #expect(try samples.captures.count == 403)
        #expect(try samples.isIndexed())
        #expect(try samples.importing(paths).allSatisfy { $0.status == .present })
    }

    @Test(.enabled(if: SmallDisk.isPossible, "\(SmallDisk.reason)"))
    func `a full disk is an error of its own, nothing is half, and the same import goes on when there is room`() throws
    {
        let disk = try SmallDisk(mebibytes: 3, in: try TemporaryDirectory())
        let layout = CollectionLayout(root: disk.path + "/verzameling")
        var state: UInt64 = 1
        let noise = String(
            decoding: (0..<3_000_000).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(0x21 + state >> 58)
            }, as: UTF8.self)
        let small = try samples.write(Samples.pages[0], "small.warc")
        let large = try samples.write(Samples.page(2, noise), "large.warc")
        let wacz = try samples.wacz(archives: [("data.warc", Samples.page(3, noise))])
        for (path, name) in [(large, "large.warc"), (wacz, "data.warc")] {
            do {
                let importer = try Samples.importer(layout)
                _ = try importer.add(small)
                do {
                    _ = try importer.add(path)
                    Issue.record("there was room")
                } catch let error as ImportError { #expect(error.code == .diskFull) }
                try importer.finish()
            }
            #expect(try FileSystem.list(layout.archiveDirectory) == ["small.warc"])
            #expect(try CaptureCatalog(layout: layout).captures(run: nil).count == 1)
            try disk.resize(mebibytes: 12)
            do {
                let importer = try Samples.importer(layout)
                #expect(try importer.add(small).status == .present)
                #expect(try importer.add(path).captures == 1)
                try importer.finish()
            }
            try FileSystem.removeTree(layout.root)
            try disk.resize(mebibytes: 3)
            _ = name
        }
    }
}
