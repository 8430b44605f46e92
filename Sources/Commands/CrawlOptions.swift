// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import Collection
import Crawl
import CrawlProfile
import Glibc
import Scope

/// How a crawl goes: the options of `crawl` that become the run's settings.
struct CrawlOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Crawl profile: a name, or a YAML file. Chosen by the seed unless given.", valueName: "name|file"))
    var profile: String?
    @OptionGroup var limits: LimitOptions
    @Option(help: ArgumentHelp("Cut single answers off beyond this size, and mark them.", valueName: "bytes"))
    var maxBodyBytes: ByteCount?
    @Option(
        help: ArgumentHelp(
            "Leave out what was posted before this day; lists are walked back to it. A seed list's own period goes before it.",
            valueName: "yyyy-mm-dd"))
    var since: CalendarDay?
    @Option(help: ArgumentHelp("Leave out what was posted after this day.", valueName: "yyyy-mm-dd"))
    var until: CalendarDay?
    @Option(
        help: ArgumentHelp(
            "Capture the posts of others around the account's own, so many answers and parents far; 0 for none.",
            valueName: "n"))
    var threadDepth = 1
    @Option(help: ArgumentHelp("Begin another archive file once one has this size: 500M, 4G.", valueName: "bytes"))
    var fileSize: ByteCount?
    @Option(help: ArgumentHelp("Fetches at the same time, over all hosts.", valueName: "n"))
    var concurrency = 8
    @Option(help: ArgumentHelp("Time between fetches from one host, instead of the profile's.", valueName: "seconds"))
    var delay: Seconds?
    @Option(
        help: ArgumentHelp(
            "What robots.txt counts for: obey, requisites-exempt (the default) or ignore.", valueName: "policy"))
    var robots: RobotsPolicy?
    @Option(
        help: ArgumentHelp(
            "How far links are followed: page, prefix, host or domain. From the seed unless given.", valueName: "scope")
    )
    var scope: ScopeMode?
    @Option(help: ArgumentHelp("Follow at most this many links from a seed.", valueName: "n"))
    var maxHops: Int?
    @Option(help: ArgumentHelp("Follow links that match as well; * stands for anything.", valueName: "glob"))
    var include: [String] = []
    @Option(help: ArgumentHelp("Never follow links that match.", valueName: "glob"))
    var exclude: [String] = []
    @Option(
        help: ArgumentHelp(
            "Connect to HOST2:PORT2 for HOST:PORT, as in curl; empty parts mean any.", valueName: "h:p:h2:p2"))
    var connectTo: [String] = []
    @Option(help: ArgumentHelp("Address for a host, as in curl.", valueName: "host:port:addr"))
    var resolve: [String] = []
    @Option(help: ArgumentHelp("Allow addresses that are not public, such as 127.0.0.0/8.", valueName: "cidr"))
    var allowAddress: [String] = []
    @Option(
        help: ArgumentHelp("PEM file of certificate authorities to trust instead of the system's.", valueName: "file"))
    var cacert: String?
    @OptionGroup var credentials: CredentialOptions
    @Option(help: ArgumentHelp("What the crawler calls itself.", valueName: "text"))
    var userAgent: String?
    @Option(help: ArgumentHelp("Who is responsible; written into every archive file.", valueName: "text"))
    var `operator`: String?

    func validate() throws {
        try Self.check("--concurrency", concurrency, atLeast: 1)
        if let maxHops { try Self.check("--max-hops", maxHops, atLeast: 0) }
        try Self.check("--thread-depth", threadDepth, atLeast: 0)
        if let since, let until, until < since {
            throw ValidationError("--until \(until) is before --since \(since)")
        }
        guard concurrency <= 256 else { throw ValidationError("--concurrency \(concurrency): at most 256") }
        for block in allowAddress where CIDR(block) == nil {
            throw ValidationError("--allow-address \(block): not an address block; write it as 127.0.0.0/8 or fd00::/8")
        }
        for rule in connectTo where rule.split(separator: ":", omittingEmptySubsequences: false).count < 4 {
            throw ValidationError("--connect-to \(rule): expected HOST:PORT:HOST2:PORT2, for example ::127.0.0.1:8123")
        }
        for rule in resolve where !Self.isResolveRule(rule) {
            throw ValidationError("--resolve \(rule): expected HOST:PORT:ADDRESS, for example a.example:443:192.0.2.1")
        }
        if let cacert, access(cacert, R_OK) != 0 || FileSystem.isDirectory(cacert) {
            throw ValidationError("--cacert \(cacert): there is no file that can be read at that place")
        }
    }

    /// - Throws: a `ValidationError` that names the option.
    static func check(_ name: String, _ value: Int, atLeast least: Int) throws {
        guard value >= least, value <= 1_000_000_000 else {
            throw ValidationError("\(name) \(value): expected a number from \(least)")
        }
    }

    /// `HOST:PORT:ADDRESS[,ADDRESS]…`, as curl reads it.
    private static func isResolveRule(_ rule: String) -> Bool {
        let parts = rule.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0 else { return false }
        return parts[2].split(separator: ",", omittingEmptySubsequences: false).allSatisfy { text in
            let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
            return IPAddress(String(isBracketed ? text.dropFirst().dropLast() : text)) != nil
        }
    }

    /// The file of certificate authorities with its whole path: the run may be resumed from another folder.
    private var certificatePath: String? { cacert.map { CollectionLayout(root: $0).root } }

    /// Puts the options into settings that have seeds and profiles.
    func apply(to settings: inout CrawlSettings) {
        settings.limits = limits.limits
        settings.limits.bodyBytes = maxBodyBytes.map { UInt64(clamping: $0.bytes) }
        if let fileSize { settings.fileSize = UInt64(clamping: fileSize.bytes) }
        settings.concurrency = concurrency
        settings.delay = delay?.seconds
        settings.robots = robots
        settings.scope = scope
        (settings.since, settings.until) = (since?.description, until?.description)
        settings.threadDepth = threadDepth
        settings.maxHops = maxHops
        settings.include = include
        settings.exclude = exclude
        settings.network.connectTo = connectTo
        settings.network.resolve = resolve
        settings.network.allowedAddresses = allowAddress
        settings.network.caFile = certificatePath
        if let userAgent { settings.network.userAgent = userAgent }
        settings.operator = self.operator
    }
}

extension CalendarDay: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

extension RobotsPolicy: ExpressibleByArgument {}
extension ScopeMode: ExpressibleByArgument {}
