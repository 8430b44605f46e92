// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The folder that holds `Package.swift`, whatever folder the tests were started from.
package enum PackageRoot {
    /// Absolute path without a trailing slash and with symbolic links resolved.
    package static let path: String = {
        let file = #filePath
        let root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        return resolved(root + "/Tests").map { String($0.dropLast("/Tests".count)) } ?? root
    }()

    /// The absolute path of something in the package, named as `crawl-profiles/mastodon.yaml`.
    package static func appending(_ relative: String) -> String {
        path + "/" + relative
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
