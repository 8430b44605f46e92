// SPDX-License-Identifier: EUPL-1.2

import Crawl
import UnixSignals

/// Turns Ctrl-C and SIGTERM into presses of a stop switch while `body` runs.
enum SignalWatch {
    static func run<Value: Sendable>(
        pressing stops: StopSwitch, _ body: () async throws -> Value
    ) async throws -> Value {
        let watch = Task {
            for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                stops.press()
                Terminal.note(
                    stops.level == .soft
                        ? "stopping: running fetches may finish; press Ctrl-C again to cut them off" : "stopping now")
            }
        }
        defer { watch.cancel() }
        return try await body()
    }

    /// Waits for Ctrl-C or SIGTERM.
    static func untilStopped() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
    }
}
