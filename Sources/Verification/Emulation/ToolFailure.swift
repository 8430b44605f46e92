// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The exception with which a tool gives a file up.
enum ToolFailure: Error {
    /// The tool's own failure, in the words of its language.
    case stopped(String)
    /// This machine cannot read the file; nothing is said about the tool.
    case unreadable(ByteStreamError)
}
