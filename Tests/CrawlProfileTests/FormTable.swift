// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport
import Testing

/// What the URLs that other tools know of one platform are to Kabinet: the kind by the name of the other tool's extractor,
/// the URLs that differ from it, and those that are no form of the platform at all, with the reason.
struct FormTable: Sendable, CustomTestStringConvertible {
    /// As the first column of the list has it.
    let platform: String
    let profile: String
    /// By the name of the extractor.
    let kinds: [String: SeedKind]
    /// By the URL, where it is another kind than the extractor says.
    var exceptions: [String: SeedKind] = [:]
    /// By the URL, why it is no form of the platform.
    var noForms: [String: String] = [:]

    var testDescription: String { platform }

    struct Row: Sendable {
        let platform: String
        let url: String
        let extractor: String
    }

    /// The rows of the list: platform, URL, extractor, source.
    static func rows() -> [Row] {
        guard let folder = Tier.corpus, let text = TestFile.text(folder + "/social/urls/url-forms.tsv") else {
            return []
        }
        return text.split(separator: "\n").dropFirst().map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Row(platform: columns[0], url: columns[1], extractor: columns.count > 2 ? columns[2] : "")
        }
    }

    /// What is wrong, a sentence each.
    func problems(in rows: [Row]) throws -> [String] {
        let library = ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")])
        let profiles = library.all().profiles
        guard let own = library.profile(profile).profile else { return ["there is no profile \(profile)"] }
        var problems: [String] = []
        for row in rows where row.platform == platform {
            let best = ProfileLibrary.best(for: row.url, among: profiles)
            if let reason = noForms[row.url] {
                if best?.profile.name == profile { problems.append("\(row.url) is taken, although: \(reason)") }
                continue
            }
            guard let best, best.profile.name == profile else {
                problems.append("\(row.url) is \(best?.profile.name ?? "nobody")'s")
                continue
            }
            guard let wanted = exceptions[row.url] ?? kinds[row.extractor] else {
                problems.append("\(row.extractor) has no kind in the table")
                continue
            }
            if best.match.kind != wanted {
                problems.append("\(row.url) is a \(best.match.kind.rawValue), not a \(wanted.rawValue)")
            }
            problems += Self.objections(row.url, own)
        }
        return problems
    }

    /// What is wrong with the canonical form of a URL.
    static func objections(_ url: String, _ profile: Profile) -> [String] {
        guard let first = profile.canonical(of: url) else { return ["\(url) has no canonical form"] }
        guard let second = profile.canonical(of: first.canonical) else {
            return ["\(first.canonical), the canonical form of \(url), is not known"]
        }
        var problems: [String] = []
        if second.canonical != first.canonical {
            problems.append("\(url): \(first.canonical) becomes \(second.canonical)")
        }
        if second.match.kind != first.match.kind {
            problems.append("\(url): its canonical form is a \(second.match.kind.rawValue)")
        }
        return problems
    }
}
