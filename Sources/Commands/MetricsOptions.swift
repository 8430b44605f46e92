// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ArgumentParser
import Crawl
import Diagnostics
import Logging
import Synchronization
import WebInterface

/// How a running crawl can be watched from outside.
struct MetricsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tell Prometheus how the crawl goes, at http://HOST:PORT/metrics; HOST is 127.0.0.1 unless given.",
            valueName: "[host:]port"))
    var metrics: MetricsAddress?
    @Flag(help: "Allow --metrics on an address that other machines can reach.") var metricsPublic = false

    func validate() throws {
        guard let metrics, !metrics.isLoopback, !metricsPublic else { return }
        throw ValidationError(
            "--metrics \(metrics.host): other machines can reach this address, and nothing asks them who they are; add --metrics-public if that is meant"
        )
    }

    /// Runs `body` while the metrics of `board` are served; a server that can't listen ends the command before anything is fetched.
    func run<Value: Sendable>(_ board: StatusBoard, _ body: () async throws -> Value) async throws -> Value {
        guard let metrics else { return try await body() }
        var logger = Logger(label: "kabinet.metrics", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .error
        let server = MetricsServer(host: metrics.host, port: metrics.port, logger: logger) {
            board.status(now: .now()).metrics()
        }
        let (ready, post) = AsyncStream<Result<Int, any Error>>.makeStream()
        let serving = Task {
            do { try await server.run { post.yield(.success($0)) } } catch { post.yield(.failure(error)) }
            post.finish()
        }
        defer { serving.cancel() }
        switch await ready.first(where: { _ in true }) {
        case .success(let port)?: Terminal.note("metrics: http://\(metrics.shownHost):\(port)/metrics")
        case .failure(let error)?:
            throw CommandEnd(.failed, "kabinet: --metrics \(metrics.shownHost):\(metrics.port): \(error)")
        case nil: break
        }
        return try await body()
    }
}

/// `9187`, `127.0.0.1:9187`, `[::1]:9187`.
struct MetricsAddress: ExpressibleByArgument, Equatable {
    let host: String
    let port: Int

    init?(argument: String) {
        let host: Substring
        let number: Substring
        if let colon = argument.lastIndex(of: ":") {
            (host, number) = (argument[..<colon], argument[argument.index(after: colon)...])
        } else {
            (host, number) = ("127.0.0.1", argument[...])
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isBracketed ? host.dropFirst().dropLast() : host
        guard let port = UInt16(number), !name.isEmpty, isBracketed || !name.contains(":"),
            name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
        else { return nil }
        (self.host, self.port) = (String(name), Int(port))
    }

    /// True for this machine alone.
    var isLoopback: Bool { host == "localhost" || host == "::1" || isLoopback4 }

    private var isLoopback4: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts.allSatisfy { $0 != nil } && parts[0] == 127
    }

    var shownHost: String { host.contains(":") ? "[\(host)]" : host }
}
