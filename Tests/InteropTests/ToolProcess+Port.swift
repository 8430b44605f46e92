// SPDX-License-Identifier: EUPL-1.2

import TestSupport

extension ToolProcess {
    /// Waits until it takes connections on a port of 127.0.0.1.
    func listens(on port: Int, within seconds: Int = 60) async throws {
        for _ in 0..<(seconds * 20) {
            if !isRunning { break }
            if LoopbackPort.accepts(port) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(
            description: "\(name) does not listen on port \(port)\n\(output.suffix(1_000))\n\(errors.suffix(2_000))")
    }
}
