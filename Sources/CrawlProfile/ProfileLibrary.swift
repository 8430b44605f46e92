// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
import Glibc

/// The folders in which profiles are looked for.
///
/// It reads files when asked and keeps nothing: call it from where blocking is allowed.
package struct ProfileLibrary: Sendable {
    /// The folders in the order in which they are searched; of equal names the first one found counts. What is built in comes last.
    package let directories: [String]

    /// A library over these folders, which need not exist.
    package init(directories: [String]) {
        self.directories = directories
    }

    /// The profile of that name, or in that file when the name has a `/` or ends with `.yaml`.
    ///
    /// When there is none, the finding says where it was looked for and which name is nearest.
    package func profile(_ nameOrFile: String) -> ProfileReading {
        if Self.isFile(nameOrFile) { return read(nameOrFile) }
        for directory in directories {
            let path = directory + "/" + nameOrFile + ".yaml"
            if access(path, F_OK) == 0 { return read(path) }
        }
        if let text = BuiltInProfiles.texts[nameOrFile] {
            return Profile.parse(text, file: "built-in \(nameOrFile).yaml")
        }
        let names = names()
        let hint: String
        if let near = Spelling.nearest(to: nameOrFile, among: names) {
            hint = "did you mean \"\(near)\"?"
        } else if names.isEmpty {
            hint = "there are no profiles there; give the path of a file, or run from the folder of the project"
        } else {
            hint = "known: \(names.joined(separator: ", "))"
        }
        let places = directories.isEmpty ? "nowhere" : directories.joined(separator: ", ")
        return ProfileReading(
            profile: nil,
            findings: [Diagnostic(.error, "no profile \"\(nameOrFile)\"; looked in \(places)", hint: hint)])
    }

    /// True for what is the path of a profile and not its name.
    package static func isFile(_ nameOrFile: String) -> Bool {
        nameOrFile.contains("/") || nameOrFile.hasSuffix(".yaml") || nameOrFile.hasSuffix(".yml")
    }

    /// The names of all profiles, sorted.
    package func names() -> [String] {
        Set(directories.flatMap(Self.profileFiles).map { String($0.dropLast(".yaml".count)) })
            .union(BuiltInProfiles.texts.keys).sorted()
    }

    /// All profiles by name, those that can be read; with the findings of all.
    package func all() -> (profiles: [Profile], findings: [Diagnostic]) {
        var profiles: [Profile] = []
        var findings: [Diagnostic] = []
        for name in names() {
            let reading = profile(name)
            if let profile = reading.profile { profiles.append(profile) }
            findings += reading.findings
        }
        return (profiles, findings)
    }

    /// The profile that knows a seed best, with the match.
    ///
    /// A profile is chosen by itself only when it lists the seed's host or has a handle of its form; else it is `generic`, when
    /// there is one.
    package static func best(for seed: String, among profiles: [Profile]) -> (profile: Profile, match: SeedMatch)? {
        let known = match(seed, among: profiles)
        if known.map({ $0.profile.name != "generic" }) ?? false { return known }
        // A redirector of one platform may lead to another: what it wraps is the seed then.
        let inner = profiles.lazy.compactMap { $0.unwrapped(seed: seed) }.first
        return inner.flatMap { match($0, among: profiles) } ?? known
    }

    private static func match(
        _ seed: String, among profiles: [Profile]
    ) -> (profile: Profile, match: SeedMatch)? {
        var best: (profile: Profile, match: SeedMatch)?
        for profile in profiles {
            guard let match = profile.match(seed: seed) else { continue }
            guard match.certainty > .form || profile.name == "generic" else { continue }
            if best.map({ $0.match.certainty < match.certainty }) ?? true { best = (profile, match) }
        }
        return best
    }

    private func read(_ path: String) -> ProfileReading {
        do {
            return Profile.parse(try SourceText.read(path), file: path)
        } catch {
            return ProfileReading(profile: nil, findings: [error])
        }
    }

    private static func profileFiles(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
