// SPDX-License-Identifier: EUPL-1.2

/// How the `kabinet` process ends; part of the contract with scripts (README, "Exit codes").
public enum ExitCode: Int32, Sendable {
    /// Everything asked for was done.
    case done = 0
    /// It could not be done.
    case failed = 1
    /// The command line is wrong.
    case usage = 2
    /// An input file or a profile cannot be used.
    case badInput = 3
    /// A check found defects.
    case defects = 4
    /// Done, but not everything that should be there is there.
    case gaps = 5
    /// Stopped at a limit or by the first signal; `kabinet resume` goes on.
    case stopped = 11
    /// Stopped at once by the second signal; `kabinet resume` goes on.
    case stoppedHard = 13
    /// No room left on the disk; `kabinet resume` goes on.
    case diskFull = 14
}
