// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import TestSupport
import Testing

@Suite struct DescriptionTests {
    @Test(arguments: [
        "Minister-president 2024–2026", "null", "~", "yes", "2020", "", " spaces ", "a: b", "- a", "#", "\"", "\\", "'",
        "a\nb", "tab\there", "\u{7}\u{7f}", "\u{85}", "\u{9c}", "\u{2028}x\u{2029}", "x\u{feff}y", "\u{fffe}", "😀",
        "{{x}}",
        "%YAML", "---", "...", "&a *a", "!!binary x", String(repeating: "é", count: 5000),
    ])
    func `a title comes back as it was`(title: String) throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        let description = CollectionDescription(title: title, owner: title, from: "2024-07-02", to: "2026-11-22")
        try description.writeIfMissing(layout)
        #expect(try CollectionDescription.read(layout) == description)
    }

    @Test func `what people wrote is never overwritten, and keys of others are left alone`() throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        let text = "title: Eigen werk\nappraisal: B1\nperiod: {from: 2024-01-01}\n"
        try folder.write(Array(text.utf8), to: "collection.yaml")
        try CollectionDescription(title: "other").writeIfMissing(layout)
        #expect(TestFile.text(layout.descriptionPath) == text)
        #expect(
            try CollectionDescription.read(layout)
                == CollectionDescription(title: "Eigen werk", owner: nil, from: "2024-01-01", to: nil))
    }

    @Test(arguments: ["", "# nothing\n", "just text", "- a list", "title: [1, 2]"])
    func `a file without a title names the collection after its folder`(text: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write(Array(text.utf8), to: "kabinet/collection.yaml")
        let layout = CollectionLayout(root: folder.appending("kabinet"))
        #expect(try CollectionDescription.read(layout).title == "kabinet")
    }

    @Test(arguments: ["title: \"open", "a: b: c", "\t- x", "title: @x"])
    func `a file that is no YAML is an error that names it`(text: String) throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try folder.write(Array(text.utf8), to: "collection.yaml")
        let error = #expect(throws: CollectionError.self) { try CollectionDescription.read(layout) }
        #expect(error?.code == .badDescription)
        #expect(error?.path == layout.descriptionPath)
    }

    @Test(arguments: [
        ("/a/b", "/a/b", "b"), ("/a/b/", "/a/b", "b"), ("/a/./b/../c", "/a/c", "c"), ("/../..", "/", "collection"),
    ])
    func `a folder's path is made absolute and plain`(path: String, root: String, name: String) {
        let layout = CollectionLayout(root: path)
        #expect(layout.root == root)
        #expect(layout.name == name)
    }

    @Test(arguments: ["", ".", "..", "../kabinet.sqlite", "/etc/passwd", "a/../../x", "a\0", "missing.warc.gz"])
    func `a name that leads out of the archive, or to nothing, has no path`(name: String) throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try layout.makeDirectories()
        try folder.write([1], to: "kabinet.sqlite")
        #expect(layout.archivePath(of: name) == nil)
    }

    @Test func `an archive file is found while it is open and after`() throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try folder.write([1], to: "archive/a.warc.gz.open")
        #expect(layout.archivePath(of: "a.warc.gz") == folder.appending("archive/a.warc.gz.open"))
        try folder.write([1], to: "archive/a.warc.gz")
        #expect(layout.archivePath(of: "a.warc.gz") == folder.appending("archive/a.warc.gz"))
    }
}
