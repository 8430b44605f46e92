// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Glibc

/// How many threads a command may use.
struct ThreadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Threads that read side by side; as many as the machine has unless said.", valueName: "n"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads: expected 1 to 256") }
    }

    /// What was asked for, else the number of processors, at most 8.
    var count: Int { threads ?? min(8, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }
}
