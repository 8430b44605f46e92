// SPDX-License-Identifier: EUPL-1.2

/// Waiting that ends.
enum Patience {
    /// Nothing came in time.
    struct Exhausted: Error, CustomStringConvertible {
        let subject: String
        let seconds: Double
        var description: String { "waited \(seconds) s for \(subject)" }
    }

    /// What `probe` finds, asked again every few milliseconds.
    ///
    /// - Throws: ``Exhausted`` after so many seconds, and what `probe` throws.
    static func wait<Value>(
        _ seconds: Double, for subject: String, _ probe: () async throws -> Value?
    ) async throws -> Value {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        while true {
            if let value = try await probe() { return value }
            guard clock.now < end else { throw Exhausted(subject: subject, seconds: seconds) }
            try await Task.sleep(for: .milliseconds(4))
        }
    }
}
