// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// What must hold for every input; where it does not, libFuzzer keeps the input.
enum Property {
    /// Ends the process unless `holds`.
    static func require(_ holds: Bool, _ message: @autoclosure () -> String) {
        if !holds { fail(message()) }
    }

    /// Ends the process unless both are equal.
    static func equal<Value: Equatable>(_ left: Value, _ right: Value, _ message: @autoclosure () -> String) {
        if left != right { fail("\(message())\n  \("\(left)".prefix(2000))\n  \("\(right)".prefix(2000))") }
    }

    /// Ends the process.
    static func fail(_ message: String) -> Never {
        complain("property: " + message)
        abort()
    }

    /// A line on standard error.
    static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
