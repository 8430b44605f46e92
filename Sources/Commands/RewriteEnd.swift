// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Rewriting

/// How a command that rewrites several files ends: it goes on after a file it cannot do, and its exit code is that of the worst.
struct RewriteEnd {
    private var worst: ExitCode?

    /// Something was found, or left, that is not as it should be.
    mutating func addDefects() { add(.defects) }

    /// Tells of a file that could not be done. Without room there is no use in trying the next.
    mutating func add(_ error: any Error) throws {
        let error = RewriteError(error)
        let code: ExitCode =
            switch error.code {
            case .badInput, .unsupported: .badInput
            case .damaged: .defects
            case .diskFull: .diskFull
            case .exists, .io, .unequal: .failed
            }
        Terminal.note("\(error)")
        if code == .diskFull {
            throw CommandEnd(code, "kabinet: no room left; nothing half-written stays under a final name")
        }
        add(code)
    }

    /// Throws the exit code, unless all is well.
    func end() throws {
        if let worst { throw CommandEnd(worst) }
    }

    private mutating func add(_ code: ExitCode) {
        // A command that failed weighs more than an input that cannot be used, and that more than defects.
        let order: [ExitCode] = [.defects, .badInput, .failed]
        let rank = order.firstIndex(of: code) ?? 0
        if rank >= worst.flatMap({ order.firstIndex(of: $0) }) ?? 0 { worst = code }
    }
}
