// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Sets one stage up for all tests of a suite, and says at the end whether anything reached for the live web.
struct StageTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await ReplayStage.with { stage in
            try await ReplayStage.$running.withValue(stage) { try await function() }
            stage.expectNoConnections()
        }
    }
}

extension Trait where Self == StageTrait {
    /// Runs on a stage of its own: `@Suite(.onStage)`.
    static var onStage: Self { StageTrait() }
}
