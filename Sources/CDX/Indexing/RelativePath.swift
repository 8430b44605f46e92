// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Names of files in an index.
enum RelativePath {
    /// The path of a file as seen from a folder, with `..` where it lies outside, and without the suffix of a file that is still written.
    ///
    /// Both may be relative to the working folder. Links are not looked at.
    static func of(_ path: String, to root: String) -> String {
        var file = segments(path)
        var folder = segments(root)
        while let one = file.first, one == folder.first, file.count > 1 {
            file.removeFirst()
            folder.removeFirst()
        }
        let name = (folder.map { _ in ".." } + file).joined(separator: "/")
        return name.hasSuffix(".open") ? String(name.dropLast(5)) : name
    }

    private static func segments(_ path: String) -> [Substring] {
        let whole = path.utf8.first == 0x2F ? path : workingFolder + "/" + path
        var segments: [Substring] = []
        for segment in whole.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        return segments
    }

    private static var workingFolder: String {
        guard let folder = getcwd(nil, 0) else { return "" }
        defer { free(folder) }
        return String(cString: folder)
    }
}
