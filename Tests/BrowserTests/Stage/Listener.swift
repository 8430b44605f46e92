// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Synchronization
import Threads

/// A port of 127.0.0.1 on which each connection counts.
final class Listener: Sendable {
    let port: Int
    private let socket: Int32
    private let desk: Desk
    private let accepting = BlockingPool(name: "listener", threads: 1)

    /// One connection. Host and target are empty until a request head or a TLS greeting has come, and stay so if none comes;
    /// a STUN message is of the host `stun`.
    struct Visit: Sendable, Hashable {
        var host = ""
        var target = ""
    }

    struct CannotListen: Error { let errno: Int32 }

    /// Listens on a port, 0 for a free one, and answers every request with 404 unless told otherwise.
    init(
        port: Int = 0,
        answer: @escaping @Sendable (_ host: String, _ target: String) -> [UInt8] = { _, _ in Listener.missing }
    ) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && listen(socket, 128) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        guard bound else {
            let code = errno
            close(socket)
            throw CannotListen(errno: code)
        }
        (self.socket, self.port) = (socket, Int(UInt16(bigEndian: address.sin_port)))
        desk = Desk(answer: answer)
        Task { [accepting, desk] in
            try await accepting.run {
                while true {
                    let connection = accept(socket, nil, nil)
                    guard connection >= 0 else { return }
                    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                    desk.took(connection)
                }
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    /// Every connection so far.
    var visits: [Visit] { desk.seen.withLock { $0 } }

    /// An answer without content that any page may read.
    static let missing = Array(
        "HTTP/1.1 404 Not Found\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            .utf8)
}

/// Counts and serves connections, each on a thread, as long as one of them is open.
private final class Desk: Sendable {
    let seen = Mutex<[Listener.Visit]>([])
    private let answer: @Sendable (_ host: String, _ target: String) -> [UInt8]
    private let serving = BlockingPool(name: "listener", threads: 24)

    init(answer: @escaping @Sendable (_ host: String, _ target: String) -> [UInt8]) { self.answer = answer }

    func took(_ connection: Int32) {
        let index = seen.withLock { visits in
            visits.append(Listener.Visit())
            return visits.count - 1
        }
        Task { [serving] in
            try await serving.run { self.serve(connection, index) }
        }
    }

    private func serve(_ connection: Int32, _ index: Int) {
        defer { close(connection) }
        // Connections that were opened ahead say nothing for a long time.
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while head.count < 1 << 15, !Self.isWhole(head) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            head += buffer[..<count]
        }
        if let host = FirstBytes.serverName(head) ?? (FirstBytes.isSTUN(head) ? "stun" : nil) {
            return seen.withLock { $0[index].host = host }
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        let host = lines.first { $0.lowercased().hasPrefix("host:") }?.dropFirst(5).filter { $0 != " " }
        guard words.count == 3, let host else { return }
        let visit = Listener.Visit(host: String(host), target: String(words[1]))
        seen.withLock { $0[index] = visit }
        let bytes = answer(visit.host, visit.target)
        _ = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        if let length = FirstBytes.recordLength(bytes) { return bytes.count >= length }
        return FirstBytes.isSTUN(bytes) || bytes.suffix(4).elementsEqual(Array("\r\n\r\n".utf8))
    }
}
