// SPDX-License-Identifier: EUPL-1.2

import CPlatform
import Glibc

/// A file that lies in memory and has a path, for readers that want one.
struct MemoryFile: ~Copyable {
    private let descriptor: Int32

    /// Makes a file with these bytes.
    init(_ bytes: [UInt8]) {
        descriptor = kabinet_open_unlinked("/dev/shm")
        guard descriptor >= 0 else { Property.fail("no file in memory: \(errno)") }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { Property.fail("cannot write to memory: \(errno)") }
            done += count
        }
    }

    deinit { close(descriptor) }

    /// A path under which it can be opened again.
    var path: String { "/proc/self/fd/\(descriptor)" }
}
