// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc
import TestSupport
import Testing
import WARC

@Suite struct WARCFileWriterTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func bytes(_ name: String) throws -> [UInt8] { try FileSystem.read(folder.appending(name)) }

    @Test func `every record is a member of its own and is found where the writer says`() throws {
        let writer = try WARCFileWriter(directory: folder.path, name: "a.warc.gz")
        let drafts = Fixture.everyKind(filename: "a.warc.gz", body: Fixture.page)
        var locations = try writer.append(Array(drafts[..<1]))
        locations += try writer.append(Array(drafts[1...]))
        #expect(FileSystem.exists(writer.openPath))
        try writer.close()
        #expect(!FileSystem.exists(writer.openPath))
        #expect(try FileSystem.size(of: writer.path) == writer.length)
        for (draft, location) in zip(drafts, locations) {
            let record = try WARCRecordAccess.read(at: location, in: writer.path)
            #expect(record.header.recordID == draft.header.recordID)
            try record.finish()
            #expect(record.location == location)
        }
    }

    @Test func `block digest and length are those of the block`() throws {
        let writer = try WARCFileWriter(directory: folder.path, name: "a.warc.gz", blockDigest: .sha1)
        let locations = try writer.append(Fixture.everyKind(filename: "a.warc.gz", body: Fixture.page))
        for location in locations {
            let record = try WARCRecordAccess.read(at: location, in: writer.openPath)
            let block = try record.readBlock(limit: 1 << 20)
            #expect(record.header.contentLength == UInt64(block.count))
            #expect(record.header.blockDigest == DigestStream.digest(of: block, .sha1).labelled)
            #expect(record.header.fields.last?.name == "Content-Length")
        }
    }

    @Test func `equal records give equal files`() throws {
        for name in ["a", "b"] {
            let writer = try WARCFileWriter(directory: folder.path, name: name)
            _ = try writer.append(Fixture.everyKind(filename: "x", body: Fixture.page))
            try writer.close()
        }
        #expect(try bytes("a") == bytes("b"))
    }

    @Test(arguments: [1 << 20, 1 << 20 + 1, 5_000_000])
    func `bodies of all sizes come back`(_ size: Int) throws {
        var random = SeededGenerator(state: 3)
        let body = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next() & 0x0F) }
        let spool = BodySpool(directory: folder.path, memoryLimit: 1 << 16, digest: .sha256)
        try body.withUnsafeBytes { try spool.append($0) }
        let spooled = spool.finish()
        let writer = try WARCFileWriter(directory: folder.path, name: "a.warc.gz")
        let drafts = Fixture.everyKind(filename: "a.warc.gz", body: spooled)
        let locations = try writer.append(drafts)
        let reader = try WARCReader(path: writer.openPath)
        var found: [WARCRecordLocation] = []
        while let record = try reader.next() {
            if record.header.type == .response {
                var payload: [UInt8] = []
                try record.forEachStoredPayloadChunk { payload.append(contentsOf: $0) }
                #expect(payload == body)
            }
            try record.finish()
            found.append(record.location)
        }
        #expect(found == locations)
        #expect(reader.diagnostics.isEmpty)
    }

    @Test func `an existing file is never overwritten`() throws {
        try folder.write([1], to: "a.warc.gz")
        try folder.write([2], to: "b.warc.gz.open")
        for name in ["a.warc.gz", "b.warc.gz"] {
            let error = #expect(throws: WARCError.self) { try WARCFileWriter(directory: folder.path, name: name) }
            #expect(error?.code == .exists)
        }
        let writer = try WARCFileWriter(directory: folder.path, name: "c.warc.gz")
        try folder.write([3], to: "c.warc.gz")
        #expect(throws: WARCError.self) { try writer.close() }
        #expect(try bytes("c.warc.gz") == [3])
        #expect(try bytes("a.warc.gz") == [1])
    }

    @Test func `reopening cuts off what was not committed`() throws {
        let drafts = Fixture.everyKind(filename: "a.warc.gz", body: Fixture.page)
        let first = try WARCFileWriter(directory: folder.path, name: "a.warc.gz")
        _ = try first.append(Array(drafts[..<2]))
        let committed = first.length
        _ = try first.append(Array(drafts[2..<4]))
        let again = try WARCFileWriter.reopen(directory: folder.path, name: "a.warc.gz", truncatingTo: committed)
        #expect(again.length == committed)
        let rest = try again.append(Array(drafts[4...]))
        #expect(rest[0].offset == committed)
        try again.close()
        let reader = try WARCReader(path: again.path)
        var ids: [String?] = []
        while let record = try reader.next() { ids.append(record.header.recordID) }
        #expect(ids == (drafts[..<2] + drafts[4...]).map(\.header.recordID))
        #expect(reader.diagnostics.isEmpty)
    }

    @Test func `a file shorter than what was committed is refused and left alone`() throws {
        try folder.write([1, 2, 3], to: "a.warc.gz.open")
        let error = #expect(throws: WARCError.self) {
            try WARCFileWriter.reopen(directory: folder.path, name: "a.warc.gz", truncatingTo: 4)
        }
        #expect(error?.code == .truncated)
        #expect(try bytes("a.warc.gz.open") == [1, 2, 3])
        #expect(throws: WARCError.self) {
            try WARCFileWriter.reopen(directory: folder.path, name: "none", truncatingTo: 0)
        }
    }

    @Test func `a closed writer refuses more`() throws {
        let writer = try WARCFileWriter(directory: folder.path, name: "a.warc.gz")
        try writer.close()
        try writer.close()
        let error = #expect(throws: WARCError.self) { try writer.append([]) }
        #expect(error?.code == .closed)
    }

    @Test func `an error in the middle of a group takes nothing of it`() throws {
        var random = SeededGenerator(state: 5)
        let noise = (0..<3_000_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let spool = BodySpool(directory: folder.path, memoryLimit: 1 << 16, digest: .sha256)
        try noise.withUnsafeBytes { try spool.append($0) }
        let broken = spool.finish()
        try Self.cutNamelessFiles(in: folder.path)
        let writer = try WARCFileWriter(directory: folder.path, name: "a.warc.gz")
        let drafts = Fixture.everyKind(filename: "a.warc.gz", body: Fixture.page)
        _ = try writer.append(drafts)
        let before = try bytes("a.warc.gz.open")
        let big = SpooledBody(bytes: noise, digest: .sha256)
        let group =
            Fixture.everyKind(filename: "a.warc.gz", body: big) + Fixture.everyKind(filename: "a.warc.gz", body: broken)
        let error = #expect(throws: WARCError.self) { try writer.append(group) }
        #expect(error?.message.contains("the file was cut back to \(before.count) bytes") == true)
        #expect(try bytes("a.warc.gz.open") == before)
        #expect(writer.length == UInt64(before.count))
        #expect(try writer.append(drafts).first?.offset == UInt64(before.count))
        #expect(try Fixture.uris(WARCReader(path: writer.openPath)).count == 12)
    }

    /// Takes the end away from the temporary files of a folder, as a failing disk would.
    private static func cutNamelessFiles(in folder: String) throws {
        for number in try FileSystem.list("/proc/self/fd") {
            let link = "/proc/self/fd/" + number
            var target = [CChar](repeating: 0, count: 4096)
            let count = readlink(link, &target, target.count)
            let path = target.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
            guard path.starts(with: Array((folder + "/").utf8)) else { continue }
            truncate(link, 100)
        }
    }

    @Test func `a writer that cannot even be cut back says so and stops`() throws {
        symlink("/dev/full", folder.appending("a.warc.gz.open"))
        let writer = try WARCFileWriter.reopen(directory: folder.path, name: "a.warc.gz", truncatingTo: 0)
        let drafts = Fixture.everyKind(filename: "a.warc.gz", body: Fixture.page)
        let error = #expect(throws: WARCError.self) { try writer.append(drafts) }
        #expect(error?.code == .diskFull)
        #expect(error?.message.contains("failed too") == true)
        let second = #expect(throws: WARCError.self) { try writer.append(drafts) }
        #expect(second?.code == .closed)
    }

    /// The folder of a file system with about a megabyte of room, for the tests that fill it.
    private static let smallDisk = getenv("KABINET_SMALL_DISK").map { String(cString: $0) }

    @Test(.enabled(if: smallDisk != nil, "needs KABINET_SMALL_DISK=<folder with about 1 MiB of room>"))
    func `a full disk takes nothing of a group`() throws {
        let disk = try #require(Self.smallDisk)
        var random = SeededGenerator(state: 9)
        let noise = SpooledBody(
            bytes: (0..<3_000_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }, digest: .sha1)
        try FileSystem.remove(disk + "/full.warc.gz.open")
        let writer = try WARCFileWriter(directory: disk, name: "full.warc.gz")
        _ = try writer.append(Fixture.everyKind(filename: "full.warc.gz", body: Fixture.page))
        let before = try FileSystem.read(writer.openPath)
        let error = #expect(throws: WARCError.self) {
            try writer.append(Fixture.everyKind(filename: "full.warc.gz", body: noise))
        }
        #expect(error?.code == .diskFull)
        #expect(try FileSystem.read(writer.openPath) == before)
        #expect(writer.length == UInt64(before.count))
        _ = try writer.append(Fixture.everyKind(filename: "full.warc.gz", body: Fixture.page))
        try writer.sync()
        let reader = try WARCReader(path: writer.openPath)
        #expect(try Fixture.uris(reader).count == 12)
        #expect(reader.diagnostics.isEmpty)
        try FileSystem.remove(writer.openPath)
    }
}
