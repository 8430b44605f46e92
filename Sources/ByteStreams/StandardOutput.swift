// SPDX-License-Identifier: EUPL-1.2

import CPlatform

/// The program's standard output.
public enum StandardOutput {
    /// Hands over each line as it is printed, also into a pipe: whoever waits for an address must not wait for a full buffer.
    /// Call it before the first `print`.
    public static func printLineByLine() { kabinet_print_line_by_line() }
}
