// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The program under test, as a user runs it.
package enum Kabinet {
    /// `KABINET_BINARY`, else the one that was built beside the tests.
    package static var path: String {
        get throws {
            if let named = getenv("KABINET_BINARY") { return String(cString: named) }
            guard let pointer = realpath("/proc/self/exe", nil) else {
                throw ToolProcess.Failure(description: "/proc/self/exe: errno \(errno)")
            }
            defer { free(pointer) }
            let tests = String(cString: pointer)
            let built = tests.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/kabinet"
            guard access(built, X_OK) == 0 else {
                throw ToolProcess.Failure(description: "\(built) is not there; build it, or set KABINET_BINARY")
            }
            return built
        }
    }
}
