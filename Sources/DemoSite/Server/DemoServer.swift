// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The demonstration on a loopback socket.
///
/// Keeps a log of the requests and a count per host and target, which behaviours such as "429 the first time" need.
/// Safe to use from any thread.
package final class DemoServer: Sendable {
    /// One request, as it came in.
    package struct LogEntry: Sendable {
        package let method: String
        /// The Host field.
        package let host: String
        /// Path and query.
        package let target: String
        package let fields: [DemoField]
        /// What was sent along, 1 MiB of it at most.
        package let body: [UInt8]
        package let time: ArchiveDate

        /// The target without its query.
        package var path: String { String(target.prefix { $0 != "?" }) }

        /// The first field of that name, in any case.
        package subscript(field: String) -> String? {
            fields.first { $0.name.lowercased() == field.lowercased() }?.value
        }
    }

    /// What went wrong with the server itself.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        /// `start` was called twice.
        case started
        /// The port could not be opened.
        case notStarted(String)

        package var description: String {
            switch self {
            case .started: "the demonstration server is already running"
            case .notStarted(let reason): "the demonstration server did not start: \(reason)"
            }
        }
    }

    private struct State {
        var world: DemoWorld
        var sites: [any PlatformSite]
        var orders: [String: Int] = [:]
        var log: [LogEntry] = []
        var counts: [String: Int] = [:]
        var running: Task<Void, any Error>?
        var listening: (any Channel)?
        var inFlight: [String: Int] = [:]
        var mostInFlight: [String: Int] = [:]
    }

    private let state: Mutex<State>
    private let address: String

    /// A server of a world, not yet started. `sites` answer for their own hosts, the world for all others; `address` is the
    /// address to listen on.
    package init(
        world: DemoWorld = DemoWorld(), sites: [any PlatformSite] = [], address: String = "127.0.0.1"
    ) {
        state = Mutex(State(world: world, sites: sites))
        self.address = address
    }

    /// What is served; may be replaced while the server runs (a second edition).
    package var world: DemoWorld {
        get { state.withLock { $0.world } }
        set { state.withLock { $0.world = newValue } }
    }

    /// The platform sites that answer for their hosts; may be replaced while the server runs.
    package var sites: [any PlatformSite] {
        get { state.withLock { $0.sites } }
        set { state.withLock { $0.sites = newValue } }
    }

    /// All requests so far, in order of arrival.
    package var log: [LogEntry] { state.withLock { $0.log } }

    /// How often a target (path and query) was asked, over all hosts.
    package func count(of target: String) -> Int { state.withLock { $0.log.count { $0.target == target } } }

    /// The largest number of requests of one host (Host field) that were being answered at the same time.
    package func mostInFlight(host: String) -> Int { state.withLock { $0.mostInFlight[host] ?? 0 } }

    /// Forgets log and counts.
    package func reset() {
        state.withLock { state in
            state.log = []
            state.counts = [:]
            state.orders = [:]
            state.mostInFlight = [:]
        }
    }

    /// Opens the port (0: a free one) and returns its number once requests are answered.
    package func start(port: Int = 0) async throws -> Int {
        let (ports, opened) = AsyncThrowingStream.makeStream(of: Int.self)
        let quiet = Logger(label: "demo") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            responder: DemoResponder(server: self),
            configuration: ApplicationConfiguration(address: .hostname(address, port: port), serverName: "Praatpaal"),
            onServerRunning: { channel in
                self.state.withLock { $0.listening = channel }
                opened.yield(channel.localAddress?.port ?? 0)
            }, logger: quiet)
        let isFirst = state.withLock { state in
            guard state.running == nil else { return false }
            state.running = Task {
                do {
                    try await application.run()
                    opened.finish()
                } catch {
                    opened.finish(throwing: error)
                    throw error
                }
            }
            return true
        }
        guard isFirst else { throw Failure.started }
        do {
            for try await port in ports { return port }
        } catch {
            await stop()
            throw Failure.notStarted("\(error)")
        }
        await stop()
        throw Failure.notStarted("it ended at once")
    }

    /// Closes the port and all connections. May be called more than once.
    package func stop() async {
        let running = state.withLock { state in
            let task = state.running
            state.running = nil
            return task
        }
        running?.cancel()
        // How the server ended is of no interest: it was told to.
        _ = await running?.result
        // The server's task may end before its socket does, and then the port would seem to be taken.
        let listening = state.withLock { state in
            let channel = state.listening
            state.listening = nil
            return channel
        }
        try? await listening?.closeFuture.get()
    }

    /// What is to answer a request, and how often it and its site were asked before.
    struct Arrival {
        let world: DemoWorld
        let site: (any PlatformSite)?
        let visit: Int
        let order: Int
    }

    /// Notes a request.
    func arrived(_ entry: LogEntry) -> Arrival {
        state.withLock { state in
            let key = entry.host + " " + entry.target
            let visit = state.counts[key] ?? 0
            state.counts[key] = visit + 1
            state.log.append(entry)
            let inFlight = (state.inFlight[entry.host] ?? 0) + 1
            state.inFlight[entry.host] = inFlight
            state.mostInFlight[entry.host] = max(state.mostInFlight[entry.host] ?? 0, inFlight)
            let site = state.sites.first { $0.answers(entry.host) }
            let order = site.map { state.orders[$0.name] ?? 0 } ?? 0
            if let site { state.orders[site.name] = order + 1 }
            return Arrival(world: state.world, site: site, visit: visit, order: order)
        }
    }

    /// Notes that a request of a host was answered.
    func answered(_ host: String) { state.withLock { $0.inFlight[host, default: 1] -= 1 } }
}
