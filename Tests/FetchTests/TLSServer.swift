// SPDX-License-Identifier: EUPL-1.2

import Fetch
import Glibc
import TestSupport
import Testing

/// A running TLS server with a certificate of its own for `social.test`; it ends with the last reference.
final class TLSServer: Sendable {
    enum Kind {
        /// HTTP/2 alone, with the files `page.html` and `large.bin`.
        case nghttpd
        /// HTTP/1.0 over TLS 1.2, the same status page for every request.
        case openssl
    }

    static let page = "<h1>Kabinet</h1>"
    static let largeCount = 300_000
    static let tools = ["/usr/sbin/nghttpd", "/usr/bin/nghttpd"]

    static var program: String? { tools.first { access($0, X_OK) == 0 } }
    static var isInstalled: Bool { program != nil && access("/usr/bin/openssl", X_OK) == 0 }

    let certificate: String
    let port: UInt16
    private let directory: TemporaryDirectory
    private let process: pid_t

    init(_ kind: Kind) async throws {
        directory = try TemporaryDirectory()
        certificate = directory.appending("certificate.pem")
        let key = directory.appending("key.pem")
        try directory.write(Array(Self.page.utf8), to: "site/page.html")
        try directory.write([UInt8](repeating: 7, count: Self.largeCount), to: "site/large.bin")
        let made = try Self.spawn([
            "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2",
            "-subj", "/CN=social.test", "-addext", "subjectAltName=DNS:social.test", "-keyout", key, "-out",
            certificate,
        ])
        var status: Int32 = 0
        waitpid(made, &status, 0)
        port = try Self.freePort()
        switch kind {
        case .nghttpd:
            process = try Self.spawn([
                try #require(Self.program), "-d", directory.appending("site"), "--trailer", "x-checked: yes",
                String(port),
                key, certificate,
            ])
        case .openssl:
            process = try Self.spawn([
                "/usr/bin/openssl", "s_server", "-accept", String(port), "-key", key, "-cert", certificate, "-tls1_2",
                "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256", "-www", "-quiet",
            ])
        }
        try await waitUntilReady()
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    private func waitUntilReady() async throws {
        for _ in 0..<500 {
            let engine = CurlEngine()
            let fixture = FetchFixture(directory: directory, engine: engine)
            if try await fixture.fetch("https://127.0.0.1:\(port)/").failure?.kind != .connect { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// A port that was free a moment ago.
    private static func freePort() throws -> UInt16 { try RawServer { _, _ in [] }.port }

    private static func spawn(_ arguments: [String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        Descriptors.keepFromChildren()
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawn(&process, arguments[0], &actions, nil, &words, environ)
        guard code == 0 else { throw CannotSpawn(errno: code) }
        return process
    }

    struct CannotSpawn: Error { let errno: Int32 }
}
