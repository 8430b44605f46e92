// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing

@Suite struct OpenFileTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func `what is appended is read back anywhere, and truncating cuts it`() throws {
        let file = try OpenFile(appending: directory.appending("a"), create: true)
        try file.append(Array("hello ".utf8))
        try file.append(Array("world".utf8))
        try file.dataSync()
        #expect(try file.size() == 11)
        #expect(try file.read(at: 4, count: 3) == Array("o w".utf8))
        #expect(try file.read(at: 9, count: 100) == Array("ld".utf8))
        #expect(try file.read(at: 11, count: 1).isEmpty)
        #expect(try file.read(at: UInt64.max, count: 10).isEmpty)
        #expect(try file.read(at: 0, count: -1).isEmpty)
        #expect(try file.read(at: 0, count: Int.max).count == 11)
        try file.truncate(to: 5)
        try file.append(Array("!".utf8))
        #expect(try file.read(at: 0, count: 100) == Array("hello!".utf8))
        try file.close()
        try file.close()
        #expect(isThrown(.closed) { try file.append([1]) })
        #expect(isThrown(.closed) { _ = try file.size() })
        #expect(try FileSystem.read(directory.appending("a")) == Array("hello!".utf8))
    }

    @Test func `a file without a name appends after truncating, without a hole`() throws {
        let file = try OpenFile(unlinkedIn: directory.path)
        try file.append([UInt8](repeating: 7, count: 1000))
        try file.truncate(to: 10)
        try file.append([1])
        #expect(try file.read(at: 0, count: 100) == [UInt8](repeating: 7, count: 10) + [1])
        #expect(try FileSystem.list(directory.path).isEmpty)
    }

    @Test func `wrong names are told apart and named`() throws {
        let existing = try directory.write([1], to: "there")
        #expect(isThrown(.notFound) { _ = try OpenFile(reading: directory.appending("absent")) })
        #expect(isThrown(.notFound) { _ = try OpenFile(appending: directory.appending("absent"), create: false) })
        #expect(isThrown(.exists) { _ = try OpenFile(appending: existing, create: true) })
        #expect(isThrown(.invalidPath) { _ = try OpenFile(reading: directory.path) })
        #expect(isThrown(.invalidPath) { _ = try OpenFile(reading: existing + "/below") })
        #expect(isThrown(.invalidPath) { _ = try OpenFile(unlinkedIn: "") })
        #expect(isThrown(.invalidPath) { _ = try OpenFile(reading: "") })
        #expect(isThrown(.invalidPath) { _ = try OpenFile(reading: existing + "\0.txt") })
        #expect(isThrown(.notFound) { _ = try OpenFile(unlinkedIn: directory.appending("absent")) })
        do {
            _ = try OpenFile(reading: directory.appending("absent"))
        } catch {
            #expect(error.description == "\(directory.path)/absent: cannot open for reading: No such file or directory")
        }
    }

    @Test func `a full disk is told apart from other trouble`() throws {
        let full = try OpenFile(appending: "/dev/full", create: false)
        #expect(isThrown(.diskFull) { try full.append([1, 2, 3]) })
    }

    @Test func `an atomic write replaces the old bytes and leaves nothing beside`() throws {
        let path = directory.appending("x.json")
        try FileSystem.writeAtomically(path, Array("old".utf8))
        try FileSystem.writeAtomically(path, Array("new".utf8))
        #expect(try FileSystem.read(path) == Array("new".utf8))
        #expect(try FileSystem.list(directory.path) == ["x.json"])
        #expect(isThrown(.notFound) { try FileSystem.writeAtomically(directory.appending("no/x"), [1]) })
        #expect(isThrown(.tooLarge) { _ = try FileSystem.read(path, limit: 2) })
    }

    @Test func `folders are made, listed in byte order and removed`() throws {
        let deep = directory.appending("a/b/c")
        try FileSystem.makeDirectory(deep)
        try FileSystem.makeDirectory(deep)
        for name in ["z", "é", "A", "a"] { try FileSystem.writeAtomically(deep + "/" + name, []) }
        #expect(try FileSystem.list(deep) == ["A", "a", "z", "é"])
        try FileSystem.rename(deep + "/z", to: deep + "/y")
        #expect(FileSystem.exists(deep + "/y") && !FileSystem.exists(deep + "/z"))
        try FileSystem.remove(deep + "/y")
        try FileSystem.remove(deep + "/y")
        #expect(FileSystem.isDirectory(deep) && !FileSystem.isDirectory(deep + "/A") && !FileSystem.exists(""))
        #expect(isThrown(.invalidPath) { try FileSystem.makeDirectory(deep + "/A/below") })
        #expect(isThrown(.notFound) { _ = try FileSystem.list(directory.appending("absent")) })
        #expect(isThrown(.invalidPath) { try FileSystem.makeDirectory("") })
        #expect(try FileSystem.freeBytes(at: directory.path) > 0)
    }

    @Test(
        arguments: [
            ("a/b", "a"), ("/a", "/"), ("a", "."), ("/a/b/", "/a"), ("/", "/"), ("", "."), ("a/", "."), ("//a", "/"),
        ])
    func `the folder of a path is what dirname says`(_ path: String, _ parent: String) {
        #expect(FileSystem.parent(of: path) == parent)
    }
}
