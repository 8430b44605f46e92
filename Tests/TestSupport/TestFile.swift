// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Reading of whole files in tests.
package enum TestFile {
    /// All bytes of a file, `nil` when it cannot be opened.
    package static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// A file as UTF-8 text, `nil` when it cannot be opened; wrong bytes become U+FFFD.
    package static func text(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension TestFile {
    /// What stays the same when a file gets another name; `nil` when it does not exist.
    package static func inode(_ path: String) -> UInt64? {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }
}
