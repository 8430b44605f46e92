// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
import Glibc

/// Where the parts of a collection lie on disk (design.md §2).
///
/// `archive/` and `indexes/` carry the names that pywb expects, so that it can be pointed at the folder as it is.
package struct CollectionLayout: Sendable, Hashable {
    /// Absolute path of the folder, without a slash at its end.
    package let root: String

    /// The layout below `path`, which need not exist yet and is made absolute against the working directory.
    package init(root path: String) {
        var components: [Substring] = []
        let absolute = path.hasPrefix("/") ? path : Self.workingDirectory + "/" + path
        for component in absolute.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        root = "/" + components.joined(separator: "/")
    }

    private static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// The last component of the path: the first component of its Wayback URLs.
    package var name: String { root.split(separator: "/").last.map(String.init) ?? "collection" }

    package var archiveDirectory: String { root + "/archive" }
    package var indexesDirectory: String { root + "/indexes" }
    package var logsDirectory: String { root + "/logs" }
    /// What imported WACZ files had beside their archive files: a folder for each, made by the first import.
    package var importsDirectory: String { root + "/imports" }
    package var descriptionPath: String { root + "/collection.yaml" }
    package var databasePath: String { root + "/kabinet.sqlite" }
    package var cdxjPath: String { indexesDirectory + "/index.cdxj" }
    package var cdxPath: String { indexesDirectory + "/index.cdx" }
    /// How the crawl stands that runs, or how the last one ended.
    package var statusPath: String { logsDirectory + "/status.json" }
    package var crawlLogPath: String { logsDirectory + "/crawl.log" }

    /// True when the folder holds a collection that Kabinet made.
    package var exists: Bool { FileSystem.exists(descriptionPath) || FileSystem.exists(databasePath) }

    /// Makes the folders that are missing.
    package func makeDirectories() throws(ByteStreamError) {
        for directory in [archiveDirectory, indexesDirectory, logsDirectory] {
            try FileSystem.makeDirectory(directory)
        }
    }

    /// The file of that name in `archive/`, or its `.open` form while it is being written; nil when there is neither,
    /// and for a name that would lead out of the folder.
    package func archivePath(of filename: String) -> String? {
        guard !filename.isEmpty, !filename.contains("/"), filename != ".", filename != ".." else { return nil }
        let path = archiveDirectory + "/" + filename
        return [path, path + ".open"].first { FileSystem.exists($0) }
    }
}
