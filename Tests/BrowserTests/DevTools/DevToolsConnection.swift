// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Glibc
import Synchronization
import Threads

/// The DevTools protocol over a socket: JSON messages with a NUL behind each, in flat sessions.
///
/// One thread reads. Every wait is bounded.
final class DevToolsConnection: Sendable {
    /// A message that answers nothing. `session` is empty for those about the browser itself.
    struct Event: Sendable {
        let session: String
        let method: String
        let parameters: JSONValue
    }

    /// A command that the browser refused, or that it can't hear any more.
    struct Refusal: Error, CustomStringConvertible {
        let method: String
        let message: String
        var description: String { "\(method): \(message)" }
    }

    /// What came in, shared with the thread that reads.
    private final class Inbox: Sendable {
        struct State {
            var lastID = 0
            var answers: [Int: JSONValue] = [:]
            var events: [Event] = []
            var isClosed = false
        }

        let state = Mutex(State())

        func take(_ message: [UInt8]) {
            guard let value = try? JSONReader.read(message) else { return }
            state.withLock { state in
                if let id = value.member("id")?.text.flatMap({ Int($0) }) {
                    state.answers[id] = value
                } else if let method = value.member("method")?.text {
                    let session = value.member("sessionId")?.text ?? ""
                    state.events.append(
                        Event(session: session, method: method, parameters: value.member("params") ?? .null))
                }
            }
        }
    }

    private let process: BrowserProcess
    private let inbox = Inbox()
    private let reader = BlockingPool(name: "devtools", threads: 1)

    init(_ process: BrowserProcess) {
        self.process = process
        Task { [reader, inbox] in
            let socket = process.socket
            try await reader.run {
                Self.read(socket) { inbox.take($0) }
                inbox.state.withLock { $0.isClosed = true }
            }
        }
    }

    /// The result of a command.
    ///
    /// - Throws: ``Refusal``, or ``Patience/Exhausted`` after so many seconds.
    @discardableResult
    func call(
        _ method: String, _ parameters: DevToolsValue = [:], session: String = "", seconds: Double = 20
    ) async throws -> JSONValue {
        let id = inbox.state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let place = session.isEmpty ? "" : ",\"sessionId\":" + DevToolsValue.quoted(session)
        let message = "{\"id\":\(id),\"method\":\"\(method)\",\"params\":\(parameters.text)\(place)}"
        try send(Array(message.utf8) + [0], method)
        let answer = try await Patience.wait(seconds, for: "the answer to \(method)") {
            let (answer, isClosed) = inbox.state.withLock { ($0.answers.removeValue(forKey: id), $0.isClosed) }
            if answer == nil, isClosed { throw Refusal(method: method, message: "the browser is gone: \(process.log)") }
            return answer
        }
        if let error = answer.member("error") {
            throw Refusal(method: method, message: error.member("message")?.text ?? "\(error)")
        }
        return answer.member("result") ?? .null
    }

    /// How many events there have been.
    var eventCount: Int { inbox.state.withLock { $0.events.count } }

    /// The events since there were `count` of them.
    func events(since count: Int = 0) -> [Event] { inbox.state.withLock { Array($0.events.dropFirst(count)) } }

    /// Ends the browser.
    func close() { process.end() }

    private func send(_ bytes: [UInt8], _ method: String) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(process.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                throw Refusal(method: method, message: "the browser does not listen (errno \(errno)): \(process.log)")
            }
            sent += count
        }
    }

    /// Blocks until the other end closes.
    private static func read(_ socket: Int32, _ message: ([UInt8]) -> Void) {
        var pending: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            var rest = buffer[..<count]
            while let end = rest.firstIndex(of: 0) {
                message(pending + rest[..<end])
                pending = []
                rest = rest[(end + 1)...]
            }
            pending += rest
        }
    }
}
