// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Synchronization

/// Writes for people go to stderr: a line that is drawn over on a terminal, plain lines otherwise. Any thread may write.
enum Terminal {
    /// True when stderr is a terminal.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line; a progress line that stands is cleared first.
    static func note(_ text: String) {
        write((isInteractive ? "\r\u{1B}[K" : "") + text + "\n")
    }

    /// Draws a line over the last one.
    static func draw(_ text: String) {
        write("\r\u{1B}[K" + String(text.prefix(columns - 1)))
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 100 }
        return Int(size.ws_col)
    }

    private static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
