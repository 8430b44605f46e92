// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The tests that need something from outside the package, and whether it is there.
///
/// Unit and loopback tests run always. Each tier above them runs when its ground is there and is otherwise skipped
/// with a printed reason; `.ci/run` counts a skipped test as a failure.
package enum Tier {
    /// The folder with sample data made by others, from `KABINET_CORPUS`; `nil` when it is not set or not a folder.
    package static let corpus: String? = folder(environment("KABINET_CORPUS"))

    /// The `bin` folder of the Python environment with warcio, pywb and the other judges.
    ///
    /// From `KABINET_VENV` (the environment's folder or its `bin`), else `.venv/bin` of the package root.
    package static let interop: String? = {
        if let named = environment("KABINET_VENV") { return folder(named + "/bin") ?? folder(named) }
        return folder(PackageRoot.appending(".venv/bin"))
    }()

    /// The path of Chromium, when `KABINET_BROWSER=1` and one is installed.
    package static let browser: String? = {
        guard environment("KABINET_BROWSER") == "1" else { return nil }
        return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first(where: isExecutable)
    }()

    /// Whether the corpus tier can run.
    package static var hasCorpus: Bool { corpus != nil }
    /// Whether the interop tier can run.
    package static var hasInterop: Bool { interop != nil }
    /// Whether the browser tier can run.
    package static var hasBrowser: Bool { browser != nil }

    /// Why the corpus tier is skipped, to be printed.
    package static let corpusReason = "the corpus tier needs KABINET_CORPUS=<folder of sample data>"
    /// Why the interop tier is skipped, to be printed.
    package static let interopReason = "the interop tier needs `make interop`, or KABINET_VENV=<Python environment>"
    /// Why the browser tier is skipped, to be printed.
    package static let browserReason = "the browser tier needs KABINET_BROWSER=1 and an installed chromium"

    /// The path of a tool in the Python environment, for example `Tier.tool("warcio")`.
    package static func tool(_ name: String) -> String? {
        guard let interop, isExecutable(interop + "/" + name) else { return nil }
        return interop + "/" + name
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func folder(_ path: String?) -> String? {
        guard let path else { return nil }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return path
    }

    private static func isExecutable(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }
}
