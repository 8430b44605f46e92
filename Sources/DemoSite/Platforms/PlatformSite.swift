// SPDX-License-Identifier: EUPL-1.2

/// A small site that answers as one social platform does, in the names of that platform's hosts.
///
/// It is a pure function from request to response, like `DemoWorld`; `DemoServer` asks it when a request's Host field is one
/// of its own. Its addresses are those of the real platform over plain HTTP, so it is reached with
/// `--connect-to ::127.0.0.1:PORT` only. Nothing in it is copied from a platform: names, texts and pictures are invented,
/// the form of the answers follows what the profile's comments name as source.
package protocol PlatformSite: Sendable {
    /// The name of the profile it is made for.
    var name: String { get }
    /// The hosts it answers for, in lower case; `*.example.org` is every host below that domain.
    var hosts: [String] { get }
    /// The accounts it has, each with what a complete crawl of it finds.
    var truth: [PlatformTruth] { get }

    /// The answer to a request. `request.order` counts the requests that this site had before, for walls that come late.
    func response(for request: DemoRequest) -> DemoResponse
}

extension PlatformSite {
    /// Whether a Host field, with or without a port, is one of this site's.
    func answers(_ host: String) -> Bool {
        let name = host.prefix { $0 != ":" }.lowercased()
        return hosts.contains { pattern in
            pattern.hasPrefix("*.") ? name.hasSuffix(pattern.dropFirst()) : name == pattern
        }
    }
}
