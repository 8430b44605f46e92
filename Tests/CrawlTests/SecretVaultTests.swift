// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc
import TestSupport
import Testing

@testable import Crawl

/// Where credentials come from, and what is refused.
@Suite struct SecretVaultTests {
    private func vault(_ text: String) throws(CredentialError) -> SecretVault {
        var vault = SecretVault()
        try vault.read(text, from: "creds")
        return vault
    }

    private func write(_ path: String, _ text: String) throws {
        try FileSystem.writeAtomically(path, Array(text.utf8))
    }

    @Test func `lines and blocks are read, with quotes and comments`() throws {
        let vault = try vault(
            """
            # mine
            ---
            x-bearer: AAAA%2Fbb:cc   # until May
            quoted: "a b # \\"c\\" \\\\ d"
            single: 'it''s long enough'
            block:
              value: 0123456789
              hosts: [api.x.test, "B.test"]

            last: 12345678\r

            """)
        #expect(vault.names == ["block", "last", "quoted", "single", "x-bearer"])
        #expect(vault.secrets["x-bearer"]?.value == "AAAA%2Fbb:cc")
        #expect(vault.secrets["quoted"]?.value == "a b # \"c\" \\ d")
        #expect(vault.secrets["single"]?.value == "it's long enough")
        #expect(vault.secrets["block"]?.hosts == ["api.x.test", "b.test"])
        #expect(vault.secrets["last"]?.value == "12345678")
    }

    @Test(arguments: [
        "s3cret-value-x", "a: s3cret-value-x\na: s3cret-value-y", "A: s3cret-value", "a b: s3cret-value",
        "session-1: s3cret-value", "a: s3cret", "a:\n  hosts: [x]", "a: \"s3cret-value", "a: 's3cret-value' s3cret",
        "  value: s3cret-value", "a:\n  other: s3cret-value", "a: s3cret-value\u{1}", "a: kabinet-secret-s3cret",
        ": s3cret-value", "a:s3cret-value", "a: \"s3cret-value\\n\"",
    ])
    func `what is wrong is named by its line, and never repeated`(text: String) throws {
        let error = try #require(throws: CredentialError.self) { try vault(text) }
        #expect(error.description.hasPrefix("creds:"))
        #expect(!error.description.contains("s3cret"))
    }

    @Test func `nothing prints a value`() throws {
        let vault = try vault("token: s3cret-value")
        var dumped = ""
        dump(vault, to: &dumped)
        for text in ["\(vault)", String(reflecting: vault), dumped, "\(vault.secrets)"] {
            #expect(!text.contains("s3cret"))
        }
    }

    @Test func `the environment goes before the file, and underscores are hyphens`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.appending("creds")
        try write(path, "x-bearer: from-the-file\nother: from-the-file\n")
        #expect(chmod(path, 0o600) == 0)
        let vault = try SecretVault(
            file: path,
            environment: ["KABINET_CREDENTIAL_X_BEARER=from-environment", "PATH=/bin", "KABINET_CREDENTIAL"])
        #expect(vault.secrets["x-bearer"]?.value == "from-environment")
        #expect(vault.secrets["other"]?.value == "from-the-file")
        let error = #expect(throws: CredentialError.self) {
            try SecretVault(file: nil, environment: ["KABINET_CREDENTIAL_A=s3cret"])
        }
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test(arguments: [
        (0o640, 0o700), (0o604, 0o700), (0o660, 0o700), (0o610, 0o700), (0o601, 0o700), (0o777, 0o700),
        (0o600, 0o777), (0o600, 0o707),
    ])
    func `a file that others may read, or replace, is refused`(file: Int, folder: Int) throws {
        let directory = try TemporaryDirectory()
        let path = directory.appending("creds")
        try write(path, "x-bearer: s3cret-value\n")
        #expect(chmod(path, mode_t(file)) == 0)
        #expect(chmod(directory.path, mode_t(folder)) == 0)
        let error = #expect(throws: CredentialError.self) { try SecretVault(file: path, environment: []) }
        #expect(error?.description.contains("chmod") == true)
        #expect(chmod(directory.path, 0o1777) == 0)
        #expect(chmod(path, 0o600) == 0)
        #expect(try SecretVault(file: path, environment: []).names == ["x-bearer"])
        #expect(chmod(path, 0o400) == 0)
        #expect(try SecretVault(file: path, environment: []).names == ["x-bearer"])
    }

    @Test func `links, folders, pipes, strangers' and enormous files are refused`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.appending("creds")
        try write(path, "x-bearer: s3cret-value\n")
        #expect(chmod(path, 0o600) == 0)
        let link = directory.appending("link")
        #expect(symlink(path, link) == 0)
        let pipe = directory.appending("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let big = directory.appending("big")
        try write(big, String(repeating: "# long\n", count: 20_000))
        #expect(chmod(big, 0o600) == 0)
        var refused = [link, pipe, big, directory.path, directory.appending("missing"), "/dev/zero"]
        if geteuid() == 0 {
            let other = directory.appending("other")
            try write(other, "x-bearer: s3cret-value\n")
            #expect(chmod(other, 0o600) == 0 && chown(other, 12_345, 12_345) == 0)
            refused.append(other)
        }
        for path in refused {
            #expect(throws: CredentialError.self, "\(path)") { try SecretVault(file: path, environment: []) }
        }
    }
}
