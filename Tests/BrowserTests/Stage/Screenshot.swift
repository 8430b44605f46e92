// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

/// Where a picture of a replayed page is kept, for README.
enum Screenshot {
    /// The path that `KABINET_SCREENSHOT` names.
    static var target: String? { getenv("KABINET_SCREENSHOT").map { String(cString: $0) } }

    static func write(_ bytes: [UInt8], to path: String) throws { try FileSystem.writeAtomically(path, bytes) }
}
