// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The open files and sockets of the test process.
package enum Descriptors {
    /// Marks all of them as not for child processes; call it right before a spawn.
    ///
    /// SwiftNIO's listening sockets are not closed on exec: a child would keep the port of a test that runs beside this one.
    package static func keepFromChildren() {
        guard let directory = opendir("/proc/self/fd") else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard let descriptor = Int32(name), descriptor > 2 else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }
}
