// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
import Glibc

/// Reads the text files that people write: profiles and seed lists.
package enum SourceText {
    /// The longest file, in bytes.
    package static let longest = 8 << 20

    /// The text of a file without a byte order mark.
    ///
    /// - Throws: a finding with the file's name when it cannot be opened, is too long or is not UTF-8.
    package static func read(_ path: String) throws(Diagnostic) -> String {
        guard let file = fopen(path, "rbe") else {
            throw Diagnostic(.error, at: .file(path), "cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
            if bytes.count > longest {
                throw Diagnostic(.error, at: .file(path), "has more than \(longest) bytes")
            }
        }
        if ferror(file) != 0 {
            throw Diagnostic(.error, at: .file(path), "cannot be read: \(String(cString: strerror(errno)))")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Diagnostic(.error, at: .file(path), "is not UTF-8 text")
        }
        return text
    }
}
