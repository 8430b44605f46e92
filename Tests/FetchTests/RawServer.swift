// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Synchronization

/// A server on loopback that sends exactly the bytes it is told to, proper HTTP or not; one thread for each connection.
final class RawServer: Sendable {
    /// What to do on a connection once a request head has come.
    enum Step: Sendable {
        /// Sends bytes.
        case send([UInt8])
        /// Sends the same bytes a number of times.
        case repeating([UInt8], Int)
        /// Waits until the client goes away.
        case hold
        /// Ends the connection with a RST.
        case reset
        /// Goes on with the next request on the same connection.
        case nextRequest

        static func text(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    let port: UInt16
    private let listener: Int32
    private let steps: @Sendable (_ requestHead: String, _ requestNumber: Int) -> [Step]
    private let greeting: [UInt8]
    private let heads = Mutex<[String]>([])
    private let bodies = Mutex<[[UInt8]]>([])
    private let connections = Mutex(0)

    /// Starts; the closure gives the steps for each request, `greeting` is sent before any.
    init(
        greeting: [UInt8] = [], _ steps: @escaping @Sendable (_ requestHead: String, _ requestNumber: Int) -> [Step]
    ) throws {
        self.steps = steps
        self.greeting = greeting
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard bound else { throw CannotListen(errno: errno) }
        port = UInt16(bigEndian: address.sin_port)
        self.listener = listener
        TestThread.start { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let self else { break }
                self.connections.withLock { $0 += 1 }
                TestThread.start { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    struct CannotListen: Error { let errno: Int32 }

    /// The request heads so far.
    var requestHeads: [String] { heads.withLock { $0 } }
    /// The bodies of the requests that announced one.
    var requestBodies: [[UInt8]] { bodies.withLock { $0 } }
    /// The connections so far.
    var connectionCount: Int { connections.withLock { $0 } }

    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard send(greeting, connection) else { return }
        while let head = readHead(connection) {
            readBody(head, connection)
            let number = heads.withLock { heads in
                heads.append(head)
                return heads.count
            }
            var goesOn = false
            for step in steps(head, number) {
                switch step {
                case .send(let bytes):
                    guard send(bytes, connection) else { return }
                case .repeating(let bytes, let count):
                    for _ in 0..<count where !send(bytes, connection) { return }
                case .hold:
                    var byte: UInt8 = 0
                    while recv(connection, &byte, 1, 0) > 0 {}
                    return
                case .reset:
                    var linger = linger(l_onoff: 1, l_linger: 0)
                    setsockopt(
                        connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                    return
                case .nextRequest: goesOn = true
                }
            }
            guard goesOn else { return }
        }
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    connection, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func readBody(_ head: String, _ connection: Int32) {
        guard let field = head.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-length:") }),
            let length = Int(field.dropFirst("content-length:".count).filter { $0 != " " })
        else { return }
        var body = [UInt8](repeating: 0, count: length)
        var count = 0
        while count < length {
            let received = body.withUnsafeMutableBytes {
                recv(connection, $0.baseAddress.map { $0 + count }, length - count, 0)
            }
            guard received > 0 else { break }
            count += received
        }
        bodies.withLock { $0.append(body) }
    }

    private func readHead(_ connection: Int32) -> String? {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) == 1 {
            head.append(byte)
            if head.suffix(4).elementsEqual([13, 10, 13, 10]) { return String(decoding: head, as: UTF8.self) }
        }
        return nil
    }
}

/// A thread for a closure.
enum TestThread {
    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Box(body))
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        precondition(code == 0, "no thread for a test")
        pthread_detach(thread)
    }
}
