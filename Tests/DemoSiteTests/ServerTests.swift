// SPDX-License-Identifier: EUPL-1.2

import DemoSite
import Dispatch
import Glibc
import Testing

@Suite struct ServerTests {
    @Test func `it answers on a free port, keeps a log, and stops`() async throws {
        let server = DemoServer(world: .shared)
        let port = try await server.start()
        let answer = try await exchange(
            port, "GET /robots.txt?a=b HTTP/1.1\r\nHost: praatpaal.test\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("Sitemap: http://praatpaal.test/sitemap.xml"))
        #expect(server.log.map(\.target) == ["/robots.txt?a=b"])
        #expect(server.log.map(\.path) == ["/robots.txt"])
        #expect(server.log.map(\.host) == ["praatpaal.test"])
        #expect(server.count(of: "/robots.txt?a=b") == 1)
        #expect(server.mostInFlight(host: "praatpaal.test") == 1)
        await #expect(throws: DemoServer.Failure.self) { try await server.start() }
        await server.stop()
        await server.stop()
        await #expect(throws: (any Error).self) { try await exchange(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n") }
    }

    @Test func `visits are counted per host and target`() async throws {
        try await withServer { port in
            var statuses: [Substring] = []
            for host in ["a", "b", "a"] {
                let request = "GET /behaviour/429 HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
                statuses.append(try await exchange(port, request).prefix(12))
            }
            #expect(statuses == ["HTTP/1.1 429", "HTTP/1.1 429", "HTTP/1.1 200"])
        }
    }

    @Test func `HEAD has the length and no body`() async throws {
        try await withServer { port in
            let answer = try await exchange(
                port, "HEAD /media/avatars/noorveldkamp.png HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.hasSuffix("\r\n\r\n"))
            let length = DemoWorld.shared.response(for: DemoRequest("/media/avatars/noorveldkamp.png")).bytes().count
            #expect(answer.contains("Content-Length: \(length)\r\n"))
        }
    }

    @Test func `a range of a film is 206`() async throws {
        try await withServer { port in
            let film = DemoWorld.shared.posts.compactMap(\.film).first?.path ?? ""
            let answer = try await exchange(
                port, "GET \(film) HTTP/1.1\r\nHost: x\r\nRange: bytes=4-7\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 206"))
            #expect(answer.contains("Content-Range: bytes 4-7/"))
            #expect(answer.hasSuffix("\r\n\r\nftyp"))
        }
    }

    @Test func `chunks have trailers`() async throws {
        try await withServer { port in
            let answer = try await exchange(
                port, "GET /behaviour/chunked HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.contains("\r\n\r\n64\r\n<!DOCTYPE html>"))
            #expect(answer.hasSuffix("\r\n0\r\nX-Checked: yes\r\nX-Pieces: many\r\n\r\n"))
        }
    }

    @Test func `what breaks the rules goes over the wire byte for byte`() async throws {
        try await withServer { port in
            let world = DemoWorld.shared
            for oddity in WireOddity.allCases {
                let target = "/behaviour/wire-" + oddity.rawValue
                let expected = world.response(for: DemoRequest(target)).bytes()
                let answer = try await bytes(port, "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(answer == expected, "\(oddity.rawValue)")
            }
        }
    }

    @Test func `a truncated body ends early and a reset is a reset`() async throws {
        try await withServer { port in
            let answer = try await exchange(port, "GET /behaviour/truncated?after=10 HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(answer.hasSuffix("\r\n\r\n<!DOCTYPE "))
            await #expect(throws: SocketFailure(errno: ECONNRESET)) {
                try await exchange(port, "GET /behaviour/reset?after=10 HTTP/1.1\r\nHost: x\r\n\r\n")
            }
        }
    }

    @Test func `the world can be replaced while it runs`() async throws {
        let server = DemoServer(world: .shared)
        let port = try await server.start()
        let request = "GET /@dijkenendaglicht.rss HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        let before = try await exchange(port, request)
        #expect(before.contains("Vacature"))
        var options = DemoWorld.Options()
        options.edition = 2
        server.world = DemoWorld(options, sharingMediaOf: .shared)
        let after = try await exchange(port, request)
        #expect(!after.contains("Vacature"))
        await server.stop()
    }

    @Test func `a port in use is an error, and the server can be started again`() async throws {
        // Another test may be given the port between the two: then the next try is the judge.
        for isLastTry in [false, false, false, true] {
            let (first, second) = (DemoServer(world: .shared), DemoServer(world: .shared))
            let port = try await first.start()
            await #expect(throws: DemoServer.Failure.self) { try await second.start(port: port) }
            await first.stop()
            do {
                #expect(try await second.start(port: port) == port)
                await second.stop()
                return
            } catch {
                guard isLastTry else { continue }
                throw error
            }
        }
    }

    private func withServer(_ body: (Int) async throws -> Void) async throws {
        let server = DemoServer(world: .shared)
        let port = try await server.start()
        do {
            try await body(port)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }
}

/// An error of a socket call.
struct SocketFailure: Error, Equatable {
    let errno: Int32
}

/// Sends a request over a socket of its own and reads to the end.
func exchange(_ port: Int, _ request: String) async throws -> String {
    String(decoding: try await bytes(port, request), as: UTF8.self)
}

/// The same, off the cooperative pool: the server needs its threads to answer.
func bytes(_ port: Int, _ request: String) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(with: Result { try blockingExchange(port, Array(request.utf8)) })
        }
    }
}

private func blockingExchange(_ port: Int, _ request: [UInt8]) throws -> [UInt8] {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(handle) }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard connected == 0, send(handle, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
        throw SocketFailure(errno: errno)
    }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = recv(handle, &buffer, buffer.count, 0)
        guard count >= 0 else { throw SocketFailure(errno: errno) }
        if count == 0 { return result }
        result += buffer.prefix(count)
    }
}
