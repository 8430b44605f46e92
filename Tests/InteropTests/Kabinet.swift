// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

extension Kabinet {
    /// `kabinet crawl` of something on this machine, without a pause between fetches.
    static func crawl(
        _ seeds: [String], into folder: String, _ options: [String] = [], seconds: Int = 240
    ) async throws -> ToolProcess.Result {
        let loopback = ["--allow-address", "127.0.0.0/8", "--allow-address", "::1/128", "--delay", "0"]
        return try await ToolProcess.run(
            path, ["crawl"] + seeds + ["-c", folder] + loopback + options, seconds: seconds)
    }
}

extension Tier {
    /// A tool of the Python environment.
    static func judge(_ name: String) throws -> String {
        try #require(tool(name), "\(name) is not in the Python environment")
    }

    /// Runs one of the scripts of `Tests/Judges`; it must end well.
    static func script(_ name: String, _ arguments: [String], input: String = "") async throws -> ToolProcess.Result {
        let script = PackageRoot.appending("Tests/Judges/" + name)
        let result = try await ToolProcess.run(judge("python"), [script] + arguments, input: input)
        try #require(result.status == 0, "\(name): \(result.errors)")
        return result
    }
}
