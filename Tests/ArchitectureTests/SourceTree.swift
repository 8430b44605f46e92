// SPDX-License-Identifier: EUPL-1.2

import Glibc
import TestSupport

/// The Swift files of the package.
enum SourceTree {
    /// All Swift files below a folder of the package, sorted by path.
    static func files(below folder: String) -> [SourceFile] {
        entries(of: folder).flatMap { name -> [SourceFile] in
            let path = folder + "/" + name
            if name.hasSuffix(".swift") {
                return TestFile.text(PackageRoot.appending(path)).map { [SourceFile(path: path, text: $0)] } ?? []
            }
            return name.contains(".") ? [] : files(below: path)
        }
    }

    /// The names in a folder of the package, sorted, without hidden ones; empty for what is no folder.
    static func entries(of folder: String) -> [String] {
        guard let stream = opendir(PackageRoot.appending(folder)) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
