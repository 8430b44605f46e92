// SPDX-License-Identifier: EUPL-1.2

import CPlatform

/// The program's standard output.
public enum StandardOutput {
    /// Hands over each line as it is printed, also into a pipe: whoever waits for an address must not wait for a full buffer.
    /// Call it before the first `print`.
    public static func printLineByLine() { kabinet_print_line_by_line() }

    /// Hands over what was printed and is still held back.
    /// - Throws: `.diskFull`, `.io` if a part of what was ever printed got lost.
    public static func finish() throws(ByteStreamError) {
        let number = kabinet_finish_output()
        guard number == 0 else { throw ByteStreamError(errno: number, path: nil, "cannot write the output") }
    }
}
