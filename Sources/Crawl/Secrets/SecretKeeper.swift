// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CrawlProfile
import Fetch
import HTTPMessage
import Synchronization
import Threads
import WebURL

/// Knows the secrets of a process's work on a run: puts them into requests that go out, and takes them out of what comes back.
///
/// Nothing between the net and this place sees a value, so nothing can write one. A credential goes only to the origins that the
/// profile sends it to and to the hosts that its file names: a page can't have it sent elsewhere by writing its placeholder into a link.
final class SecretKeeper: Sendable {
    /// Values that servers gave out and that a profile calls secret; they are known as long as the process lives.
    private struct Session {
        var values: [String: String] = [:]
        var names: [String: String] = [:]
    }

    /// Beyond so many, a value is replaced all the same, and what needs it can't be fetched.
    private static let mostSessionValues = 100_000

    private let vault: SecretVault
    private let origins: [String: Set<String>]
    private let standing: SecretPatterns
    private let session = Mutex(Session())
    private let pool = BlockingPool(name: "kabinet-secrets", threads: 2)

    /// - Parameters:
    ///   - vault: The credentials of the run.
    ///   - origins: `https://host[:port]` to which the profiles send each of them.
    init(vault: SecretVault = SecretVault(), origins: [String: Set<String>] = [:]) {
        (self.vault, self.origins) = (vault, origins)
        var standing = SecretPatterns()
        for (name, secret) in vault.secrets.sorted(by: { $0.key < $1.key }) {
            standing.add(secret.value, replacement: SecretVault.placeholder(for: name))
        }
        self.standing = standing
    }

    // MARK: Requests

    /// A request with the values in place of their placeholders, and the values that it uses.
    struct Revealed {
        var request: FetchRequest
        var names: Set<String> = []
    }

    /// The request as it goes out.
    /// - Throws: `.protocol` when a value is not known any more, or would go where it must not.
    func reveal(_ request: FetchRequest) throws(FetchFailure) -> Revealed {
        var revealed = Revealed(request: request)
        let url = request.url.withoutFragment
        if url.contains(SecretVault.prefix) {
            let text = try fill(url, &revealed) { SecretSpelling.percent(Array($0.utf8)) }
            guard let address = WebAddress(text), address.origin == request.url.origin else {
                throw FetchFailure(.protocol, "a secret can't be a part of a host's name")
            }
            revealed.request.url = address
        }
        for (index, field) in request.fields.enumerated() where field.value.contains(SecretVault.prefix) {
            revealed.request.fields[index].value = try fill(field.value, &revealed) { Array($0.utf8) }
        }
        if let body = request.body, let text = String(validating: body, as: UTF8.self),
            text.contains(SecretVault.prefix)
        {
            let type = HTTPFields(request.fields)["Content-Type"].flatMap { MediaType($0)?.essence } ?? ""
            revealed.request.body = Array(
                try fill(text, &revealed) { value in
                    if type.hasSuffix("json") { return SecretSpelling.json(Array(value.utf8)) }
                    return type == "application/x-www-form-urlencoded"
                        ? SecretSpelling.percent(Array(value.utf8)) : Array(value.utf8)
                }.utf8)
        }
        return revealed
    }

    private func fill(
        _ text: String, _ revealed: inout Revealed, _ coded: (String) -> [UInt8]
    ) throws(FetchFailure) -> String {
        var result = ""
        var place = text.startIndex
        for (range, name) in SecretVault.placeholders(in: text) {
            let value = try value(of: name, for: revealed.request.url)
            result += text[place..<range.lowerBound] + String(decoding: coded(value), as: UTF8.self)
            place = range.upperBound
            revealed.names.insert(name)
        }
        return result + text[place...]
    }

    private func value(of name: String, for url: WebAddress) throws(FetchFailure) -> String {
        if let value = session.withLock({ $0.values[name] }) { return value }
        guard let secret = vault.secrets[name] else {
            let what = name.hasPrefix(SecretVault.sessionPrefix) ? "a value that the server gave out earlier" : name
            throw FetchFailure(.protocol, "the request needs \(what), which is secret and not known any more")
        }
        let isNamed = url.scheme == "https" && url.host.map { secret.hosts.contains($0) } == true
        guard isNamed || origins[name]?.contains(url.origin) == true else {
            throw FetchFailure(.protocol, "the credential \(name) is not for \(url.origin)")
        }
        return secret.value
    }

    // MARK: Answers

    /// The result of a request without any secret in it.
    ///
    /// `written` is the request as it is written down, with placeholders.
    func redact(
        _ result: FetchResult, of revealed: Revealed, written: FetchRequest, _ rules: SecretRules
    ) async -> FetchResult {
        guard !standing.isEmpty || !revealed.names.isEmpty || rules != SecretRules() else { return result }
        let request = revealed.request
        do {
            return try await pool.run { [self] in
                var redaction = ExchangeRedaction(
                    result: result, sentBody: written.body, patterns: standing, usesCredential: !revealed.names.isEmpty,
                    spoolDirectory: request.spoolDirectory, digest: request.digest)
                for name in revealed.names.sorted() {
                    if let value = session.withLock({ $0.values[name] }) {
                        redaction.hide(value, as: SecretVault.placeholder(for: name))
                    }
                }
                let finder = SecretFinder(rules: rules, result: result, allCookies: !revealed.names.isEmpty)
                for value in try finder.values() {
                    redaction.hide(value, as: SecretVault.placeholder(for: sessionName(of: value)))
                }
                return try redaction.redacted(rules)
            }
        } catch {
            // What can't be searched can't be kept.
            return FetchResult(
                failure: FetchFailure(.spool, "the answer can't be searched for secrets: \(error)"),
                startedAt: result.startedAt)
        }
    }

    /// The name by which a value that a server gave out is known; says nothing about the value.
    private func sessionName(of value: String) -> String {
        session.withLock { session in
            if let name = session.names[value] { return name }
            let name = SecretVault.sessionPrefix + Hex.encode((0..<8).map { _ in UInt8.random(in: 0...255) })
            guard session.values.count < Self.mostSessionValues else { return name }
            session.names[value] = name
            session.values[name] = value
            return name
        }
    }
}

/// The way from the crawl to the net: an engine that gets requests with placeholders and gives answers without secrets.
struct DiscreetEngine: Sendable {
    let engine: CurlEngine
    let keeper: SecretKeeper

    init(_ engine: CurlEngine, keeper: SecretKeeper = SecretKeeper()) { (self.engine, self.keeper) = (engine, keeper) }

    /// Fetches; `rules` are those of the account's profile.
    func fetch(_ request: FetchRequest, _ rules: SecretRules = SecretRules()) async -> FetchResult {
        do throws(FetchFailure) {
            let revealed = try keeper.reveal(request)
            return await keeper.redact(engine.fetch(revealed.request), of: revealed, written: request, rules)
        } catch {
            return FetchResult(failure: error, startedAt: .now())
        }
    }

    /// As the engine's own.
    func cancelAll(grace: Duration = .zero) { engine.cancelAll(grace: grace) }

    /// As the engine's own.
    func shutdown() async { await engine.shutdown() }
}
