// SPDX-License-Identifier: EUPL-1.2

import Crawl
import Glibc
import Synchronization
import TestSupport

/// All that a crawl told while it went.
final class LoggedProgress: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var observer: CrawlSession.Observer {
        CrawlSession.Observer(
            progress: { progress in self.lines.withLock { $0.append("\(progress)") } },
            finding: { finding in self.lines.withLock { $0.append("\(finding)") } })
    }
}

extension TestFile {
    /// Lets only the owner use a file.
    static func makePrivate(_ path: String) -> Bool { chmod(path, 0o600) == 0 }

    /// The paths of all files below a folder.
    static func tree(_ folder: String) throws -> [String] {
        guard let handle = opendir(folder) else { throw CannotOpen(path: folder) }
        defer { closedir(handle) }
        var paths: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let path = folder + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { paths += try tree(path) } else { paths.append(path) }
        }
        return paths
    }

    struct CannotOpen: Error { let path: String }
}
